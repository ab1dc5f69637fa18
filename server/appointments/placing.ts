import type { PriorityClass, SlotKind, SlotRules } from '../../shared/appointment.ts'
import { addDays } from '../../shared/days.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { ReferralState, Wishes } from '../../shared/referral.ts'
import {
  type Instant,
  instantAt,
  type LocalDate,
  localDateOf,
  type MinuteOfDay,
  type TimeZone,
} from '../../shared/time.ts'
import type { StopState } from '../../shared/tour.ts'

/** What placing a patient needs to know of the referral. */
export type Needs = {
  state: ReferralState
  specialty: string
  priorityClass: PriorityClass
  slotKind: SlotKind
  wishes: Wishes
}

/** What placing needs to know of a place and its stop. */
export type OfferedPlace = {
  date: LocalDate
  start: MinuteOfDay
  kind: SlotKind
  reserved: boolean
  withdrawn: boolean
}
export type PlaceOfStop = { state: StopState; specialty: string; firstDay: LocalDate; zone: TimeZone }

/** Whether patients can be given places there: published or under way. */
export function isOpenStop({ state }: Pick<PlaceOfStop, 'state'>): boolean {
  return state === 'published' || state === 'running'
}

/** Whether the P1–P2 reserve of a stop is open to all, on that stop's own day. */
export function isReserveReleased(
  stop: Pick<PlaceOfStop, 'firstDay' | 'zone'>,
  now: Instant,
  rules: SlotRules,
): boolean {
  return localDateOf(now, stop.zone) >= addDays(stop.firstDay, -rules.urgentReleaseDays)
}

/** Whether a place has begun by the clock of its stop, which shows `wall`. */
export function hasBegun(
  slot: Pick<OfferedPlace, 'date' | 'start'>,
  wall: { date: LocalDate; minute: MinuteOfDay },
): boolean {
  return slot.date < wall.date || (slot.date === wall.date && slot.start <= wall.minute)
}

/** When a place begins. */
export function startOf(slot: Pick<OfferedPlace, 'date' | 'start'>, zone: TimeZone): Instant {
  return instantAt(slot.date, slot.start, zone)
}

/** Whether a referral still waits for a visit. */
function waitsForVisit({ state }: Pick<Needs, 'state'>): boolean {
  return state !== 'closed' && state !== 'seen'
}

/** The first rule against giving this place to this patient, or null. Who else holds it is for the database to say. */
export function whyNotHere(
  needs: Needs,
  slot: OfferedPlace,
  stop: PlaceOfStop,
  now: Instant,
  rules: SlotRules,
): Refusal | null {
  if (!waitsForVisit(needs)) return refuse('referral_not_open', { field: 'referralId' })
  if (!isOpenStop(stop)) return refuse('stop_not_open')
  if (slot.withdrawn) return refuse('slot_withdrawn', { field: 'slotId' })
  if (stop.specialty !== needs.specialty) return refuse('other_specialty', { field: 'slotId' })
  // A place under way can still be taken by somebody standing at the desk, until it is half over or so.
  if (slot.date < localDateOf(now, stop.zone)) return refuse('slot_past', { field: 'slotId' })
  if (needs.slotKind === 'procedure' && slot.kind !== 'procedure') return refuse('slot_too_short', { field: 'slotId' })
  if (needs.wishes.excludedDates.includes(slot.date)) return refuse('day_excluded', { field: 'slotId' })
  const isUrgent = needs.priorityClass === 'P1' || needs.priorityClass === 'P2'
  if (slot.reserved && !isUrgent && !isReserveReleased(stop, now, rules)) {
    return refuse('slot_reserved', { field: 'slotId', details: { days: rules.urgentReleaseDays } })
  }
  return null
}
