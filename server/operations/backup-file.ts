import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { Instant } from '../../shared/time.ts'
import type { Keyring } from '../access/keyring.ts'
import { type PlainRow, RowCounter, type TableCount } from './contents-store.ts'
import { openFrames } from './sealed-stream.ts'

/** The first line of a backup, readable by anybody: what is needed to open it, and nothing of what it holds. */
export const BackupHeader = z.object({
  format: z.literal('escale backup 1'),
  createdAt: Instant,
  keyId: z.string(),
  salt: z.base64(),
})
export type BackupHeader = z.infer<typeof BackupHeader>

const Opening = z.object({ migrations: z.array(z.string()).min(1) })
const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
const Closing = z.object({ counts: z.record(z.string(), z.object({ rows: z.int(), digest: z.string() })) })
const Line = z.union([z.array(z.unknown()), TableLine, Closing, Opening])

export type BackupPart =
  | { readonly part: 'opening'; readonly migrations: readonly string[] }
  | { readonly part: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly part: 'row'; readonly row: PlainRow }
  | { readonly part: 'closing'; readonly counts: Readonly<Record<string, TableCount>> }

const LONGEST_HEADER = 4096

/** Reads the header of a backup; refuses `not_a_backup`. */
export async function readHeader(file: string): Promise<{ header: BackupHeader; text: string } | Refusal> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0)
    const end = buffer.subarray(0, bytesRead).indexOf(10)
    const text = buffer.subarray(0, Math.max(end, 0)).toString('utf8')
    const header = BackupHeader.safeParse(parseOrNull(text))
    return header.success ? { header: header.data, text } : refuse('not_a_backup')
  } finally {
    await handle.close()
  }
}

/** Everything a backup holds, in order, as it is decrypted; throws when a frame is damaged. */
export async function* readParts(
  file: string,
  key: Buffer,
  header: BackupHeader,
  text: string,
): AsyncGenerator<BackupPart> {
  const sealed = createReadStream(file, { start: Buffer.byteLength(text) + 1 })
  const unzipped = createGunzip()
  // What goes wrong upstream destroys `unzipped`, which throws it to its reader below.
  const feeding = pipeline(openFrames(sealed, key, Buffer.from(header.salt, 'base64'), text), unzipped).catch(
    () => undefined,
  )
  for await (const line of linesIn(unzipped)) yield partOf(Line.parse(JSON.parse(line)))
  await feeding
}

async function* linesIn(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer[] = []
  for await (const chunk of text) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]).toString('utf8')
      held = []
      from = end + 1
    }
    held.push(chunk.subarray(from))
  }
}

function partOf(line: z.infer<typeof Line>): BackupPart {
  if (Array.isArray(line)) return { part: 'row', row: line }
  if ('table' in line) return { part: 'table', ...line }
  if ('counts' in line) return { part: 'closing', ...line }
  return { part: 'opening', ...line }
}

/** What a backup that was read to its end and found whole holds. */
export type BackupSummary = {
  readonly createdAt: Instant
  readonly keyId: string
  readonly migrations: readonly string[]
  readonly counts: Readonly<Record<string, TableCount>>
}

/**
 * Reads a backup to its end and counts again what it holds. Refuses a file that is no backup (`not_a_backup`), whose key
 * is not held (`unknown_backup_key`), or that was altered or cut short (`damaged_backup`).
 */
export async function checkBackup(file: string, ring: Keyring): Promise<BackupSummary | Refusal> {
  const read = await readHeader(file)
  if ('refusal' in read) return read
  const { header, text } = read
  const key = ring.named(header.keyId)
  if (!key) return refuse('unknown_backup_key', { details: { keyId: header.keyId } })
  const counters = new Map<string, RowCounter>()
  let current: RowCounter | undefined
  let migrations: readonly string[] = []
  let counts: Readonly<Record<string, TableCount>> | undefined
  try {
    for await (const part of readParts(file, key.key, header, text)) {
      if (part.part === 'opening') migrations = part.migrations
      else if (part.part === 'closing') counts = part.counts
      else if (part.part === 'row') current?.add(part.row)
      else {
        current = new RowCounter()
        counters.set(part.table, current)
      }
    }
  } catch {
    return refuse('damaged_backup')
  }
  const found = Object.fromEntries([...counters].map(([table, counter]) => [table, counter.total()]))
  if (!counts || differences(counts, found).length > 0) return refuse('damaged_backup')
  return { createdAt: header.createdAt, keyId: header.keyId, migrations, counts }
}

/** The tables whose rows differ between two counts. */
export function differences(
  one: Readonly<Record<string, TableCount>>,
  other: Readonly<Record<string, TableCount>>,
): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (table) => one[table]?.rows !== other[table]?.rows || one[table]?.digest !== other[table]?.digest,
  )
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
