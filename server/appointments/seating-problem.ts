import type { PriorityClass, WishWeights } from '../../shared/appointment.ts'
import { daysBetween } from '../../shared/days.ts'
import type { StopId } from '../../shared/ids.ts'
import { type Candidate, isLate, isUrgent, type PlaceGroup, suits } from './place-groups.ts'
import type { SeatingOption, SeatingProblem } from './seating.ts'

const LAST_TO_FIRST = ['P4', 'P3', 'P2', 'P1'] as const
const FARTHEST_COUNTED_MINUTES = 120
const MOST_COUNTED_DAYS = 7

type LatePoints = Record<PriorityClass, number>

/** Points for a place after the deadline, by class: one such P1 outweighs any number of P2, and so on; wishes come last. */
function latePoints(candidates: readonly Candidate[], places: number, weights: WishWeights): LatePoints {
  const worstWishes = weights.otherHalfDay + weights.longerPlace + weights.apartFromCompanion + weights.moved
  const worstDays = (weights.lateDay + weights.urgentDay) * MOST_COUNTED_DAYS
  let points = (worstWishes + worstDays + weights.driveMinute * FARTHEST_COUNTED_MINUTES + 2) * (places + 1)
  const late: LatePoints = { P1: 0, P2: 0, P3: 0, P4: 0 }
  for (const priorityClass of LAST_TO_FIRST) {
    const count = candidates.filter((one) => one.priorityClass === priorityClass && one.deadline !== null).length
    if (count === 0) continue
    late[priorityClass] = points
    points *= Math.min(count, places) + 1
  }
  if (points > Number.MAX_SAFE_INTEGER) throw new RangeError('too many places to fill at once')
  return late
}

function pointsFor(
  candidate: Candidate,
  group: PlaceGroup,
  drive: number,
  days: number,
  late: LatePoints,
  weights: WishWeights,
): number {
  let points = Math.min(FARTHEST_COUNTED_MINUTES, Math.round(drive)) * weights.driveMinute
  if (isLate(candidate, group.date)) points += late[candidate.priorityClass] + days * weights.lateDay
  else if (isUrgent(candidate)) points += days * weights.urgentDay
  if (candidate.halfDay !== null && candidate.halfDay !== group.halfDay) points += weights.otherHalfDay
  if (candidate.kind === 'consultation' && group.kind === 'procedure') points += weights.longerPlace
  if (isUrgent(candidate) && !group.reserved) points += 1
  return points
}

/** Days from the first of the groups to each, at most MOST_COUNTED_DAYS. */
function daysAfterFirst(groups: readonly PlaceGroup[]): number[] {
  const first = groups.map((group) => group.date).sort()[0]
  return groups.map((group) => Math.min(MOST_COUNTED_DAYS, first === undefined ? 0 : daysBetween(first, group.date)))
}

/** Who may sit where and at what cost, wherever they sit now. Options come in the order of the groups of each stop. */
export function seatingProblem(
  candidates: readonly Candidate[],
  groups: readonly PlaceGroup[],
  weights: WishWeights,
): SeatingProblem {
  const capacities = groups.map((group) => group.places.length)
  const places = capacities.reduce((sum, capacity) => sum + capacity, 0)
  const late = latePoints(candidates, places, weights)
  const days = daysAfterFirst(groups)
  const byStop = new Map<StopId, number[]>()
  groups.forEach((group, number) => {
    const numbers = byStop.get(group.stopId)
    if (numbers) numbers.push(number)
    else byStop.set(group.stopId, [number])
  })
  const options = candidates.map((candidate) => {
    const suiting: SeatingOption[] = []
    for (const [stopId, numbers] of byStop) {
      const drive = candidate.driveMinutes(stopId)
      if (drive === null || drive > candidate.maxDriveMinutes) continue
      for (const number of numbers) {
        const group = groups[number]!
        if (suits(candidate, group))
          suiting.push({ group: number, cost: pointsFor(candidate, group, drive, days[number]!, late, weights) })
      }
    }
    return suiting
  })
  return { capacities, options }
}

/** The same problem for patients some of whom already have a seat (`current`, -1 for none): leaving its group costs `moved`. */
export function withStayBonus(problem: SeatingProblem, current: ArrayLike<number>, moved: number): SeatingProblem {
  const options = problem.options.map((suiting, patient) => {
    const seat = current[patient]!
    if (seat < 0) return suiting
    return suiting.map(({ group, cost }) => ({ group, cost: group === seat ? cost : cost + moved }))
  })
  return { capacities: problem.capacities, options }
}
