import type { PersonId, StopId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import { READINESS_ITEMS, type ReadinessItem, type ReadinessState } from '../../shared/tour.ts'
import type { Database, Transaction } from '../store/database.ts'
import { type ChecklistLine, isLate } from './readiness.ts'
import { selectDocuments } from './readiness-document-store.ts'

/** The checklists of some stops, each in the order of the template, nights in theirs. `today` decides what is late. */
export async function selectChecklists(
  db: Database | Transaction,
  stopIds: readonly StopId[],
  today: LocalDate,
): Promise<Map<StopId, ReadinessItem[]>> {
  const checklists = new Map<StopId, ReadinessItem[]>(stopIds.map((stopId) => [stopId, []]))
  if (stopIds.length === 0) return checklists
  const rows = await db
    .selectFrom('readiness_item')
    .selectAll()
    .where('stop_id', 'in', [...stopIds])
    .execute()
  const documents = await selectDocuments(db, stopIds)
  for (const row of rows) {
    const { item, label, state, owner, due_date: dueDate, note } = row
    const own = documents.get(`${row.stop_id} ${item}`) ?? []
    const late = isLate({ state, dueDate }, today)
    checklists.get(row.stop_id)?.push({ item, label, state, owner, dueDate, note, late, documents: own })
  }
  for (const items of checklists.values())
    items.sort((a, b) => rankOf(a.item) - rankOf(b.item) || (a.item < b.item ? -1 : 1))
  return checklists
}

/** Writes the lines of a new checklist, leaving those already there as they are and dropping nights that are no more. */
export async function syncChecklist(
  trx: Transaction,
  stopId: StopId,
  lines: readonly ChecklistLine[],
  { now, newId }: { now: Instant; newId: () => string },
): Promise<void> {
  const rows = await trx.selectFrom('readiness_item').select(['id', 'item']).where('stop_id', '=', stopId).execute()
  const wanted = new Set(lines.map((line) => line.item))
  const gone = rows.filter((row) => !wanted.has(row.item)).map((row) => row.id)
  if (gone.length > 0) await trx.deleteFrom('readiness_item').where('id', 'in', gone).execute()
  const known = new Set(rows.map((row) => row.item))
  const added = lines.filter((line) => !known.has(line.item))
  if (added.length === 0) return
  await trx
    .insertInto('readiness_item')
    .values(
      added.map((line) => ({
        id: newId(),
        stop_id: stopId,
        item: line.item,
        label: line.label,
        state: line.state,
        owner: line.owner,
        due_date: line.dueDate,
        note: null,
        updated_by: null,
        updated_at: now,
      })),
    )
    .execute()
}

/** Writes one point; tells whether the stop has it. */
export async function updateReadinessItem(
  trx: Transaction,
  stopId: StopId,
  item: string,
  change: { state: ReadinessState; owner: string | null; dueDate: LocalDate | null; note: string | null },
  { now, personId }: { now: Instant; personId: PersonId | null },
): Promise<boolean> {
  const updated = await trx
    .updateTable('readiness_item')
    .set({
      state: change.state,
      owner: change.owner,
      due_date: change.dueDate,
      note: change.note,
      updated_by: personId,
      updated_at: now,
    })
    .where('stop_id', '=', stopId)
    .where('item', '=', item)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

function rankOf(item: string): number {
  const rank = (READINESS_ITEMS as readonly string[]).indexOf(item.split(':')[0]!)
  return rank === -1 ? READINESS_ITEMS.length : rank
}
