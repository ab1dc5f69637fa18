import { type AppointmentId, type ReferralId, SlotId, type StopId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { findNeeds, liveAppointmentOf, readRules } from './appointment-store.ts'
import { type BookedState, bookAppointment } from './book-appointment.ts'
import { isOpenStop } from './placing.ts'
import { insertSlots, takeOutSlots } from './slot-store.ts'

const SHORTEST_REASON = 10

export type Overbooking = {
  referralId: ReferralId
  stopId: StopId
  date: LocalDate
  /** When to come; the end of the day's last session when not said, so that nobody else waits longer. */
  start?: MinuteOfDay | undefined
  reason: string
  state?: BookedState | undefined
}

/**
 * Adds a place beyond the agenda for one patient (surnuméraire). Its author and reason stay visible and counted. Refused
 * outside the days and hours of consultation, without a reason, or when the patient already has a place.
 */
export async function overbook(
  trx: Transaction,
  ports: Ports,
  wanted: Overbooking,
  moment: Moment,
): Promise<{ appointmentId: AppointmentId; slotId: SlotId } | Refusal> {
  const reason = wanted.reason.trim()
  if (reason.length < SHORTEST_REASON) return refuse('reason_needed', { field: 'reason' })
  const [stop] = await listStops(trx, { stopIds: [wanted.stopId] })
  const needs = await findNeeds(trx, wanted.referralId)
  if (!stop || !needs) return refuse('not_found', { field: stop ? 'referralId' : 'stopId' })
  if (!isOpenStop(stop)) return refuse('stop_not_open', { field: 'stopId' })
  const live = await liveAppointmentOf(trx, wanted.referralId)
  if (live) return refuse('already_booked', { field: 'referralId', details: { appointmentId: live.appointmentId } })

  const { slots: rules } = await readRules(trx)
  const minutes = needs.slotKind === 'procedure' ? rules.procedureMinutes : rules.consultationMinutes
  const ofDay = stop.sessions.filter((session) => session.date === wanted.date)
  const last = ofDay.at(-1)
  if (!last) return refuse('closed_day', { field: 'date' })
  const start = wanted.start ?? last.end
  const isInHours = ofDay.some((session) => session.start <= start && start <= session.end)
  if (!isInHours) return refuse('closed_day', { field: 'start' })
  const slotId = SlotId.parse(ports.newId())
  const slot = {
    slotId,
    stopId: stop.stopId,
    date: wanted.date,
    start,
    end: Math.min(1440, start + minutes) as MinuteOfDay,
    room: 1,
    kind: needs.slotKind,
    reserved: false,
    overbooked: { by: moment.personId, sealedReason: ports.vault.seal(reason) },
  }
  await insertSlots(trx, [slot])
  const booked = await bookAppointment(
    trx,
    ports,
    { referralId: wanted.referralId, slotId, state: wanted.state },
    moment,
  )
  if (!isRefusal(booked)) return { ...booked, slotId }
  await takeOutSlots(trx, [slotId])
  return booked
}
