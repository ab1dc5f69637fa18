import type { AppointmentId } from '../../shared/ids.ts'
import type { Moment } from '../access/moment.ts'
import { callAboutOffer, whenReached } from '../messages/follow-offer.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { findAppointment, findNeeds, prolongHold, readRules } from './appointment-store.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { startOf } from './placing.ts'
import { findSlot } from './slot-store.ts'
import { holdUntil } from './waiting-list.ts'

/**
 * Ends an offer whose hold is over: the place goes to the next of the queue. The hold runs from when the patient could
 * know of the place (an SMS accepted, a call tried): until then it goes on and somebody is asked to call. A place that
 * draws too near first is given up, and the patient waits as one who was never asked. One answered meanwhile is left alone.
 */
export async function expireOffer(
  trx: Transaction,
  ports: Ports,
  appointmentId: AppointmentId,
  moment: Moment,
): Promise<void> {
  const offer = await findAppointment(trx, appointmentId)
  if (!offer?.live || offer.state !== 'offered' || offer.heldUntil === null || offer.heldUntil > moment.now) return
  const slot = await findSlot(trx, offer.slotId)
  const needs = await findNeeds(trx, offer.referralId)
  const [stop] = await listStops(trx, { stopIds: [offer.stopId] })
  if (!slot || !needs || !stop) throw new Error('an offer without place, referral or stop')
  const { offers } = await readRules(trx)
  const reachedAt = await whenReached(trx, appointmentId)
  const until = holdUntil(reachedAt ?? moment.now, startOf(slot, stop.zone), needs.priorityClass, stop, offers)
  if (until !== null && until > moment.now) {
    await prolongHold(trx, appointmentId, until, moment.now)
    if (reachedAt === null) await callAboutOffer(trx, ports, appointmentId, moment.now)
    return
  }
  const reason = reachedAt === null ? ('offer_unreached' as const) : ('offer_expired' as const)
  await cancelAppointment(trx, ports, { appointmentId, reason }, moment)
}
