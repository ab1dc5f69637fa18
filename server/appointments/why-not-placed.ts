import type { NotPlaced, NotPlacedReason, PriorityClass } from '../../shared/appointment.ts'
import { type Candidate, type Place, type PlaceGroup, suits } from './place-groups.ts'

/** The first rule that leaves a patient without a place, and who holds the places that would have suited. */
export function whyNotPlaced(
  candidate: Candidate,
  patient: number,
  candidates: readonly Candidate[],
  places: readonly Place[],
  groups: readonly PlaceGroup[],
  seated: ArrayLike<number>,
): Omit<NotPlaced, 'displaced'> {
  const suiting = new Set(groups.flatMap((group, index) => (suits(candidate, group) ? [index] : [])))
  const heldBy: Partial<Record<PriorityClass, number>> = {}
  for (let other = 0; other < patient; other += 1) {
    if (!suiting.has(seated[other]!)) continue
    const { priorityClass } = candidates[other]!
    heldBy[priorityClass] = (heldBy[priorityClass] ?? 0) + 1
  }
  const suitingPlaces = [...suiting].reduce((sum, index) => sum + groups[index]!.places.length, 0)
  const { referralId, priorityClass, deadline } = candidate
  return {
    referralId,
    priorityClass,
    deadline,
    reason: reasonFor(candidate, places, suitingPlaces),
    suitingPlaces,
    heldBy,
  }
}

function reasonFor(candidate: Candidate, places: readonly Place[], suitingPlaces: number): NotPlacedReason {
  if (suitingPlaces > 0) return 'taken_by_earlier'
  const withinReach = places.filter(
    (place) => (candidate.driveMinutes(place.stopId) ?? Infinity) <= candidate.maxDriveMinutes,
  )
  if (places.length > 0 && withinReach.length === 0) return 'out_of_reach'
  const ofKind = withinReach.filter((place) => candidate.kind === 'consultation' || place.kind === 'procedure')
  if (withinReach.length > 0 && ofKind.length === 0) return 'no_place_of_kind'
  const onPossibleDays = ofKind.filter((place) => !candidate.excludedDates.includes(place.date))
  if (ofKind.length > 0 && onPossibleDays.length === 0) return 'days_excluded'
  const free = onPossibleDays.filter((place) => !place.fixed)
  const openToClass = free.filter((place) => suits(candidate, place))
  return free.length > 0 && openToClass.length === 0 ? 'reserved_for_urgent' : 'none_free'
}
