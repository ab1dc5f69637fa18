import type { NotPlaced, NotPlacedReason, PriorityClass } from '../../shared/appointment.ts'
import { type Candidate, type Place, type PlaceGroup, suits } from './place-groups.ts'

/** A patient without a place, and why. */
export type Unplaced = Pick<
  NotPlaced,
  'referralId' | 'priorityClass' | 'deadline' | 'reason' | 'suitingPlaces' | 'heldBy'
>

const CLASSES = ['P1', 'P2', 'P3', 'P4'] as const

/** How many of each class hold the places of a group, P1 first. */
export type Holders = [number, number, number, number]

/** Counts one more holder. */
export function addHolder(holders: Holders, priorityClass: PriorityClass): void {
  const at = CLASSES.indexOf(priorityClass)
  holders[at] = holders[at]! + 1
}

/**
 * The first rule that leaves a patient without a place, and who holds the places that would have suited: `suiting` are the
 * numbers of those groups. All of them come earlier in the queue, or the patient would have been seated.
 */
export function whyNotPlaced(
  candidate: Candidate,
  suiting: readonly number[],
  places: readonly Place[],
  groups: readonly PlaceGroup[],
  holders: readonly Holders[],
): Unplaced {
  const held: Holders = [0, 0, 0, 0]
  let suitingPlaces = 0
  for (const number of suiting) {
    suitingPlaces += groups[number]!.places.length
    for (let at = 0; at < held.length; at += 1) held[at] = held[at]! + holders[number]![at]!
  }
  const heldBy = { P1: held[0], P2: held[1], P3: held[2], P4: held[3] }
  const { referralId, priorityClass, deadline } = candidate
  const reason = suitingPlaces > 0 ? 'taken_by_earlier' : reasonWithoutPlace(candidate, places)
  return { referralId, priorityClass, deadline, reason, suitingPlaces, heldBy }
}

function reasonWithoutPlace(candidate: Candidate, places: readonly Place[]): NotPlacedReason {
  const withinReach = places.filter(
    (place) => (candidate.driveMinutes(place.stopId) ?? Number.POSITIVE_INFINITY) <= candidate.maxDriveMinutes,
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
