import type { StopId } from '../../shared/ids.ts'
import type { ReadinessDocument } from '../../shared/tour.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

type Row = Schema['readiness_document']

/** What is attached to the points of some stops, by `stopId item`, oldest first; without their contents. */
export async function selectDocuments(
  db: Database | Transaction,
  stopIds: readonly StopId[],
): Promise<Map<string, ReadinessDocument[]>> {
  const found = new Map<string, ReadinessDocument[]>()
  if (stopIds.length === 0) return found
  const rows = await db
    .selectFrom('readiness_document')
    .leftJoin('person', 'person.id', 'readiness_document.added_by')
    .where('stop_id', 'in', [...stopIds])
    .select([
      'readiness_document.id',
      'stop_id',
      'item',
      'readiness_document.name',
      'media_type',
      'size_bytes',
      'added_at',
      'person.name as addedBy',
    ])
    .orderBy('added_at')
    .orderBy('readiness_document.id')
    .execute()
  for (const row of rows) {
    const { id: documentId, name, media_type: mediaType, size_bytes: sizeBytes, addedBy, added_at: addedAt } = row
    const key = `${row.stop_id} ${row.item}`
    found.set(key, [...(found.get(key) ?? []), { documentId, name, mediaType, sizeBytes, addedBy, addedAt }])
  }
  return found
}

/** Keeps a document; its content is sealed already. */
export async function insertDocument(trx: Transaction, row: Row): Promise<void> {
  await trx.insertInto('readiness_document').values(row).execute()
}

/** One document with its sealed content, or undefined. */
export function findDocument(db: Database | Transaction, documentId: string): Promise<Row | undefined> {
  return db.selectFrom('readiness_document').selectAll().where('id', '=', documentId).executeTakeFirst()
}

/** Takes a document away for good. */
export async function deleteDocument(trx: Transaction, documentId: string): Promise<void> {
  await trx.deleteFrom('readiness_document').where('id', '=', documentId).execute()
}
