import type { AppointmentId, HostCentreId, ReferralId, StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { type Database, isUniqueViolation, type Transaction, transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { centresOfAppointment, findNeeds, liveAppointmentOf } from './appointment-store.ts'

const isOnDuty = (person: SignedInPerson, centreIds: readonly HostCentreId[]) =>
  centreIds.some((centreId) => person.centreIds.includes(centreId))

/** A stop in front of one of the person's centres; any other answers as one that does not exist. */
export async function stopOfDesk(
  db: Database | Transaction,
  person: SignedInPerson,
  stopId: StopId,
): Promise<StopSummary | Refusal> {
  const [stop] = await listStops(db, { stopIds: [stopId] })
  return stop && isOnDuty(person, [stop.centreId]) ? stop : refuse('not_found')
}

/** Refuses, as if it did not exist, an appointment that concerns neither of the person's centres. */
export async function checkAppointment(
  db: Database | Transaction,
  person: SignedInPerson,
  appointmentId: AppointmentId,
): Promise<Refusal | null> {
  return isOnDuty(person, await centresOfAppointment(db, appointmentId)) ? null : refuse('not_found')
}

/** Refuses, as if it did not exist, a referral of another centre, unless its patient has a place at this desk's `stopId`. */
export async function checkReferral(
  db: Database | Transaction,
  person: SignedInPerson,
  referralId: ReferralId,
  stopId?: StopId,
): Promise<Refusal | null> {
  const needs = await findNeeds(db, referralId)
  if (!needs) return refuse('not_found')
  if (isOnDuty(person, [needs.centreId])) return null
  const live = await liveAppointmentOf(db, referralId)
  if (!live || live.stopId !== stopId) return refuse('not_found')
  return checkAppointment(db, person, live.appointmentId)
}

/** Runs an act of a person on one appointment or referral, and logs it in the same transaction when it was done. */
export async function act<T>(
  ports: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  about: { resource: 'appointment' | 'referral' | 'stop'; resourceId: string; purpose: string },
  work: (trx: Transaction, moment: Moment) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const moment = { now: ports.clock.now(), personId: person.personId }
  try {
    return await transaction(ports.db, async (trx) => {
      const done = await work(trx, moment)
      if (!isRefusal(done)) await recordAccess(trx, { person, action: 'update', ...about, at: moment.now })
      return done
    })
  } catch (error) {
    // On PostgreSQL the second of two who took one place at the very same instant learns it here.
    if (isUniqueViolation(error)) return refuse('slot_taken')
    throw error
  }
}
