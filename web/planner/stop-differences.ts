import type { VersionChange } from '../../shared/tour.ts'
import type { ComparedStop } from '../../shared/tour-view.ts'

/**
 * What changes from one tour to another, centre by centre in the order of the calendar: a first visit here stands for the
 * first one there, a second for the second.
 */
export function stopDifferences(left: readonly ComparedStop[], right: readonly ComparedStop[]): VersionChange[] {
  const centres = [...new Set([...left, ...right].map((stop) => stop.centreId))]
  const dated = centres.flatMap((centreId) => {
    const [before, after] = [visitsOf(left, centreId), visitsOf(right, centreId)]
    return Array.from({ length: Math.max(before.length, after.length) }, (_, at) => differenceOf(before[at], after[at]))
  })
  return dated
    .flat()
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
    .map(({ change }) => change)
}

const visitsOf = (stops: readonly ComparedStop[], centreId: ComparedStop['centreId']): ComparedStop[] =>
  stops.filter((stop) => stop.centreId === centreId).sort((one, other) => (one.firstDay < other.firstDay ? -1 : 1))

function differenceOf(
  before: ComparedStop | undefined,
  after: ComparedStop | undefined,
): { day: string; change: VersionChange }[] {
  if (before && after) {
    if (before.firstDay === after.firstDay && before.lastDay === after.lastDay) return []
    const change: VersionChange = {
      kind: 'stop_moved',
      centreName: after.centreName,
      before: daysOf(before),
      after: daysOf(after),
    }
    return [{ day: after.firstDay, change }]
  }
  const stop = before ?? after
  if (!stop) return []
  const kind = after ? 'stop_added' : 'stop_removed'
  return [{ day: stop.firstDay, change: { kind, centreName: stop.centreName, ...daysOf(stop) } }]
}

const daysOf = ({ firstDay, lastDay }: ComparedStop) => ({ firstDay, lastDay })
