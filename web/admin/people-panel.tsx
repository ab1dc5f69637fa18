import { useState } from 'preact/hooks'
import type { PersonLine } from '../../shared/administration.ts'
import type { Role } from '../../shared/person.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Menu } from '../ui/menu.tsx'
import { Select } from '../ui/select.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { DutyDialog } from './duty-dialog.tsx'
import { DutyList } from './duty-list.tsx'
import { isListed, worksInCentre } from './people.ts'

const ROLES: readonly Role[] = ['planner', 'gp', 'coordinator', 'specialist', 'administrator']

/** Accounts with their dated assignments: assign, end, close, reopen. */
export function PeoplePanel() {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const people = useLoad(() => call(api.api.admin.people.$get()), [])
  const [wanted, setWanted] = useState('')
  const [role, setRole] = useState<Role | ''>('')
  const [assigning, setAssigning] = useState<PersonLine | null>(null)

  const setActive = async (person: PersonLine, active: boolean) => {
    const param = { personId: person.personId }
    const answer = await call(api.api.admin.people[':personId'].$patch({ param, json: { active } }))
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    showToast({
      text: active ? t.people.reopened_done(person.name) : t.people.closed_done(person.name),
      undo: () => void setActive(person, !active),
    })
    await people.reload()
  }

  const columns: Column<PersonLine>[] = [
    { key: 'name', header: t.people.name, names: true, cell: (person) => person.name },
    { key: 'role', header: t.people.role, cell: (person) => common.role[person.role] },
    {
      key: 'account',
      header: t.people.account,
      cell: ({ active }) => (
        <Badge tone={active ? 'success' : 'neutral'}>{active ? t.people.open : t.people.closed}</Badge>
      ),
    },
    {
      key: 'duties',
      header: t.people.duties,
      cell: (person) =>
        worksInCentre(person.role) ? (
          <DutyList person={person} onChanged={people.reload} />
        ) : (
          <span class="soft">{t.people.notConcerned}</span>
        ),
    },
    {
      key: 'actions',
      header: t.people.actions,
      hideHeader: true,
      cell: (person) => (
        <div class="admin-actions">
          {worksInCentre(person.role) && person.active && (
            <Button size="s" icon="plus" aria-label={t.duty.assignTo(person.name)} onClick={() => setAssigning(person)}>
              {t.duty.assign}
            </Button>
          )}
          <Menu
            label={t.people.more(person.name)}
            iconOnly
            size="s"
            variant="quiet"
            items={[
              person.active
                ? { label: t.people.close, danger: true, act: () => void setActive(person, false) }
                : { label: t.people.reopen, act: () => void setActive(person, true) },
            ]}
          />
        </div>
      ),
    },
  ]
  return (
    <div class="stack">
      <p class="soft readable">{t.people.help}</p>
      <div class="admin-filters">
        <TextInput label={t.people.search} type="search" value={wanted} onInput={setWanted} />
        <Select
          label={t.people.role}
          empty={t.people.allRoles}
          value={role}
          onChange={setRole}
          options={ROLES.map((value) => ({ value, label: common.role[value] }))}
        />
      </div>
      <Loaded load={people} lines={8}>
        {(all) => (
          <Table
            caption={t.people.caption}
            columns={columns}
            rows={all.filter((person) => isListed(person, wanted, role))}
            rowKey={(person) => person.personId}
            empty={<EmptyState title={t.people.nobody} icon="search" />}
          />
        )}
      </Loaded>
      {assigning && (
        <DutyDialog person={assigning} onClose={() => setAssigning(null)} onDone={() => void people.reload()} />
      )}
    </div>
  )
}
