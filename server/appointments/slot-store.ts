import { type ExpressionBuilder, sql } from 'kysely'
import type { FreeSlot, SlotKind } from '../../shared/appointment.ts'
import type { HostCentreId, PersonId, ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

type Row = Schema['slot']

/** A stored place, and the live appointment on it, if any. */
export type StoredSlot = FreeSlot & {
  reserved: boolean
  overbooked: boolean
  withdrawn: boolean
  heldBy: ReferralId | null
}

const placeColumns = [
  'slot.id',
  'slot.stop_id',
  'slot.date',
  'slot.start_minute',
  'slot.end_minute',
  'slot.room',
  'slot.kind',
  'slot.reserved',
] as const
const slotColumns = [...placeColumns, 'slot.overbooked', 'slot.withdrawn'] as const

type SlotRow = Omit<Row, 'overbooked_by' | 'sealed_overbooked_reason'> & { held_by: ReferralId | null }

function toSlot(row: SlotRow): StoredSlot {
  return {
    slotId: row.id,
    stopId: row.stop_id,
    date: row.date,
    start: row.start_minute,
    end: row.end_minute,
    room: row.room,
    kind: row.kind,
    reserved: row.reserved === 1,
    overbooked: row.overbooked === 1,
    withdrawn: row.withdrawn === 1,
    heldBy: row.held_by,
  }
}

/** Written as it is: SQLite reads a partial index only where its condition stands in the query itself. */
const live = sql.lit<1>(1)

const withHolder = (db: Database | Transaction) =>
  db
    .selectFrom('slot')
    .leftJoin('appointment', (join) =>
      join.onRef('appointment.slot_id', '=', 'slot.id').on('appointment.live', '=', live),
    )
    .select([...slotColumns, 'appointment.referral_id as held_by'])

/** Every place of these stops, withdrawn ones only while somebody holds them, by date, hour and room. */
export async function listSlots(db: Database | Transaction, stopIds: readonly StopId[]): Promise<StoredSlot[]> {
  if (stopIds.length === 0) return []
  const rows = await withHolder(db)
    .where('slot.stop_id', 'in', [...stopIds])
    .where((where) => where.or([where('slot.withdrawn', '=', 0), where('appointment.id', 'is not', null)]))
    .orderBy('slot.date')
    .orderBy('slot.start_minute')
    .orderBy('slot.room')
    .orderBy('slot.id')
    .execute()
  return rows.map(toSlot)
}

/** One place, or undefined. */
export async function findSlot(db: Database | Transaction, slotId: SlotId): Promise<StoredSlot | undefined> {
  const row = await withHolder(db).where('slot.id', '=', slotId).executeTakeFirst()
  return row && toSlot(row)
}

/** Places of stops nobody holds, the overbooked aside. */
function freeOf(db: Database | Transaction, stopIds: readonly StopId[]) {
  return db
    .selectFrom('slot')
    .leftJoin('appointment', (join) =>
      join.onRef('appointment.slot_id', '=', 'slot.id').on('appointment.live', '=', live),
    )
    .where('slot.stop_id', 'in', [...stopIds])
    .where('slot.withdrawn', '=', 0)
    .where('slot.overbooked', '=', 0)
    .where('appointment.id', 'is', null)
}

/** Which place it is of its stop, day and kind, reserved or not: the earliest, then the first room, is 1. */
const nthAlike = (of: ExpressionBuilder<Schema, 'slot'>) =>
  of.fn
    .agg<number>('row_number')
    .over((over) =>
      over
        .partitionBy(['slot.stop_id', 'slot.date', 'slot.kind', 'slot.reserved'])
        .orderBy('slot.start_minute')
        .orderBy('slot.room')
        .orderBy('slot.id'),
    )
    .as('nth')

/**
 * Places of these stops nobody holds, in the days given, by date, hour and room; after `firstsAfter`, the first alone of
 * each stop, day and kind, reserved and not.
 */
export async function listFreeSlots(
  db: Database | Transaction,
  query: {
    stopIds: readonly StopId[]
    from: LocalDate
    onOrBefore?: LocalDate | undefined
    kinds: readonly SlotKind[]
    firstsAfter?: LocalDate | undefined
  },
): Promise<StoredSlot[]> {
  if (query.stopIds.length === 0) return []
  // What the question itself says of a place is not read again for each of thousands.
  let rows = freeOf(db, query.stopIds)
    .select(placeColumns)
    .where('slot.kind', 'in', [...query.kinds])
    .where('slot.date', '>=', query.from)
  if (query.onOrBefore) rows = rows.where('slot.date', '<=', query.onOrBefore)
  const { firstsAfter } = query
  const asked = firstsAfter
    ? db
        .selectFrom(rows.select(nthAlike).as('slot'))
        .select(placeColumns)
        .where((where) => where.or([where('slot.date', '<=', firstsAfter), where('slot.nth', '=', 1)]))
    : rows
  const free = await asked
    .orderBy('slot.date')
    .orderBy('slot.start_minute')
    .orderBy('slot.room')
    .orderBy('slot.id')
    .execute()
  return free.map((row) => toSlot({ ...row, overbooked: 0, withdrawn: 0, held_by: null }))
}

/** How many places of these stops nobody holds, by stop, day and kind, on the days after one and up to another. */
export async function countFreeSlots(
  db: Database | Transaction,
  { stopIds, after, onOrBefore }: { stopIds: readonly StopId[]; after: LocalDate; onOrBefore: LocalDate },
): Promise<{ stopId: StopId; date: LocalDate; kind: SlotKind; places: number }[]> {
  if (stopIds.length === 0) return []
  const rows = await freeOf(db, stopIds)
    .where('slot.date', '>', after)
    .where('slot.date', '<=', onOrBefore)
    .select(['slot.stop_id as stopId', 'slot.date', 'slot.kind'])
    .select((of) => of.fn.countAll<number>().as('places'))
    .groupBy(['slot.stop_id', 'slot.date', 'slot.kind'])
    .execute()
  return rows.map((row) => ({ ...row, places: Number(row.places) }))
}

export type NewSlot = {
  slotId: SlotId
  stopId: StopId
  date: LocalDate
  start: MinuteOfDay
  end: MinuteOfDay
  room: number
  kind: SlotKind
  reserved: boolean
  overbooked: { by: PersonId | null; sealedReason: string } | null
}

const ROWS_AT_ONCE = 50

/** Adds places to a stop. */
export async function insertSlots(trx: Transaction, slots: readonly NewSlot[]): Promise<void> {
  for (let from = 0; from < slots.length; from += ROWS_AT_ONCE) {
    const rows = slots.slice(from, from + ROWS_AT_ONCE).map(
      (slot): Row => ({
        id: slot.slotId,
        stop_id: slot.stopId,
        date: slot.date,
        start_minute: slot.start,
        end_minute: slot.end,
        room: slot.room,
        kind: slot.kind,
        reserved: slot.reserved ? 1 : 0,
        overbooked: slot.overbooked ? 1 : 0,
        overbooked_by: slot.overbooked?.by ?? null,
        sealed_overbooked_reason: slot.overbooked?.sealedReason ?? null,
        withdrawn: 0,
      }),
    )
    await trx.insertInto('slot').values(rows).execute()
  }
}

/** Marks places as kept for P1–P2, or open to all. */
export async function setReserved(trx: Transaction, slotIds: readonly SlotId[], reserved: boolean): Promise<void> {
  if (slotIds.length === 0) return
  await trx
    .updateTable('slot')
    .set({ reserved: reserved ? 1 : 0 })
    .where('id', 'in', [...slotIds])
    .execute()
}

/** Opens to all what is left of a stop's reserve. */
export async function releaseReserve(trx: Transaction, stopId: StopId): Promise<void> {
  await trx.updateTable('slot').set({ reserved: 0 }).where('stop_id', '=', stopId).where('reserved', '=', 1).execute()
}

/** Takes places out of the agenda: removed when no appointment ever pointed to them, marked withdrawn otherwise. */
export async function takeOutSlots(trx: Transaction, slotIds: readonly SlotId[]): Promise<void> {
  if (slotIds.length === 0) return
  const used = await trx
    .selectFrom('appointment')
    .select('slot_id')
    .distinct()
    .where('slot_id', 'in', [...slotIds])
    .execute()
  const usedIds = new Set(used.map((row) => row.slot_id))
  const unused = slotIds.filter((slotId) => !usedIds.has(slotId))
  if (unused.length > 0) await trx.deleteFrom('slot').where('id', 'in', unused).execute()
  if (usedIds.size > 0) {
    await trx
      .updateTable('slot')
      .set({ withdrawn: 1 })
      .where('id', 'in', [...usedIds])
      .execute()
  }
}

/** Puts withdrawn places back into the agenda. */
export async function putBackSlots(trx: Transaction, slotIds: readonly SlotId[]): Promise<void> {
  if (slotIds.length === 0) return
  await trx
    .updateTable('slot')
    .set({ withdrawn: 0 })
    .where('id', 'in', [...slotIds])
    .execute()
}

const countedColumns = ['slot.stop_id', 'slot.reserved', 'slot.overbooked', 'slot.withdrawn'] as const

/** How many places are laid at stops, held or not. */
export async function countLaid(db: Database | Transaction, stopIds: readonly StopId[]) {
  if (stopIds.length === 0) return []
  const rows = await db
    .selectFrom('slot')
    .where('slot.stop_id', 'in', [...stopIds])
    .select(countedColumns)
    .select((of) => of.fn.countAll<number>().as('count'))
    .groupBy(countedColumns)
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Places of stops by what became of them, free ones with no state. Few are held: they are counted apart and taken away. */
export async function countSlots(db: Database | Transaction, stopIds: readonly StopId[]) {
  const laid = await countLaid(db, stopIds)
  if (laid.length === 0) return []
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .where('appointment.stop_id', 'in', [...stopIds])
    .where('appointment.live', '=', live)
    .select([...countedColumns, 'appointment.state'])
    .select((of) => of.fn.countAll<number>().as('count'))
    .groupBy([...countedColumns, 'appointment.state'])
    .execute()
  const held = rows.map((row) => ({ ...row, count: Number(row.count) }))
  const taken = new Map<string, number>()
  for (const row of held) taken.set(groupOf(row), (taken.get(groupOf(row)) ?? 0) + row.count)
  const free = laid.map((row) => ({ ...row, state: null, count: row.count - (taken.get(groupOf(row)) ?? 0) }))
  return [...held, ...free.filter((row) => row.count > 0)]
}

type Counted = Pick<Row, 'stop_id' | 'reserved' | 'overbooked' | 'withdrawn'>

const groupOf = (row: Counted): string => [row.stop_id, row.reserved, row.overbooked, row.withdrawn].join(' ')

/** Stops that still keep places for P1–P2 and start before a day. */
export async function stopsWithReserve(
  db: Database | Transaction,
): Promise<{ stopId: StopId; centreId: HostCentreId; firstDay: LocalDate }[]> {
  return db
    .selectFrom('slot')
    .innerJoin('stop', 'stop.id', 'slot.stop_id')
    .where('slot.reserved', '=', 1)
    .where('slot.withdrawn', '=', 0)
    .where('stop.state', 'in', ['published', 'running'])
    .select(['stop.id as stopId', 'stop.centre_id as centreId', 'stop.first_day as firstDay'])
    .distinct()
    .orderBy('stop.first_day')
    .orderBy('stop.id')
    .execute()
}
