import type { WishWeights } from '../../shared/appointment.ts'
import type { ReferralId, SlotId } from '../../shared/ids.ts'
import { bringCompanionsTogether, type Companions, type Journeys, pairCompanions, seatingCost } from './companions.ts'
import { type Candidate, groupPlaces, isLate, type Place, type PlaceGroup, suits } from './place-groups.ts'
import { type SeatingProblem, seatInOrder } from './seating.ts'
import { seatingProblem, withStayBonus } from './seating-problem.ts'
import { addHolder, type Holders, type Unplaced, whyNotPlaced } from './why-not-placed.ts'

export type Allocation = {
  placed: { referralId: ReferralId; slotId: SlotId; late: boolean; missedWishes: ('half_day' | 'companion')[] }[]
  notPlaced: Unplaced[]
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

/** Seats everyone. Only companions can make a second run find better than the first; without them one run is the answer. */
function seat(
  problem: SeatingProblem,
  current: readonly number[],
  pairs: Companions,
  journeys: Journeys,
  moved: number,
): Int32Array {
  const isPaired = pairs.some((pair) => pair >= 0)
  let from = [...current]
  for (;;) {
    const seated = seatOnce(withStayBonus(problem, from, moved), from, pairs, journeys)
    if (!isPaired || seated.every((group, patient) => group === from[patient])) return seated
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
  const problem = seatingProblem(candidates, groups, weights)
  const seated = seat(problem, currentGroup, pairs, journeys, weights.moved)

  const seatedIn: Candidate[][] = groups.map(() => [])
  const holders = groups.map((): Holders => [0, 0, 0, 0])
  candidates.forEach((candidate, patient) => {
    const number = seated[patient]!
    if (number < 0) return
    seatedIn[number]!.push(candidate)
    addHolder(holders[number]!, candidate.priorityClass)
  })
  const byGroup = groups.map((group, number) => seatWithin(group, seatedIn[number]!, current))
  const result: Allocation = { placed: [], notPlaced: [] }
  candidates.forEach((candidate, patient) => {
    const number = seated[patient]!
    if (number < 0) {
      const suiting = problem.options[patient]!.map((option) => option.group)
      result.notPlaced.push(whyNotPlaced(candidate, suiting, places, groups, holders))
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
