import { namedDepartment } from '../../shared/department-names.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { formatCount, formatTime } from '../format.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { Icon } from '../ui/icon.tsx'

/** Consultation hours of one day of a stop: « 10 h 20 – 12 h 40, 13 h 40 – 17 h 20 ». */
export function hoursOf(stop: Pick<StopSummary, 'sessions'>, date: LocalDate): string {
  return stop.sessions
    .filter((session) => session.date === date)
    .map(({ start, end }) => `${formatTime(start)} – ${formatTime(end)}`)
    .join(', ')
}

/** Where a stop is: centre, department, and how far as the crow flies when that is known. */
export function Place({ stop, kmFromBase }: { stop: StopSummary; kmFromBase: number | null }) {
  const t = useText(fr, en)
  return (
    <p class="roster-place soft small">
      <Icon name="place" size={16} />
      <span>
        {namedDepartment(stop.department)}
        {kmFromBase !== null && `, ${t.distance(`${formatCount(kmFromBase)}\u00a0km`)}`}
      </span>
    </p>
  )
}
