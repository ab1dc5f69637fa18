import type { SpecialistProfile } from '../../shared/specialist.ts'
import { en } from '../i18n/specialists.en.ts'
import { fr } from '../i18n/specialists.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput, TextInput } from '../ui/text-input.tsx'

export type TypedAuthorisation = SpecialistProfile['authorisations'][number]

const DEPARTMENT = /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])$/
const isDepartment = (code: string, all: readonly TypedAuthorisation[]) =>
  DEPARTMENT.test(code) && all.filter(({ department }) => department === code).length === 1
const isBackward = ({ from, to }: TypedAuthorisation) => from !== null && to !== null && to < from

/** Whether a line names no department, one named already, or dates the wrong way round. */
export const hasFault = (lines: readonly TypedAuthorisation[]): boolean =>
  lines.some((line) => !isDepartment(line.department, lines) || isBackward(line))

/** Where each department's authorisation stands: a line per department, added and taken away. */
export function AuthorisationLines({
  lines,
  wasTried,
  onChange,
}: {
  lines: readonly TypedAuthorisation[]
  wasTried: boolean
  onChange: (lines: TypedAuthorisation[]) => void
}) {
  const t = useText(fr, en)
  const states = Object.keys(t.states) as TypedAuthorisation['state'][]
  const change = (index: number, part: object) =>
    onChange(lines.map((line, at) => (at === index ? ({ ...line, ...part } as TypedAuthorisation) : line)))
  const add = () =>
    onChange([...lines, { department: '', state: 'requested', from: null, to: null } as unknown as TypedAuthorisation])
  return (
    <fieldset class="stack-tight authorisations">
      <legend>{t.authorisations}</legend>
      <p class="field-hint">{t.authorisationsHint}</p>
      {lines.map((line, index) => (
        <div class="authorisation" key={index}>
          <TextInput
            label={t.department}
            value={line.department}
            maxLength={3}
            onInput={(department) => change(index, { department: department.trim().toUpperCase() })}
            error={wasTried && !isDepartment(line.department, lines) ? t.departmentFault : undefined}
          />
          <Select
            label={t.state}
            value={line.state}
            options={states.map((value) => ({ value, label: t.states[value] }))}
            onChange={(state) => change(index, { state })}
          />
          <DateInput label={t.from} value={line.from ?? ''} onInput={(from) => change(index, { from: from || null })} />
          <DateInput
            label={t.to}
            value={line.to ?? ''}
            onInput={(to) => change(index, { to: to || null })}
            {...(wasTried && isBackward(line) ? { error: t.datesFault } : {})}
          />
          <Button
            variant="quiet"
            icon="cross"
            aria-label={t.remove(line.department)}
            onClick={() => onChange(lines.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button icon="plus" onClick={add}>
          {t.add}
        </Button>
      </div>
    </fieldset>
  )
}
