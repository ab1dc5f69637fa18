import { useState } from 'preact/hooks'
import { mondayOf } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { DateInput } from '../ui/text-input.tsx'

/** The weeks a centre is closed, each named by its Monday; any day of a week adds it. */
export function ClosedWeeks({
  mondays,
  onChange,
}: {
  mondays: readonly LocalDate[]
  onChange: (mondays: LocalDate[]) => void
}) {
  const t = useText(fr, en)
  const [day, setDay] = useState('')
  const add = () => {
    onChange([...new Set([...mondays, mondayOf(day as LocalDate)])].sort())
    setDay('')
  }
  const named = (monday: LocalDate) => formatDate(monday, { year: true })
  return (
    <section class="stack-tight" aria-label={t.centres.closedWeeks}>
      <h3>{t.centres.closedWeeks}</h3>
      {mondays.length === 0 ? (
        <p class="soft">{t.centres.noClosedWeek}</p>
      ) : (
        <ul class="admin-weeks">
          {mondays.map((monday) => (
            <li key={monday} class="admin-week">
              {t.centres.weekOf(named(monday))}
              <Button
                size="s"
                variant="quiet"
                icon="cross"
                iconOnly
                onClick={() => onChange(mondays.filter((other) => other !== monday))}
              >
                {t.centres.removeWeek(named(monday))}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div class="admin-add-week">
        <DateInput label={t.centres.addClosedWeek} hint={t.centres.addClosedWeekHint} value={day} onInput={setDay} />
        <Button icon="plus" disabled={day === ''} onClick={add}>
          {t.centres.add}
        </Button>
      </div>
    </section>
  )
}
