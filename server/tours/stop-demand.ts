import type { PriorityClass } from '../../shared/appointment.ts'
import type { InseeCode } from '../../shared/geo.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { ClassDemand } from '../../shared/tour-view.ts'

/** Waiting patients of one commune, class and deadline who can drive as far as `reachMinutes`. */
export type WaitingCount = {
  readonly communeInsee: InseeCode
  readonly priorityClass: PriorityClass
  readonly deadline: LocalDate | null
  readonly reachMinutes: number
  readonly count: number
}

/** A stop as demand meets it: its days, its places, and minutes of driving from each commune within its catchment. */
export type MeetingPlace = {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly places: number
  readonly minutesFrom: ReadonlyMap<InseeCode, number>
}

const CLASSES: readonly PriorityClass[] = ['P1', 'P2', 'P3', 'P4']

/** Whether those patients can drive to the stop. */
export function isWithinReach(waiting: WaitingCount, stop: MeetingPlace): boolean {
  const minutes = stop.minutesFrom.get(waiting.communeInsee)
  return minutes !== undefined && minutes <= waiting.reachMinutes
}

/** Whether the stop's first day comes on or before their deadline; a class without deadline is always in time. */
export function isInTime(waiting: WaitingCount, stop: Pick<MeetingPlace, 'firstDay'>): boolean {
  return waiting.deadline === null || waiting.deadline >= stop.firstDay
}

/** For each class, who waits within reach of a stop, who would be in time, and who gets a place in strict order of class. */
export function demandOf(waiting: readonly WaitingCount[], stop: MeetingPlace): ClassDemand[] {
  const within = waiting.filter((group) => isWithinReach(group, stop))
  let free = stop.places
  return CLASSES.map((priorityClass) => {
    const ofClass = within.filter((group) => group.priorityClass === priorityClass)
    const inTime = sum(ofClass.filter((group) => isInTime(group, stop)))
    const seen = Math.min(free, inTime)
    free -= seen
    return { priorityClass, waiting: sum(ofClass), inTime, seen }
  })
}

/** Patients seen in time by class over several stops, in the order of the calendar, each patient once. */
export function seenOver(
  waiting: readonly WaitingCount[],
  stops: readonly MeetingPlace[],
): Record<PriorityClass, number> {
  const seen: Record<PriorityClass, number> = { P1: 0, P2: 0, P3: 0, P4: 0 }
  const left = waiting.map((group) => group.count)
  for (const stop of [...stops].sort((a, b) => (a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0))) {
    let free = stop.places
    for (const priorityClass of CLASSES) {
      for (const [index, group] of waiting.entries()) {
        if (group.priorityClass !== priorityClass || !isWithinReach(group, stop) || !isInTime(group, stop)) continue
        const served = Math.min(free, left[index]!)
        left[index]! -= served
        free -= served
        seen[priorityClass] += served
      }
    }
  }
  return seen
}

function sum(groups: readonly WaitingCount[]): number {
  return groups.reduce((total, group) => total + group.count, 0)
}
