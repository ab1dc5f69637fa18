import { formatWeekday } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { TimeInput } from '../ui/text-input.tsx'
import { isSpanSound, someDateOn, type TypedSpan, type TypedWeek, WEEKDAYS, type Weekday } from './opening-hours.ts'

/** A week of opening hours: as many spans a day as needed, none on a closed day. */
export function WeekEditor({ week, onChange }: { week: TypedWeek; onChange: (week: TypedWeek) => void }) {
  const t = useText(fr, en)
  return (
    <fieldset class="choice-group">
      <legend class="choice-legend">{t.centres.openingHours}</legend>
      {WEEKDAYS.map((day) => (
        <DayEditor key={day} day={day} spans={week[day]} onChange={(spans) => onChange({ ...week, [day]: spans })} />
      ))}
    </fieldset>
  )
}

function DayEditor({
  day,
  spans,
  onChange,
}: {
  day: Weekday
  spans: readonly TypedSpan[]
  onChange: (spans: readonly TypedSpan[]) => void
}) {
  const t = useText(fr, en)
  const name = formatWeekday(someDateOn(day))
  const change = (at: number, part: Partial<TypedSpan>) =>
    onChange(spans.map((span, position) => (position === at ? { ...span, ...part } : span)))
  return (
    <div class="admin-day">
      <span class="admin-day-name">{name}</span>
      <div class="admin-spans">
        {spans.length === 0 && <span class="soft">{t.centres.closedDay}</span>}
        {spans.map((span, at) => (
          <div key={at} class="admin-span">
            <TimeInput
              hideLabel
              label={t.centres.spanFrom(name)}
              value={span.start}
              onInput={(start) => change(at, { start })}
            />
            <span aria-hidden="true">–</span>
            <TimeInput
              hideLabel
              label={t.centres.spanTo(name)}
              value={span.end}
              onInput={(end) => change(at, { end })}
              error={isSpanSound(span) ? undefined : t.centres.spanWrong}
            />
            <Button
              size="s"
              variant="quiet"
              icon="cross"
              iconOnly
              onClick={() => onChange(spans.filter((_, position) => position !== at))}
            >
              {t.centres.removeSpan(name)}
            </Button>
          </div>
        ))}
      </div>
      <Button
        size="s"
        variant="quiet"
        icon="plus"
        aria-label={`${t.centres.addSpan} : ${name}`}
        onClick={() => onChange([...spans, spans.length === 0 ? FIRST_SPAN : NEXT_SPAN])}
      >
        {t.centres.addSpan}
      </Button>
    </div>
  )
}

const FIRST_SPAN = { start: '09:00', end: '12:00' }
const NEXT_SPAN = { start: '14:00', end: '18:00' }
