import { addDays } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopEdit } from '../../shared/tour-edit.ts'
import { formatNumber } from '../format.ts'
import { en as editorEn } from '../i18n/editor.en.ts'
import { fr as editorFr } from '../i18n/editor.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DateInput } from '../ui/text-input.tsx'

/** One stop of a draft: its days typed or shifted by one, pinned or not, removed. */
export function StopEditor({
  stop,
  order,
  isSelected,
  name,
  worth,
  onSelect,
  onChange,
  onRemove,
}: {
  stop: StopEdit
  /** Its place in the tour, 1 the first. */
  order: number
  isSelected: boolean
  name: string
  /** Points the draft would lose without it; null while nobody knows. */
  worth: number | null
  onSelect: () => void
  onChange: (part: Partial<StopEdit>) => void
  onRemove: () => void
}) {
  const t = useText(fr, en)
  const e = useText(editorFr, editorEn)
  const shift = (days: number) =>
    onChange({ firstDay: addDays(stop.firstDay, days), lastDay: addDays(stop.lastDay, days) })
  return (
    <li class={`editor-stop${isSelected ? ' editor-stop-selected' : ''}`} onFocusIn={onSelect}>
      <div class="row">
        <span class="stop-order" aria-hidden="true">
          {order}
        </span>
        <h2 class="editor-title">{name}</h2>
        {worth !== null && (
          <span class="soft small figures">
            {worth < 0 ? e.costsMore(formatNumber(-worth, 1)) : e.brings(formatNumber(worth, 1))}
          </span>
        )}
      </div>
      <div class="editor-stop-days">
        <Button size="s" variant="quiet" icon="left" iconOnly onClick={() => shift(-1)}>
          {t.earlier(name)}
        </Button>
        <DateInput
          label={t.firstDay}
          value={stop.firstDay}
          onInput={(date) => date && onChange({ firstDay: date as LocalDate })}
        />
        <DateInput
          label={t.lastDay}
          value={stop.lastDay}
          min={stop.firstDay}
          onInput={(date) => date && onChange({ lastDay: date as LocalDate })}
        />
        <Button size="s" variant="quiet" icon="right" iconOnly onClick={() => shift(1)}>
          {t.later(name)}
        </Button>
      </div>
      <div class="row-spread">
        <Checkbox label={t.pinned} checked={stop.pinned} onChange={(pinned) => onChange({ pinned })} />
        <Button size="s" variant="quiet" icon="cross" aria-label={t.removeStop(name)} onClick={onRemove}>
          {t.remove}
        </Button>
      </div>
    </li>
  )
}
