import type { ImpactCounts, ImpactLine, PriorityClass } from '../../shared/appointment.ts'
import type { HostCentreId, StopId } from '../../shared/ids.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { openIdentities } from '../referrals/open-identities.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listFacts } from './agenda-store.ts'
import { nameFor } from './open-entry.ts'
import { type LostScope, planRehoming } from './plan-rehoming.ts'

/** Who loses their place when a stop is cancelled, or lost it when its sessions changed, and where each could go. */
export async function stopImpact(
  db: Database | Transaction,
  ports: Pick<Ports, 'vault'>,
  stopId: StopId,
  scope: LostScope,
  reader: { centreIds: readonly HostCentreId[] },
  { now }: Pick<Moment, 'now'>,
): Promise<ImpactLine[]> {
  const rehomings = await planRehoming(db, stopId, scope, now)
  const referralIds = rehomings.map((one) => one.entry.referralId)
  const facts = await listFacts(db, referralIds)
  const patients = await openIdentities(db, ports, referralIds)
  return rehomings.map(({ appointment, entry, before, instead, deadlineKept }) => {
    return {
      referralId: entry.referralId,
      patientName: nameFor(patients.get(entry.referralId)!, reader.centreIds),
      centreName: facts.get(entry.referralId)!.centreName,
      priorityClass: entry.priorityClass,
      deadline: entry.deadline,
      appointmentId: appointment.appointmentId,
      date: before.date,
      start: before.start,
      instead: instead && {
        stopId: instead.stop.stopId,
        centreName: instead.stop.centreName,
        slotId: instead.slot.slotId,
        date: instead.slot.date,
        start: instead.slot.start,
        end: instead.slot.end,
        room: instead.slot.room,
        kind: instead.slot.kind,
        driveMinutes: instead.driveMinutes,
      },
      deadlineKept,
    }
  })
}

/** The same in counts, for those who see no patient. */
export async function countStopImpact(
  db: Database | Transaction,
  stopId: StopId,
  scope: LostScope,
  { now }: Pick<Moment, 'now'>,
): Promise<ImpactCounts> {
  const rehomings = await planRehoming(db, stopId, scope, now)
  const concerned: Record<PriorityClass, number> = { P1: 0, P2: 0, P3: 0, P4: 0 }
  for (const { entry } of rehomings) concerned[entry.priorityClass] += 1
  const elsewhere = rehomings.filter((one) => one.instead !== null)
  const elsewhereLate = elsewhere.filter((one) => one.deadlineKept === false).length
  return {
    stopId,
    concerned,
    elsewhereInTime: elsewhere.length - elsewhereLate,
    elsewhereLate,
    withoutPlace: rehomings.length - elsewhere.length,
  }
}
