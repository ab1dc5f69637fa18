import type { NotPlaced, PriorityClass, WishWeights } from '../../shared/appointment.ts'
import type { ReferralId, SlotId } from '../../shared/ids.ts'
import { bringCompanionsTogether, type Companions, type Journeys, pairCompanions, seatingCost } from './companions.ts'
import { type Candidate, groupPlaces, isLate, isUrgent, type Place, type PlaceGroup, suits } from './place-groups.ts'
import { type SeatingOption, type SeatingProblem, seatInOrder } from './seating.ts'
import { whyNotPlaced } from './why-not-placed.ts'

export type Allocation = {
  placed: { referralId: ReferralId; slotId: SlotId; late: boolean; missedWishes: ('half_day' | 'companion')[] }[]
  notPlaced: Omit<NotPlaced, 'displaced'>[]
}

const CLASSES = ['P4', 'P3', 'P2', 'P1'] as const
const FARTHEST_COUNTED_MINUTES = 120

/** Points for a place after the deadline, by class: one such P1 outweighs any number of P2, and so on; wishes come last. */
function latePoints(
  candidates: readonly Candidate[],
  places: number,
  weights: WishWeights,
): Record<PriorityClass, number> {
  const worstWishes = weights.otherHalfDay + weights.longerPlace + weights.apartFromCompanion + weights.moved
  let points = (worstWishes + weights.driveMinute * FARTHEST_COUNTED_MINUTES + 2) * (places + 1)
  const late: Record<PriorityClass, number> = { P1: 0, P2: 0, P3: 0, P4: 0 }
  for (const priorityClass of CLASSES) {
    const count = candidates.filter((one) => one.priorityClass === priorityClass && one.deadline !== null).length
    if (count === 0) continue
    late[priorityClass] = points
    points *= Math.min(count, places) + 1
  }
  if (points > Number.MAX_SAFE_INTEGER) throw new RangeError('too many places to fill at once')
  return late
}

function buildProblem(
  candidates: readonly Candidate[],
  groups: readonly PlaceGroup[],
  currentGroup: readonly number[],
  weights: WishWeights,
): SeatingProblem {
  const capacities = groups.map((group) => group.places.length)
  const late = latePoints(
    candidates,
    capacities.reduce((sum, capacity) => sum + capacity, 0),
    weights,
  )
  const options = candidates.map((candidate, index) => {
    const suiting: SeatingOption[] = []
    groups.forEach((group, number) => {
      if (!suits(candidate, group)) return
      const drive = Math.min(FARTHEST_COUNTED_MINUTES, Math.round(candidate.driveMinutes(group.stopId)!))
      let cost = drive * weights.driveMinute
      if (isLate(candidate, group.date)) cost += late[candidate.priorityClass]
      if (candidate.halfDay !== null && candidate.halfDay !== group.halfDay) cost += weights.otherHalfDay
      if (candidate.kind === 'consultation' && group.kind === 'procedure') cost += weights.longerPlace
      if (isUrgent(candidate) && !group.reserved) cost += 1
      if (currentGroup[index]! >= 0 && currentGroup[index] !== number) cost += weights.moved
      suiting.push({ group: number, cost })
    })
    return suiting
  })
  return { capacities, options }
}

/** A new seating replaces the current one of the same patients only if it is strictly better: same again when run again. */
function seatOnce(
  problem: SeatingProblem,
  current: readonly number[],
  pairs: Companions,
  journeys: Journeys,
): Int32Array {
  const seated = bringCompanionsTogether(problem, seatInOrder(problem), pairs, journeys)
  const samePatients = current.every((group, patient) => group >= 0 === seated[patient]! >= 0)
  if (!samePatients) return seated
  const standing = seatingCost(problem, current, pairs, journeys)
  return standing <= seatingCost(problem, seated, pairs, journeys) ? Int32Array.from(current) : seated
}

function seat(
  candidates: readonly Candidate[],
  groups: readonly PlaceGroup[],
  current: readonly number[],
  pairs: Companions,
  journeys: Journeys,
  weights: WishWeights,
): Int32Array {
  let from = [...current]
  for (;;) {
    const seated = seatOnce(buildProblem(candidates, groups, from, weights), from, pairs, journeys)
    // Only companions can make a second run find better than the first; without them one run is the answer.
    if (pairs.every((pair) => pair < 0) || seated.every((group, patient) => group === from[patient])) return seated
    from = [...seated]
  }
}

/** Seats one group's patients on its places: those who had one of them keep it; the rest by drive, far ones near midday. */
function seatWithin(group: PlaceGroup, seated: readonly Candidate[], current: ReadonlyMap<ReferralId, SlotId>) {
  const free = new Map(group.places.map((place) => [place.slotId, place]))
  const slotOf = new Map<ReferralId, SlotId>()
  for (const candidate of seated) {
    const slotId = current.get(candidate.referralId)
    if (slotId !== undefined && free.delete(slotId)) slotOf.set(candidate.referralId, slotId)
  }
  const towardsMidday = group.halfDay === 'morning' ? 1 : -1
  const rest = seated.filter((candidate) => !slotOf.has(candidate.referralId))
  const byDrive = rest
    .map((candidate, order) => ({ candidate, order, drive: candidate.driveMinutes(group.stopId)! }))
    .sort((a, b) => towardsMidday * (a.drive - b.drive) || a.order - b.order)
  const places = [...free.values()]
  byDrive.forEach(({ candidate }, index) => {
    slotOf.set(candidate.referralId, places[index]!.slotId)
  })
  return slotOf
}

/**
 * Shares places among patients given in queue order. Who is placed follows that order strictly; then as few as possible
 * are placed after their deadline, class by class; then wishes and drive cost least, and a place already given stays
 * unless moving it is worth more than `weights.moved`. `current` holds the places that may still move; confirmed ones are
 * `fixed` and never do. Companions are brought together by exchanges, without a proof of optimality. Same input, same answer;
 * run again on its own answer, it changes nothing.
 */
export function allocate(
  candidates: readonly Candidate[],
  places: readonly Place[],
  current: ReadonlyMap<ReferralId, SlotId>,
  weights: WishWeights,
): Allocation {
  const groups = groupPlaces(places.filter((place) => !place.fixed))
  const groupOfSlot = new Map(groups.flatMap((group, index) => group.places.map((place) => [place.slotId, index])))
  const currentGroup = candidates.map((candidate) => {
    const slotId = current.get(candidate.referralId)
    const group = slotId === undefined ? undefined : groupOfSlot.get(slotId)
    return group !== undefined && suits(candidate, groups[group]!) ? group : -1
  })
  const ids = candidates.map((candidate) => candidate.referralId)
  const pairs = pairCompanions(ids, (index) => candidates[index]!.companion)
  const halfDays = groups.map((group) => `${group.stopId} ${group.date} ${group.halfDay}`)
  const journeys = { halfDayOf: halfDays, apartCost: weights.apartFromCompanion }
  const seated = seat(candidates, groups, currentGroup, pairs, journeys, weights)

  const byGroup = groups.map((group, index) =>
    seatWithin(
      group,
      candidates.filter((_, patient) => seated[patient] === index),
      current,
    ),
  )
  const result: Allocation = { placed: [], notPlaced: [] }
  candidates.forEach((candidate, patient) => {
    const number = seated[patient]!
    if (number < 0) {
      result.notPlaced.push(whyNotPlaced(candidate, patient, candidates, places, groups, seated))
      return
    }
    const group = groups[number]!
    const other = pairs[patient]!
    const missedWishes: ('half_day' | 'companion')[] = []
    if (candidate.halfDay !== null && candidate.halfDay !== group.halfDay) missedWishes.push('half_day')
    if (other >= 0 && seated[other]! >= 0 && halfDays[seated[other]!] !== halfDays[number])
      missedWishes.push('companion')
    const slotId = byGroup[number]!.get(candidate.referralId)!
    result.placed.push({ referralId: candidate.referralId, slotId, late: isLate(candidate, group.date), missedWishes })
  })
  return result
}
