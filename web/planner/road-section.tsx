import { type RoadMoment, roadDays } from '../../shared/road-days.ts'
import type { RoadView } from '../../shared/tour-view.ts'
import { formatDate, formatMinutes, formatTime } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'

/** The road to a stop: its figures, then the journey day by day with its breaks and nights. */
export function RoadSection({ road }: { road: RoadView | null }) {
  const t = useText(fr, en)
  if (!road) return null
  const rows: [string, string][] = [
    [road.fromDepot ? t.roadFromDepot(road.fromName) : t.roadFrom(road.fromName), formatMinutes(road.driveMinutes)],
    [t.term.kilometres, `${road.km}\u00a0km`],
    [t.breaksLabel, t.breaks(road.breaks, formatMinutes(road.breakMinutes))],
  ]
  if (road.wholeDays > 0) rows.push([t.wholeDaysLabel, t.wholeDays(road.wholeDays)])
  if (road.nights > 0) rows.push([t.nightsLabel, String(road.nights)])
  const days = roadDays(road.steps)
  return (
    <div class="stack-tight">
      <h3>{t.road}</h3>
      <dl class="facts figures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {days.length > 0 && (
        <ol class="road-days figures" aria-label={t.roadbook}>
          {days.map(({ date, moments }) => (
            <li key={date}>{t.roadDay(formatDate(date), moments.map((moment) => wordMoment(moment, t)).join(', '))}</li>
          ))}
        </ol>
      )}
      {road.estimate && <p class="soft small">{t.estimateExplained}</p>}
    </div>
  )
}

function wordMoment(moment: RoadMoment, t: typeof fr): string {
  const time = formatTime(moment.minute)
  return moment.kind === 'break' ? t.roadBreak(time, formatMinutes(moment.minutes)) : t.roadMoment[moment.kind](time)
}
