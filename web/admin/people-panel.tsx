import { useState } from 'preact/hooks'
import type { PersonLine } from '../../shared/administration.ts'
import type { Role } from '../../shared/person.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en as specialistsEn } from '../i18n/specialists.en.ts'
import { fr as specialistsFr } from '../i18n/specialists.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Menu } from '../ui/menu.tsx'
import { Select } from '../ui/select.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { AccountState } from './account-state.tsx'
import { DutyDialog } from './duty-dialog.tsx'
import { DutyList } from './duty-list.tsx'
import { InviteAgainDialog } from './invite-again-dialog.tsx'
import { NewPersonDialog } from './new-person-dialog.tsx'
import { isListed, ROLES, worksInCentre } from './people.ts'
import { RppsDialog } from './rpps-dialog.tsx'
import { SpecialistDialog } from './specialist-dialog.tsx'

type Access = { what: 'new' } | { what: 'again' | 'rpps' | 'specialist'; person: PersonLine }

/** Accounts with their dated assignments: assign, end, close, reopen. */
export function PeoplePanel() {
  const t = useText(fr, en)
  const s = useText(specialistsFr, specialistsEn)
  const common = useText(commonFr, commonEn)
  const people = useLoad(() => call(api.api.admin.people.$get()), [])
  const [wanted, setWanted] = useState('')
  const [role, setRole] = useState<Role | ''>('')
  const [assigning, setAssigning] = useState<PersonLine | null>(null)
  const [access, setAccess] = useState<Access | null>(null)

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

  const endSessions = async (person: PersonLine) => {
    const param = { personId: person.personId }
    const answer = await call(api.api.admin.people[':personId'].sessions.$delete({ param }))
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    showToast({ text: t.access.sessionsEnded(person.name) })
  }
  const accessItems = (person: PersonLine) => [
    ...(person.role === 'specialist' ? [{ label: s.open, act: () => setAccess({ what: 'specialist', person }) }] : []),
    { label: t.access.again, act: () => setAccess({ what: 'again', person }) },
    { label: t.access.rpps, act: () => setAccess({ what: 'rpps', person }) },
    { label: t.access.endSessions, act: () => void endSessions(person) },
  ]

  const columns: Column<PersonLine>[] = [
    { key: 'name', header: t.people.name, names: true, cell: (person) => person.name },
    { key: 'role', header: t.people.role, cell: (person) => common.role[person.role] },
    {
      key: 'account',
      header: t.people.account,
      cell: (person) => <AccountState person={person} />,
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
              ...(person.active ? accessItems(person) : []),
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
      <div class="row-spread">
        <p class="soft readable">{t.people.help}</p>
        <Button variant="primary" icon="plus" onClick={() => setAccess({ what: 'new' })}>
          {t.access.open}
        </Button>
      </div>
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
      {access?.what === 'new' && (
        <NewPersonDialog onClose={() => setAccess(null)} onDone={() => void people.reload()} />
      )}
      {access?.what === 'specialist' && <SpecialistDialog person={access.person} onClose={() => setAccess(null)} />}
      {access?.what === 'again' && (
        <InviteAgainDialog person={access.person} onClose={() => setAccess(null)} onDone={() => void people.reload()} />
      )}
      {access?.what === 'rpps' && (
        <RppsDialog person={access.person} onClose={() => setAccess(null)} onDone={() => void people.reload()} />
      )}
      {assigning && (
        <DutyDialog person={assigning} onClose={() => setAssigning(null)} onDone={() => void people.reload()} />
      )}
    </div>
  )
}
