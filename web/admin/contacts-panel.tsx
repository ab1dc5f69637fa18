import { useState } from 'preact/hooks'
import type { CareContact } from '../../shared/care-contact.ts'
import { namedDepartment } from '../../shared/department-names.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/contacts.en.ts'
import { fr } from '../i18n/contacts.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { ContactDialog } from './contact-dialog.tsx'

/** Whom a GP calls when the unit comes too late, department by department. */
export function ContactsPanel() {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const contacts = useLoad(() => call(api.api.contacts.all.$get()), [])
  const [editing, setEditing] = useState<CareContact | 'new' | null>(null)
  const keep = async ({ contactId, ...json }: CareContact) => {
    const answer = await call(api.api.contacts[':contactId'].$put({ param: { contactId }, json }))
    if (!answer.ok) showToast({ text: answer.problem.message, tone: 'error' })
    void contacts.reload()
  }
  const forget = async (contact: CareContact) => {
    const { contactId, name } = contact
    const answer = await call(api.api.contacts[':contactId'].$delete({ param: { contactId } }))
    showToast(
      answer.ok
        ? { text: t.deleted(name), undo: () => void keep(contact) }
        : { text: answer.problem.message, tone: 'error' },
    )
    void contacts.reload()
  }
  const columns: Column<CareContact>[] = [
    { key: 'department', header: t.department, cell: ({ department }) => namedDepartment(department) },
    { key: 'kind', header: t.kind, cell: ({ kind }) => t.kinds[kind] },
    { key: 'name', header: t.name, names: true, cell: ({ name }) => name },
    {
      key: 'specialty',
      header: t.specialty,
      cell: ({ specialty }) => (specialty ? (names[specialty] ?? specialty) : t.all),
    },
    { key: 'phone', header: t.phone, cell: ({ phone }) => phone ?? '–' },
    { key: 'hours', header: t.hours, cell: ({ hours }) => hours ?? '–' },
    {
      key: 'acts',
      header: t.acts,
      cell: (contact) => (
        <span class="row">
          <Button size="s" icon="edit" aria-label={t.editOf(contact.name)} onClick={() => setEditing(contact)}>
            {t.edit}
          </Button>
          <Button
            size="s"
            variant="quiet"
            icon="cross"
            aria-label={t.deleteOf(contact.name)}
            onClick={() => void forget(contact)}
          >
            {t.delete}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <div class="stack">
      <p class="soft readable">{t.help}</p>
      <div>
        <Button icon="plus" variant="primary" onClick={() => setEditing('new')}>
          {t.add}
        </Button>
      </div>
      <Loaded load={contacts} lines={6}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t.none} icon="phone">
              {t.noneHelp}
            </EmptyState>
          ) : (
            <Table caption={t.title} columns={columns} rows={all} rowKey={(contact) => contact.contactId} />
          )
        }
      </Loaded>
      {editing && (
        <ContactDialog
          contact={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null)
            void contacts.reload()
          }}
        />
      )}
    </div>
  )
}
