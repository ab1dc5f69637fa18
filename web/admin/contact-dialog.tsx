import { useState } from 'preact/hooks'
import type { CareContact, CareContactId, CareContactKind } from '../../shared/care-contact.ts'
import type { DepartmentCode } from '../../shared/geo.ts'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/contacts.en.ts'
import { fr } from '../i18n/contacts.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/** Adds or changes one contact of the directory; what is refused is said beside its field. */
export function ContactDialog({
  contact,
  onClose,
  onSaved,
}: {
  contact: CareContact | null
  onClose: () => void
  onSaved: () => void
}) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const common = useText(commonFr, commonEn)
  const [typed, setTyped] = useState({
    department: contact?.department ?? '',
    kind: contact?.kind ?? ('hospital' as CareContactKind),
    specialty: contact?.specialty ?? '',
    name: contact?.name ?? '',
    phone: contact?.phone ?? '',
    hours: contact?.hours ?? '',
    url: contact?.url ?? '',
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isSaving, setSaving] = useState(false)
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })
  const faults = (problem?.details?.faults ?? []) as readonly { field: string }[]
  const wrong = (field: keyof typeof t.wrong) => {
    if (problem?.code === 'contact_without_way' && field === 'phone') return problem.message
    return faults.some((fault) => fault.field === field) ? t.wrong[field] : undefined
  }
  const save = async () => {
    setSaving(true)
    const contactId = contact?.contactId ?? (crypto.randomUUID() as CareContactId)
    const orNull = (text: string) => text.trim() || null
    const json = {
      department: typed.department.trim().toUpperCase() as DepartmentCode,
      kind: typed.kind,
      name: typed.name.trim(),
      specialty: orNull(typed.specialty),
      phone: orNull(typed.phone),
      hours: orNull(typed.hours),
      url: orNull(typed.url),
    }
    const answer = await call(api.api.contacts[':contactId'].$put({ param: { contactId }, json }))
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.saved(json.name) })
    onSaved()
  }
  const isSaid = problem?.code === 'contact_without_way' || faults.some(({ field }) => field in t.wrong)
  return (
    <Dialog
      title={contact ? t.editOf(contact.name) : t.add}
      onClose={onClose}
      notice={problem && !isSaid && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isSaving} onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <TextInput
        label={t.department}
        hint={t.departmentHint}
        maxLength={3}
        value={typed.department}
        error={wrong('department')}
        onInput={(department) => set({ department })}
      />
      <Select
        label={t.kind}
        value={typed.kind}
        options={(Object.keys(t.kinds) as CareContactKind[]).map((value) => ({ value, label: t.kinds[value] }))}
        onChange={(kind) => set({ kind: kind as CareContactKind })}
      />
      <Select
        label={t.specialty}
        value={typed.specialty}
        options={[{ value: '', label: t.all }, ...Object.entries(names).map(([value, label]) => ({ value, label }))]}
        onChange={(specialty) => set({ specialty })}
      />
      <TextInput
        label={t.name}
        maxLength={120}
        value={typed.name}
        error={wrong('name')}
        onInput={(name) => set({ name })}
      />
      <TextInput
        type="tel"
        label={t.phone}
        maxLength={20}
        value={typed.phone}
        error={wrong('phone')}
        onInput={(phone) => set({ phone })}
      />
      <TextInput label={t.hours} optional maxLength={120} value={typed.hours} onInput={(hours) => set({ hours })} />
      <TextInput
        label={t.url}
        hint={t.urlHint}
        optional
        maxLength={300}
        value={typed.url}
        error={wrong('url')}
        onInput={(url) => set({ url })}
      />
    </Dialog>
  )
}
