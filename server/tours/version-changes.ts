import { daysFromTo } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { TourSnapshot, VersionChange, VersionedStop } from '../../shared/tour.ts'

/** What changed from one published version of a tour to the next, in the order of the calendar; empty when nothing did. */
export function versionChanges(before: TourSnapshot | null, after: TourSnapshot): VersionChange[] {
  const changes: VersionChange[] = []
  if (before && before.unitName !== after.unitName) {
    changes.push({ kind: 'unit_changed', before: before.unitName, after: after.unitName })
  }
  if (before && before.tourName !== after.tourName) {
    changes.push({ kind: 'renamed', before: before.tourName, after: after.tourName })
  }
  const known = new Map((before?.stops ?? []).map((stop) => [stop.stopId, stop]))
  const kept = new Set(after.stops.map((stop) => stop.stopId))
  const removed = (before?.stops ?? []).filter((stop) => !kept.has(stop.stopId))
  const dated = [
    ...removed.map((stop) => ({ day: stop.firstDay, changes: [stopChange('stop_removed', stop)] })),
    ...after.stops.map((stop) => ({ day: stop.firstDay, changes: changesOf(known.get(stop.stopId), stop) })),
  ]
  dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  return [...changes, ...dated.flatMap((entry) => entry.changes)]
}

function stopChange(kind: 'stop_added' | 'stop_removed', stop: VersionedStop): VersionChange {
  return { kind, centreName: stop.centreName, firstDay: stop.firstDay, lastDay: stop.lastDay }
}

function changesOf(before: VersionedStop | undefined, after: VersionedStop): VersionChange[] {
  if (!before) return [stopChange('stop_added', after)]
  const changes: VersionChange[] = []
  if (before.firstDay !== after.firstDay || before.lastDay !== after.lastDay) {
    changes.push({
      kind: 'stop_moved',
      centreName: after.centreName,
      before: { firstDay: before.firstDay, lastDay: before.lastDay },
      after: { firstDay: after.firstDay, lastDay: after.lastDay },
    })
  }
  const days = [before, after].flatMap((stop) => daysFromTo(stop.firstDay, stop.lastDay))
  for (const date of [...new Set(days)].sort()) changes.push(...dayChanges(date, before, after))
  return changes
}

/** Hours are only compared on days both versions have: moving a stop already says the rest. */
function dayChanges(date: LocalDate, before: VersionedStop, after: VersionedStop): VersionChange[] {
  const centreName = after.centreName
  const changes: VersionChange[] = []
  const minutesBefore = minutesOn(before, date)
  const minutesAfter = minutesOn(after, date)
  const isShared = [before, after].every((stop) => stop.firstDay <= date && date <= stop.lastDay)
  if (isShared && minutesBefore !== minutesAfter) {
    changes.push({ kind: 'hours_changed', centreName, date, minutesBefore, minutesAfter })
  }
  const was = namesOn(before, date)
  const is = namesOn(after, date)
  for (const specialist of is) {
    if (!was.includes(specialist)) changes.push({ kind: 'specialist_joined', centreName, date, specialist })
  }
  for (const specialist of was) {
    if (!is.includes(specialist)) changes.push({ kind: 'specialist_left', centreName, date, specialist })
  }
  return changes
}

function minutesOn(stop: VersionedStop, date: LocalDate): number {
  return stop.sessions.filter((session) => session.date === date).reduce((sum, span) => sum + span.end - span.start, 0)
}

function namesOn(stop: VersionedStop, date: LocalDate): string[] {
  return stop.staffing.find((day) => day.date === date)?.specialists.map((specialist) => specialist.name) ?? []
}
