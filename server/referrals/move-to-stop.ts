import { AppointmentId, type ReferralId, type SlotId, type StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import { bookAppointment } from '../appointments/book-appointment.ts'
import { freeSlotsFor } from '../appointments/find-slots.ts'
import { moveAppointment } from '../appointments/move-appointment.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { findForEdit } from './find-for-edit.ts'
import { findReferral, latestAppointment, listHeldPlaces, type ReferralRow, wishesOf } from './referral-store.ts'
import { listDriveTimes } from './safety-store.ts'

export type Moved = { revision: number; leftSlotId: SlotId | null }

/**
 * Gives a patient the first place that suits them at a stop, in time when there is one, and leaves the place they held
 * free so that the move can be taken back. Refuses a stop beyond the patient's reach, one that is full, or theirs already.
 */
export function moveToStop(
  ports: Ports,
  person: SignedInPerson,
  wanted: { referralId: ReferralId; revision: number; stopId: StopId },
): Promise<Moved | Refusal> {
  return inOneAct(ports, person, wanted, async (trx, referral, moment) => {
    const [stop] = await listStops(trx, { stopIds: [wanted.stopId] })
    if (!stop) return refuse('not_found', { field: 'stopId' })
    const [drive] = await listDriveTimes(trx, [stop.centreId], referral.commune_insee)
    if (!drive || drive.minutes === null || drive.minutes > wishesOf(referral).maxDriveMinutes) {
      return refuse('stop_out_of_reach', { field: 'stopId' })
    }
    const free = await freeSlotsFor(trx, referral.id, wanted.stopId, moment.now)
    if (isRefusal(free)) return free
    const slot = free.find((one) => referral.deadline === null || one.date <= referral.deadline) ?? free[0]
    if (!slot) return refuse('stop_is_full', { field: 'stopId' })
    return seat(trx, ports, referral, slot.slotId, moment, wanted.stopId)
  })
}

/** Takes a move back: the patient returns to the place they left, if nobody has taken it since. */
export function moveBack(
  ports: Ports,
  person: SignedInPerson,
  wanted: { referralId: ReferralId; revision: number; slotId: SlotId },
): Promise<Moved | Refusal> {
  return inOneAct(ports, person, wanted, (trx, referral, moment) => seat(trx, ports, referral, wanted.slotId, moment))
}

async function seat(
  trx: Transaction,
  ports: Ports,
  referral: ReferralRow,
  slotId: SlotId,
  moment: Moment,
  stopId?: StopId,
): Promise<{ leftSlotId: SlotId | null } | Refusal> {
  const [held] = await listHeldPlaces(trx, [referral.id])
  if (!held) {
    const booked = await bookAppointment(trx, ports, { referralId: referral.id, slotId }, moment)
    return isRefusal(booked) ? booked : { leftSlotId: null }
  }
  if (held.stopId === stopId) return refuse('already_at_stop', { field: 'stopId' })
  const appointment = (await latestAppointment(trx, referral.id))!
  const appointmentId = AppointmentId.parse(appointment.id)
  const move = { appointmentId, slotId, revision: appointment.revision, agreed: false, keepFree: true }
  const moved = await moveAppointment(trx, ports, move, moment)
  return isRefusal(moved) ? moved : { leftSlotId: moved.leftSlotId }
}

async function inOneAct(
  ports: Ports,
  person: SignedInPerson,
  wanted: { referralId: ReferralId; revision: number },
  work: (trx: Transaction, referral: ReferralRow, moment: Moment) => Promise<{ leftSlotId: SlotId | null } | Refusal>,
): Promise<Moved | Refusal> {
  const moment: Moment = { now: ports.clock.now(), personId: person.personId }
  try {
    return await transaction(ports.db, async (trx) => {
      const referral = await findForEdit(trx, person, wanted.referralId, wanted.revision)
      if (isRefusal(referral)) return referral
      const done = await work(trx, referral, moment)
      if (isRefusal(done)) throw new ProblemError(done)
      await recordAccess(trx, {
        person,
        action: 'update',
        resource: 'referral',
        resourceId: referral.id,
        purpose: 'move_to_stop',
        at: moment.now,
      })
      return { ...done, revision: (await findReferral(trx, referral.id))!.revision }
    })
  } catch (error) {
    if (error instanceof ProblemError) return error.refusal
    throw error
  }
}
