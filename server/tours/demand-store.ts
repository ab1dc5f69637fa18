import { sql } from 'kysely'
import { z } from 'zod'
import type { InseeCode } from '../../shared/geo.ts'
import type { StopId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { WaitingCount } from './stop-demand.ts'

// The only sight planning has of referrals: counts per commune, class and deadline. No identity, no clinical column is read.

/** [P] How far a patient drives when the referral does not say. */
export const DEFAULT_REACH_MINUTES = 45

const Wishes = z.object({ maxDriveMinutes: z.number().positive().nullish() })

const reachIn = (wishes: string): number => Wishes.parse(JSON.parse(wishes)).maxDriveMinutes ?? DEFAULT_REACH_MINUTES

/**
 * How many referrals of a specialty wait for a place, per commune, class, deadline and reach, in a fixed order; `around`
 * asks only for the departments of these communes.
 */
export async function countWaiting(
  db: Database | Transaction,
  specialty: string,
  around?: readonly InseeCode[],
): Promise<WaitingCount[]> {
  const departments = around && [...new Set(around.map((insee) => insee.slice(0, 2)))]
  if (departments?.length === 0) return []
  let waiting = db.selectFrom('referral').where('specialty', '=', specialty).where('state', '=', 'waiting')
  if (departments) waiting = waiting.where(sql<string>`substr(commune_insee, 1, 2)`, 'in', departments)
  const rows = await waiting
    .select((of) => [
      'commune_insee as communeInsee',
      'priority_class as priorityClass',
      'deadline',
      'wishes',
      of.fn.countAll<number>().as('count'),
    ])
    .groupBy(['commune_insee', 'priority_class', 'deadline', 'wishes'])
    .execute()
  const groups = new Map<string, WaitingCount>()
  // Thousands of patients share a few texts of wishes: each is read once.
  const reaches = new Map<string, number>()
  for (const { wishes, count, ...row } of rows) {
    const reachMinutes = reaches.get(wishes) ?? reachIn(wishes)
    reaches.set(wishes, reachMinutes)
    const key = [row.communeInsee, row.priorityClass, row.deadline ?? '', reachMinutes].join(' ')
    const known = groups.get(key)
    groups.set(key, { ...row, reachMinutes, count: (known?.count ?? 0) + Number(count) })
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** Whether a patient has come to a stop on a day. */
export async function hasReceived(trx: Transaction, stopId: StopId, date: LocalDate): Promise<boolean> {
  const row = await trx
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .where('appointment.stop_id', '=', stopId)
    .where('appointment.state', 'in', ['arrived', 'done'])
    .where('slot.date', '=', date)
    .select('appointment.id')
    .executeTakeFirst()
  return row !== undefined
}

/** For each stop, patients still holding a place it no longer has, whose deadline comes before its first day. */
export async function countPatientsPastDeadline(
  db: Database | Transaction,
  stopIds: readonly StopId[],
): Promise<Map<StopId, number>> {
  if (stopIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .where('appointment.live', '=', 1)
    // Withdrawn places are few: what is held on them is found from them.
    .where('appointment.slot_id', 'in', (of) =>
      of
        .selectFrom('slot')
        .select('slot.id')
        .where('slot.stop_id', 'in', [...stopIds])
        .where('slot.withdrawn', '=', 1),
    )
    .whereRef('referral.deadline', '<', 'stop.first_day')
    .select((of) => ['stop.id', of.fn.countAll<number>().as('count')])
    .groupBy('stop.id')
    .execute()
  return new Map(rows.map((row) => [row.id, Number(row.count)]))
}
