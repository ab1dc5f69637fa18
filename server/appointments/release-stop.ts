import type { StopId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { recheckSafety } from '../referrals/recheck-safety.ts'
import type { Transaction } from '../store/database.ts'
import { waitForPlace } from './advance-entry.ts'
import { announce } from './announce.ts'
import { findAppointment, updateAppointment } from './appointment-store.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { type LostScope, planRehoming, type Rehoming } from './plan-rehoming.ts'
import { listSlots, takeOutSlots } from './slot-store.ts'

export type Released = { moved: number; withoutPlace: number; pastDeadline: number }

/**
 * Empties a stop that is being cancelled (`whole_stop`), or replaces the places its new sessions lost. Each patient is
 * moved to the best other place within their reach and told of the change, or told of the cancellation and put back on
 * the waiting list; each exactly once. Call it in the transaction that cancels or changes the stop.
 */
export async function releaseStop(
  trx: Transaction,
  ports: Ports,
  stopId: StopId,
  moment: Moment,
  scope: LostScope = 'whole_stop',
): Promise<Released> {
  const rehomings = await planRehoming(trx, stopId, scope, moment.now)
  const released: Released = { moved: 0, withoutPlace: 0, pastDeadline: 0 }
  for (const rehoming of rehomings) {
    if (rehoming.deadlineKept === false) released.pastDeadline += 1
    if (rehoming.instead) {
      await moveTo(trx, ports, rehoming, rehoming.instead, moment)
      released.moved += 1
    } else {
      const { appointmentId, referralId } = rehoming.appointment
      const cancelled = await cancelAppointment(trx, ports, { appointmentId, reason: 'stop_cancelled' }, moment)
      if (isRefusal(cancelled)) throw new Error('a planned change was refused')
      await waitForPlace(trx, ports, referralId, null, moment.now)
      released.withoutPlace += 1
    }
  }
  if (scope === 'whole_stop') {
    const left = await listSlots(trx, [stopId])
    await takeOutSlots(
      trx,
      left.filter((slot) => slot.heldBy === null).map((slot) => slot.slotId),
    )
    // The stop's free places are lost too, for patients who hold none.
    await recheckSafety(trx, moment)
  }
  return released
}

async function moveTo(
  trx: Transaction,
  ports: Ports,
  { appointment, before }: Rehoming,
  { slot, stop }: NonNullable<Rehoming['instead']>,
  moment: Moment,
): Promise<void> {
  const current = await findAppointment(trx, appointment.appointmentId)
  const change = { slotId: slot.slotId, stopId: stop.stopId, state: 'booked' as const, heldUntil: null }
  if (!current || !(await updateAppointment(trx, current, change, moment.now))) {
    throw new Error('a planned change was refused')
  }
  if (before.withdrawn || before.overbooked) await takeOutSlots(trx, [before.slotId])
  await announce(trx, ports, appointment, 'moved', moment)
}
