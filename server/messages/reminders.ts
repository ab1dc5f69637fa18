import { addDays } from '../../shared/days.ts'
import { addMinutes, type Instant, instantAt, type LocalDate, type MinuteOfDay } from '../../shared/time.ts'
import { isSendingDay, type SendingPlace } from './sending-window.ts'

export type ReminderKind = 'reminder_7' | 'reminder_2' | 'reminder_1'

/** A reminder and the span in which it still serves: `[at, lapsesAt)`. */
export type Reminder = { readonly kind: ReminderKind; readonly at: Instant; readonly lapsesAt: Instant }

type ReminderTime = Pick<Reminder, 'kind' | 'at'>

/** [P] When reminders leave, local time. */
const REMINDER_MINUTE = 600 as MinuteOfDay
/** [P] Nothing is repeated to someone who heard of the appointment less than this ago. */
const QUIET_MINUTES = 20 * 60

const DAYS_BEFORE: Readonly<Record<ReminderKind, number>> = { reminder_7: 7, reminder_2: 2, reminder_1: 1 }

/** No reminder leaves more days than this before the visit: a week, and as long again for closed days in a row. */
export const EARLIEST_DAYS = 14

/** When the reminders of a day's visits at a place may leave, earliest first. */
export function reminderTimes(date: LocalDate, place: SendingPlace): ReminderTime[] {
  const days = new Map<LocalDate, ReminderKind>()
  for (const kind of ['reminder_7', 'reminder_2', 'reminder_1'] as const) {
    let day = addDays(date, -DAYS_BEFORE[kind])
    while (!isSendingDay(day, place.department)) day = addDays(day, -1)
    days.set(day, kind)
  }
  return [...days].map(([day, kind]) => ({ kind, at: instantAt(day, REMINDER_MINUTE, place.zone) }))
}

/**
 * The reminders of an appointment, earliest first [P]: seven days before, two days before (sent only to those who have not
 * said OUI) and the day before. One that falls on a closed day leaves the sending day before it; two on the same
 * day are one, the nearest to the visit; one that would follow the booking by less than 20 hours is left out. `times` are
 * those of its day, where they are known already.
 */
export function remindersOf(
  visit: { date: LocalDate; start: MinuteOfDay; bookedAt: Instant },
  place: SendingPlace,
  times: readonly ReminderTime[] = reminderTimes(visit.date, place),
): Reminder[] {
  const startsAt = instantAt(visit.date, visit.start, place.zone)
  const quietUntil = addMinutes(visit.bookedAt, QUIET_MINUTES)
  return times
    .filter(({ at }) => at >= quietUntil)
    .map(({ kind, at }, position, all) => ({ kind, at, lapsesAt: all[position + 1]?.at ?? startsAt }))
}

/** Whether this reminder is for a patient in that state: those who said OUI are spared the second question. */
export function isReminderFor(kind: ReminderKind, state: string): boolean {
  return state === 'booked' || (state === 'confirmed' && kind !== 'reminder_2')
}
