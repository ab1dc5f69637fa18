import type { AllocationPreview, NotPlaced, PlannedPlace } from '../../shared/appointment.ts'
import { AppointmentId, type HostCentreId, type StopId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { openIdentities } from '../referrals/open-identities.ts'
import type { Database, Transaction } from '../store/database.ts'
import { advanceEntry, waitForPlace } from './advance-entry.ts'
import { listFacts } from './agenda-store.ts'
import { announce } from './announce.ts'
import { findAppointment, insertAppointment, updateAppointment } from './appointment-store.ts'
import { MESSAGE_OF } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { nameFor } from './open-entry.ts'
import { type AllocationPlan, planAllocation } from './plan-allocation.ts'

/** What allocating a stop would do, for a person on duty at `centreIds`; nothing is written. */
export async function previewAllocation(
  db: Database | Transaction,
  ports: Pick<Ports, 'vault'>,
  wanted: { stopId: StopId; rearrange: boolean },
  reader: { centreIds: readonly HostCentreId[] },
  { now }: Pick<Moment, 'now'>,
): Promise<AllocationPreview | Refusal> {
  const plan = await planAllocation(db, wanted, now)
  if (isRefusal(plan)) return plan
  const referralIds = plan.queue.map((entry) => entry.referralId)
  const facts = await listFacts(db, referralIds)
  const patients = await openIdentities(db, ports, referralIds)
  const slots = new Map(plan.slots.map((slot) => [slot.slotId, slot]))
  const entries = new Map(plan.queue.map((entry) => [entry.referralId, entry]))
  const about = (referralId: PlannedPlace['referralId']) => {
    const { priorityClass, deadline, centreName } = facts.get(referralId)!
    const patientName = nameFor(patients.get(referralId)!, reader.centreIds)
    return { referralId, priorityClass, deadline, centreName, patientName }
  }
  const placed = plan.allocation.placed.map((line): PlannedPlace => {
    const { slotId, date, start, end, room, kind } = slots.get(line.slotId)!
    const { driveMinutes } = entries.get(line.referralId)!
    const { late, missedWishes } = line
    const place = { slotId, date, start, end, room, kind }
    return { ...about(line.referralId), ...place, late, missedWishes, driveMinutes, change: changeOf(plan, line) }
  })
  const notPlaced = plan.allocation.notPlaced.map(
    (line): NotPlaced => ({ ...line, ...about(line.referralId), displaced: plan.movable.has(line.referralId) }),
  )
  const taken = new Set(placed.map((line) => line.slotId))
  const left = plan.slots.filter(
    (slot) => !taken.has(slot.slotId) && (slot.heldBy === null || plan.movable.has(slot.heldBy)),
  )
  return {
    ...wanted,
    fingerprint: plan.fingerprint,
    placed,
    notPlaced,
    freeBefore: plan.slots.filter((slot) => slot.heldBy === null).length,
    freeAfter: left.length,
    reservedAfter: left.filter((slot) => slot.reserved).length,
  }
}

function changeOf(plan: AllocationPlan, line: AllocationPlan['allocation']['placed'][number]): PlannedPlace['change'] {
  const before = plan.movable.get(line.referralId)
  if (!before) return 'new'
  return before.slotId === line.slotId ? 'kept' : 'moved'
}

/**
 * Gives the places exactly as previewed and writes each patient once: those with a place are told, those whose place went
 * to someone more urgent too, and whoever has none stands on the waiting list. Refused with `allocation_changed` when the
 * queue or the agenda is no longer what was previewed.
 */
export async function confirmAllocation(
  trx: Transaction,
  ports: Ports,
  wanted: { stopId: StopId; rearrange: boolean; fingerprint: string },
  moment: Moment,
): Promise<{ placed: number; moved: number; displaced: number; waiting: number } | Refusal> {
  const { stopId, rearrange } = wanted
  const plan = await planAllocation(trx, { stopId, rearrange }, moment.now)
  if (isRefusal(plan)) return plan
  if (plan.fingerprint !== wanted.fingerprint) return refuse('allocation_changed')
  const { placed, notPlaced } = plan.allocation
  const displaced = notPlaced.filter((line) => plan.movable.has(line.referralId))
  const moved = placed.filter((line) => changeOf(plan, line) === 'moved')
  const fresh = placed.filter((line) => changeOf(plan, line) === 'new')

  for (const line of displaced) {
    const { appointmentId } = plan.movable.get(line.referralId)!
    const cancelled = await cancelAppointment(trx, ports, { appointmentId, reason: 'reallocated' }, moment)
    if (isRefusal(cancelled)) throw new Error('a planned change was refused')
  }
  // Everybody who moves lets go first, so that two can exchange places.
  for (const line of moved) await change(trx, plan.movable.get(line.referralId)!.appointmentId, { live: false }, moment)
  for (const line of moved) {
    const before = plan.movable.get(line.referralId)!
    await change(trx, before.appointmentId, { live: true, slotId: line.slotId }, moment)
    await announce(trx, ports, before, 'moved', moment)
  }
  for (const { referralId, slotId } of fresh) {
    const appointmentId = AppointmentId.parse(ports.newId())
    const appointment = { appointmentId, slotId, stopId, referralId, state: 'booked' as const, heldUntil: null }
    if (!(await insertAppointment(trx, appointment, moment))) throw new Error('a planned place was taken')
    await advanceEntry(trx, referralId, 'book', moment.now)
    await announce(trx, ports, appointment, MESSAGE_OF.booked, moment)
  }
  const waiting = notPlaced.filter((line) => line.reason !== 'out_of_reach')
  for (const { referralId } of waiting) await waitForPlace(trx, ports, referralId, stopId, moment.now)
  return { placed: fresh.length, moved: moved.length, displaced: displaced.length, waiting: waiting.length }
}

async function change(
  trx: Transaction,
  appointmentId: AppointmentId,
  to: Parameters<typeof updateAppointment>[2],
  moment: Moment,
): Promise<void> {
  const appointment = await findAppointment(trx, appointmentId)
  if (!appointment || !(await updateAppointment(trx, appointment, to, moment.now))) {
    throw new Error('a planned change was refused')
  }
}
