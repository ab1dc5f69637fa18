import { z } from 'zod'
import { InseeCode } from '../../shared/geo.ts'
import type { PersonId } from '../../shared/ids.ts'
import { UnderservedDrawing, UnderservedLayer } from '../../shared/need.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { ReadAreas } from './underserved-file.ts'

/** The layer as stored: who loaded what, when, and the communes inside. */
export type StoredLayer = ReadAreas & {
  readonly layerId: string
  readonly name: string
  readonly source: string
  readonly date: LocalDate
  readonly uploadedBy: string | null
  readonly uploadedAt: Instant
}

const Areas = UnderservedLayer.shape.areas
const Outlines = UnderservedDrawing.shape.outlines.nullable()
const Codes = z.array(z.string())

/** The underserved areas in use, or undefined while nobody loaded any. */
export async function findUnderserved(db: Database | Transaction): Promise<StoredLayer | undefined> {
  const row = await db
    .selectFrom('underserved_layer')
    .leftJoin('person', 'person.id', 'underserved_layer.uploaded_by')
    .selectAll('underserved_layer')
    .select('person.name as uploader')
    .executeTakeFirst()
  return (
    row && {
      layerId: row.id,
      name: row.name,
      source: row.source,
      date: row.source_date,
      kind: row.kind,
      areas: Areas.parse(JSON.parse(row.areas)),
      outlines: row.geometry === null ? null : Outlines.parse(JSON.parse(row.geometry)),
      communes: z.array(InseeCode).parse(JSON.parse(row.communes)),
      unknownCodes: Codes.parse(JSON.parse(row.unknown_codes)),
      uploadedBy: row.uploader,
      uploadedAt: row.uploaded_at,
    }
  )
}

/** Puts a layer in the place of whichever was there. */
export async function replaceUnderserved(
  trx: Transaction,
  layer: Omit<StoredLayer, 'uploadedBy'> & { readonly uploadedBy: PersonId },
): Promise<void> {
  await removeUnderserved(trx)
  await trx
    .insertInto('underserved_layer')
    .values({
      id: layer.layerId,
      name: layer.name,
      source: layer.source,
      source_date: layer.date,
      kind: layer.kind,
      areas: JSON.stringify(layer.areas),
      geometry: layer.outlines === null ? null : JSON.stringify(layer.outlines),
      communes: JSON.stringify(layer.communes),
      unknown_codes: JSON.stringify(layer.unknownCodes),
      uploaded_by: layer.uploadedBy,
      uploaded_at: layer.uploadedAt,
    })
    .execute()
}

/** Removes the layer in use; tells whether there was one. */
export async function removeUnderserved(trx: Transaction): Promise<boolean> {
  const removed = await trx.deleteFrom('underserved_layer').executeTakeFirst()
  return removed.numDeletedRows > 0n
}
