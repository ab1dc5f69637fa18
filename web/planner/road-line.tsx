import type { RoadView } from '../../shared/tour-view.ts'
import { formatCount, formatMinutes, formatTime } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Icon } from '../ui/icon.tsx'

/** The drive to a stop in one line: time, distance, breaks, and whether it is an estimate. */
export function RoadLine({ road, from }: { road: RoadView; from?: boolean | undefined }) {
  const t = useText(fr, en)
  const start = road.fromDepot ? t.roadFromDepot(road.fromName) : t.roadFrom(road.fromName)
  const facts = [
    `${formatMinutes(road.driveMinutes)}, ${formatCount(road.km)}\u00a0km`,
    ...(from ? [start] : []),
    ...(road.breaks > 0 ? [t.breaks(road.breaks, formatMinutes(road.breakMinutes))] : []),
    ...(road.wholeDays > 0 ? [t.wholeDays(road.wholeDays)] : []),
    ...(road.arrivalMinute === null ? [] : [t.arrival(formatTime(road.arrivalMinute))]),
  ]
  return (
    <span class="road-line figures">
      <Icon name="truck" size={16} />
      <span>
        {facts.join(' · ')}
        {road.estimate && <span class="road-estimate"> ({t.estimate})</span>}
      </span>
    </span>
  )
}
