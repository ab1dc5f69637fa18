import type { DepartmentCode } from '../../shared/geo.ts'
import { type Instant, type LocalDate, localDateOf, type TimeZone } from '../../shared/time.ts'
import { afterOneWorkingDay } from './working-days.ts'

/** A call still to make to an urgent patient about a place they were given or offered. */
export type CallToUrgent = {
  readonly reason: string
  readonly createdAt: Instant
  readonly appointmentState: string
  readonly heldUntil: Instant | null
  readonly date: LocalDate
  readonly department: DepartmentCode
  readonly zone: TimeZone
}

/** What was written and did not arrive: nobody may believe that the patient knows. */
const NOT_ARRIVED: ReadonlySet<string> = new Set(['not_delivered', 'sms_stopped'])

/**
 * From when a call not made is an alert: at once when a message did not arrive, after one working day when the call itself
 * was the way to tell the patient.
 */
export function alertsFrom({ reason, createdAt, department, zone }: CallToUrgent): Instant {
  return NOT_ARRIVED.has(reason) ? createdAt : afterOneWorkingDay(createdAt, department, zone)
}

/** The day by which an urgent patient must have been reached: one working day after the alert, before what is offered or planned lapses. */
export function reachBy(call: CallToUrgent, raisedAt: Instant): LocalDate {
  const days = [localDateOf(afterOneWorkingDay(raisedAt, call.department, call.zone), call.zone), call.date]
  if (call.appointmentState === 'offered' && call.heldUntil) days.push(localDateOf(call.heldUntil, call.zone))
  return days.sort()[0]!
}
