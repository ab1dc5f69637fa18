import type { StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { PictureRules } from '../../shared/picture.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { KeptDocument } from '../../shared/readiness.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import { refuseInfected } from '../operations/refuse-infected.ts'
import { developPicture } from '../pictures/develop-picture.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { deleteDocument, findDocument, insertDocument } from './readiness-document-store.ts'
import { selectChecklists } from './readiness-store.ts'
import type { CentreScope } from './set-readiness.ts'
import { readReadiness } from './set-readiness.ts'

/** [P] What a scanned agreement or a telephone's photograph weighs at most. */
export const MOST_DOCUMENT_BYTES = 5_000_000
const MEDIA = { pdf: 'application/pdf', picture: 'image/jpeg' } as const

type Sent = { readonly stopId: StopId; readonly item: string; readonly name: string; readonly bytes: Uint8Array }

/**
 * Attaches a paper to a point of a stop's checklist. It is told by its bytes: a PDF is kept as it is, a picture drawn
 * again without its metadata. Sealed, as it may name people. Refuses what is neither, too large, for no such point, and
 * what the antivirus refuses, which reads it before anything else does.
 */
export async function keepDocument(
  ports: Pick<Ports, 'db' | 'clock' | 'vault' | 'antivirus' | 'newId'>,
  sent: Sent,
  person: Pick<SignedInPerson, 'personId' | 'role'>,
  scope: CentreScope,
): Promise<KeptDocument | Refusal> {
  const { stopId, item } = sent
  const known = await readReadiness(ports, stopId, scope)
  if (isRefusal(known)) return known
  if (!known.some((line) => line.item === item)) return refuse('unknown_checklist_item', { field: 'item' })
  if (sent.bytes.length === 0) return refuse('document_missing', { field: 'file' })
  if (sent.bytes.length > MOST_DOCUMENT_BYTES) {
    return refuse('document_too_large', { field: 'file', details: { megabytes: MOST_DOCUMENT_BYTES / 1e6 } })
  }
  const infected = await refuseInfected(ports, sent.bytes, { person, resource: 'stop', resourceId: stopId })
  if (infected) return infected
  const kept = await readableOf(sent.bytes)
  if (isRefusal(kept)) return kept
  const documentId = ports.newId()
  const now = ports.clock.now()
  const row = {
    id: documentId,
    stop_id: stopId,
    item,
    name: namedAs(sent.name, kept.kind),
    media_type: MEDIA[kept.kind],
    size_bytes: kept.bytes.length,
    sealed_content: ports.vault.seal(Buffer.from(kept.bytes).toString('base64')),
    added_by: person.personId,
    added_at: now,
  }
  return transaction(ports.db, async (trx) => {
    // The stop may have lost that night, or been dropped, while the file was read.
    const lists = await selectChecklists(trx, [stopId], localDateOf(now, PARIS))
    if (!lists.get(stopId)?.some((line) => line.item === item)) return refuse('unknown_checklist_item')
    await insertDocument(trx, row)
    return { documentId, addedAt: now }
  })
}

/** A document's bytes for somebody who may see the stop's checklist; `not_found` otherwise. */
export async function openDocument(
  ports: Pick<Ports, 'db' | 'clock' | 'vault'>,
  documentId: string,
  scope: CentreScope,
): Promise<{ name: string; mediaType: string; bytes: Buffer } | Refusal> {
  const row = await findDocument(ports.db, documentId)
  if (!row || isRefusal(await readReadiness(ports, row.stop_id, scope))) return refuse('not_found')
  const bytes = Buffer.from(ports.vault.open(row.sealed_content), 'base64')
  return { name: row.name, mediaType: row.media_type, bytes }
}

/** Takes away a document one attached oneself; somebody else's is refused, so that nobody loses the other's proof. */
export async function removeDocument(
  ports: Pick<Ports, 'db' | 'clock'>,
  documentId: string,
  { personId }: Moment,
  scope: CentreScope,
): Promise<{ removed: true } | Refusal> {
  const row = await findDocument(ports.db, documentId)
  if (!row || isRefusal(await readReadiness(ports, row.stop_id, scope))) return refuse('not_found')
  if (row.added_by !== personId) return refuse('document_of_somebody_else')
  await transaction(ports.db, (trx) => deleteDocument(trx, documentId))
  return { removed: true }
}

/** What the bytes are, whatever their name says. A PDF starts and ends as one. */
async function readableOf(bytes: Uint8Array): Promise<{ kind: keyof typeof MEDIA; bytes: Uint8Array } | Refusal> {
  const start = Buffer.from(bytes.subarray(0, 5)).toString('latin1')
  const end = Buffer.from(bytes.subarray(-1024)).toString('latin1')
  if (start === '%PDF-' && end.includes('%%EOF')) return { kind: 'pdf', bytes }
  const picture = await developPicture(bytes, PictureRules.parse({}))
  return isRefusal(picture)
    ? refuse('document_unknown_kind', { field: 'file' })
    : { kind: 'picture', bytes: picture.image }
}

/** The sender's own name for it, fit for a file: no folder, no control character, the extension of what it is. */
function namedAs(name: string, kind: keyof typeof MEDIA): string {
  const base = name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\p{C}/gu, '')
    .replace(/\.[^.]*$/, '')
    .trim()
    .slice(0, 80)
  return `${base || 'document'}.${kind === 'pdf' ? 'pdf' : 'jpg'}`
}
