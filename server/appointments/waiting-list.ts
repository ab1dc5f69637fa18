import type { FreeSlot, OfferRules, PriorityClass } from '../../shared/appointment.ts'
import { addDays, dayOfWeek } from '../../shared/days.ts'
import type { ReferralId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { QueueEntry } from '../../shared/referral.ts'
import { addMinutes, type Instant, instantAt, type MinuteOfDay, type TimeZone, wallClock } from '../../shared/time.ts'
import { isPublicHoliday } from '../territory/public-holidays.ts'

export type WaitingState = 'waiting' | 'offered' | 'accepted' | 'declined' | 'expired' | 'booked' | 'left'
/** `book`: the place is the patient's. `withdraw`: the place is no longer to be had. `leave`: the patient needs none any more. */
export type WaitingEvent = 'offer' | 'accept' | 'decline' | 'expire' | 'withdraw' | 'book' | 'leave'

const NEXT: Readonly<Record<WaitingState, Readonly<Partial<Record<WaitingEvent, WaitingState>>>>> = {
  waiting: { offer: 'offered', book: 'booked', leave: 'left' },
  offered: {
    accept: 'accepted',
    decline: 'declined',
    expire: 'expired',
    withdraw: 'waiting',
    book: 'booked',
    leave: 'left',
  },
  accepted: { book: 'booked', withdraw: 'waiting', leave: 'left' },
  declined: {},
  expired: {},
  booked: {},
  left: {},
}

/** Where an entry of the waiting list goes next; refused when that cannot happen to it. */
export function nextWaitingState(state: WaitingState, event: WaitingEvent): WaitingState | Refusal {
  return NEXT[state][event] ?? refuse('waiting_list_step', { details: { state, event } })
}

/** Where the place offered is: its clock and its public holidays are the ones that count. */
export type AnsweringPlace = { readonly zone: TimeZone; readonly department: string }

/** Hours in which a person may be expected to read and answer: Monday to Saturday, holidays excepted, 8:30 to 19:30. */
const ANSWERING = { start: 510, end: 1170 }
const MOST_DAYS_AHEAD = 60

/** The instant by which `minutes` of answering hours have passed since `from`. */
export function afterAnsweringMinutes(from: Instant, minutes: number, { zone, department }: AnsweringPlace): Instant {
  const wall = wallClock(from, zone)
  let left = minutes
  for (let day = 0; day < MOST_DAYS_AHEAD; day += 1) {
    const date = addDays(wall.date, day)
    if (dayOfWeek(date) === 7 || isPublicHoliday(date, department)) continue
    const start = day === 0 ? Math.max(ANSWERING.start, wall.minute) : ANSWERING.start
    const open = Math.max(0, ANSWERING.end - start)
    if (left <= open) return instantAt(date, (start + Math.ceil(left)) as MinuteOfDay, zone)
    left -= open
  }
  return addMinutes(from, minutes)
}

/**
 * Until when an offer holds its place: the class's hours, fewer when the place is near, counted in answering hours, and
 * ending before the place itself. Null when it is too late to ask by message: only the desk can fill it.
 */
export function holdUntil(
  now: Instant,
  slotStart: Instant,
  priorityClass: PriorityClass,
  place: AnsweringPlace,
  rules: OfferRules,
): Instant | null {
  const latest = addMinutes(slotStart, -rules.shortestNoticeMinutes)
  if (now >= latest) return null
  const isNear = addMinutes(now, rules.nearHours * 60) >= slotStart
  const hours = isNear ? Math.min(rules.nearHoldHours, rules.holdHours[priorityClass]) : rules.holdHours[priorityClass]
  const end = afterAnsweringMinutes(now, hours * 60, place)
  return [end, latest].sort()[0]!
}

/** Whether a place suits somebody of the queue: kind, day, reserve. Reach is the queue's own concern. */
export function suitsEntry(
  entry: Pick<QueueEntry, 'priorityClass' | 'slotKind' | 'wishes'>,
  slot: Pick<FreeSlot, 'kind' | 'date'> & { reserved: boolean },
): boolean {
  if (entry.slotKind === 'procedure' && slot.kind !== 'procedure') return false
  if (slot.reserved && entry.priorityClass !== 'P1' && entry.priorityClass !== 'P2') return false
  return !entry.wishes.excludedDates.includes(slot.date)
}

/** Who a freed place is offered to: the first of the queue it suits who waits and was not asked about this stop yet. */
export function nextToOffer(
  queue: readonly QueueEntry[],
  slot: Pick<FreeSlot, 'kind' | 'date'> & { reserved: boolean },
  asked: ReadonlySet<ReferralId>,
): QueueEntry | null {
  return (
    queue.find((entry) => entry.state === 'waiting' && !asked.has(entry.referralId) && suitsEntry(entry, slot)) ?? null
  )
}
