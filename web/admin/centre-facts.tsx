import type { Problem } from '../../shared/problem.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { CENTRE_BOUNDS, readWhole, type TypedCentre } from './typed-centre.ts'

/** What is known of a centre beside its commune and hours; once `isTried`, what is missing is said beside its field. */
export function CentreFactsFields({
  typed,
  onChange,
  isTried,
  problem,
}: {
  typed: TypedCentre
  onChange: (typed: TypedCentre) => void
  isTried: boolean
  problem: Problem | null
}) {
  const t = useText(fr, en)
  const set = (change: Partial<TypedCentre>) => onChange({ ...typed, ...change })
  const refused = (field: keyof TypedCentre) => (problem?.field === `facts.${field}` ? problem.message : undefined)
  const count = (field: keyof typeof CENTRE_BOUNDS, label: string, hint?: string) => {
    const [least, most] = CENTRE_BOUNDS[field]
    const isReversed = field === 'maxDays' && Number(typed.minDays) > Number(typed.maxDays)
    const wrong = readWhole(typed[field], [least, most]) === null ? t.centres.numberWrong(least, most) : undefined
    return (
      <TextInput
        label={label}
        hint={hint}
        inputMode="numeric"
        maxLength={3}
        value={typed[field]}
        error={wrong ?? (isReversed ? t.centres.daysReversed : refused(field))}
        onInput={(text) => set({ [field]: text })}
      />
    )
  }
  return (
    <>
      <TextInput
        label={t.centres.centreName}
        maxLength={120}
        value={typed.name}
        error={refused('name') ?? (isTried && typed.name.trim().length < 2 ? t.centres.nameMissing : undefined)}
        onInput={(name) => set({ name })}
      />
      <div class="columns">
        <TextInput
          label={t.centres.address}
          optional
          maxLength={200}
          value={typed.address}
          onInput={(address) => set({ address })}
        />
        <TextInput
          type="tel"
          label={t.centres.phone}
          optional
          maxLength={20}
          value={typed.phone}
          error={problem?.field === 'facts.phone' ? t.centres.phoneWrong : undefined}
          onInput={(phone) => set({ phone })}
        />
      </div>
      <TextArea
        label={t.centres.directions}
        optional
        rows={2}
        maxLength={500}
        value={typed.directions}
        onInput={(directions) => set({ directions })}
      />
      <div class="admin-figures">
        {count('lines', t.centres.linesOfDoctors)}
        {count('minDays', t.centres.minDays)}
        {count('maxDays', t.centres.maxDays)}
        {count('revisitDays', t.centres.revisitDays, t.centres.revisitHint)}
      </div>
    </>
  )
}
