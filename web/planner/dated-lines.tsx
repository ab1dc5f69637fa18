import type { HostCentreId } from '../../shared/ids.ts'
import type { CentreView } from '../../shared/tour-view.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput } from '../ui/text-input.tsx'
import { type DatedLine, EMPTY_LINE } from './proposal-form-state.ts'

/** Lines of a centre with dates: imposed stops, or bans (`anyCentre` then names a line without centre). */
export function DatedLines({
  legend,
  hint,
  add,
  anyCentre,
  lines,
  centres,
  error,
  onChange,
}: {
  legend: string
  hint: string
  add: string
  anyCentre?: string | undefined
  lines: readonly DatedLine[]
  centres: readonly CentreView[]
  /** What is wrong with some of the lines. */
  error?: string | undefined
  onChange: (lines: readonly DatedLine[]) => void
}) {
  const t = useText(fr, en)
  const change = (index: number, part: Partial<DatedLine>) =>
    onChange(lines.map((line, at) => (at === index ? { ...line, ...part } : line)))
  const options = centres.map(({ centreId: value, name: label }) => ({ value, label }))
  return (
    <fieldset class="propose-group" data-fault={error && 'lines'}>
      <legend>{legend}</legend>
      <p class="field-hint">{hint}</p>
      {lines.map((line, index) => (
        <div class="dated-line" key={index}>
          <Select<HostCentreId>
            label={t.centre}
            empty={anyCentre ?? t.chooseCentre}
            options={options}
            value={line.centreId}
            onChange={(centreId) => change(index, { centreId })}
          />
          <DateInput label={t.firstDay} value={line.from} optional onInput={(from) => change(index, { from })} />
          <DateInput
            label={t.lastDay}
            value={line.to}
            optional
            min={line.from}
            onInput={(to) => change(index, { to })}
          />
          <Button variant="quiet" icon="cross" iconOnly onClick={() => onChange(lines.filter((_, at) => at !== index))}>
            {t.removeLine}
          </Button>
        </div>
      ))}
      {error && <Notice tone="error">{error}</Notice>}
      <Button size="s" icon="plus" onClick={() => onChange([...lines, EMPTY_LINE])}>
        {add}
      </Button>
    </fieldset>
  )
}
