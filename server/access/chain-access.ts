import { z } from 'zod'
import type { Instant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { isUniqueViolation, type Transaction, transaction } from '../store/database.ts'
import {
  appendAccess,
  deleteChainedUntil,
  findLastBefore,
  findLastChained,
  type LogRow,
  listUnchained,
  readHead,
  readStart,
  saveHead,
  saveLink,
  saveStart,
} from './access-log-store.ts'

type Needs = Pick<Ports, 'db' | 'vault' | 'log'>

/** What stands before the first line. */
export const ORIGIN = '0'.repeat(43)
/** How the process's log calls an end of the chain. */
export const CHAINED = 'the access log was chained'
const LINES_AT_ONCE = 500
/** A place in the chain and its hash: where it ends, or after which line it begins. */
export const Place = z.object({ sequence: z.int().min(0), hash: z.string() })
export type Place = z.infer<typeof Place>

/**
 * What a line's keyed hash covers: the previous hash and every field, in a fixed order. Whoever has only the database
 * cannot make that hash.
 */
export function textOf(row: LogRow, sequence: number, previous: string): string {
  const { id, order_key, at, person_id, role, action, resource, resource_id, purpose } = row
  const fields = [previous, sequence, id, order_key, at, person_id, role, action, resource, resource_id, purpose]
  return `access log ${JSON.stringify(fields)}`
}

/**
 * Closes the chain over the lines added since the last time, in the order they were written. Its new end is kept sealed
 * and written to the process's log, where it bears witness outside the database. Two processes may run it at once.
 */
export async function chainAccess(ports: Needs): Promise<void> {
  try {
    while (await chainSome(ports)) {
      // More lines than one transaction should hold.
    }
  } catch (error) {
    // Another process was closing the same chain: what is left waits for the next round.
    if (!isUniqueViolation(error)) throw error
  }
}

async function chainSome({ db, vault, log }: Needs): Promise<boolean> {
  const end = await transaction(db, async (trx) => {
    const rows = await listUnchained(trx, LINES_AT_ONCE)
    if (rows.length === 0) return null
    const from = await placeToGoOnFrom(trx, vault)
    if (from === 'unreadable') {
      log.error('the end of the access log does not open with this key: nothing is added to the chain')
      return null
    }
    let { sequence, hash } = from
    for (const row of rows) {
      const previous = hash
      sequence += 1
      hash = vault.mark(textOf(row, sequence, previous))
      await saveLink(trx, row.id, { sequence, previous_hash: previous, hash })
    }
    await saveHead(trx, vault.seal(JSON.stringify({ sequence, hash })))
    return { sequence, hash, isFull: rows.length === LINES_AT_ONCE }
  })
  if (!end) return false
  log.info({ sequence: end.sequence, hash: end.hash }, CHAINED)
  return end.isFull
}

/**
 * Where the next line goes: after the sealed end, never after what the table shows, or whoever unlinks lines there would
 * have them chained again as they like. A chain whose end was taken away goes on broken, which `verifyAccessLog` finds.
 */
async function placeToGoOnFrom(trx: Transaction, vault: Needs['vault']): Promise<Place | 'unreadable'> {
  const head = openPlace(vault, await readHead(trx))
  if (head !== undefined) return head
  const last = await findLastChained(trx)
  return { sequence: last?.sequence ?? 0, hash: ORIGIN }
}

/** Seals where the chain begins and ends under the key in use, as `rotateKeys` does of all the rest. */
export async function closeChainAgain({ db, vault }: Pick<Needs, 'db' | 'vault'>): Promise<void> {
  await transaction(db, async (trx) => {
    const [head, start] = [await readHead(trx), await readStart(trx)]
    if (head) await saveHead(trx, vault.seal(vault.open(head)))
    if (start) await saveStart(trx, vault.seal(vault.open(start)))
  })
}

/**
 * Takes out the lines older than `before`, a whole beginning of the chain and never its last line; how many that was.
 * Where it starts from then on is kept sealed, like its end, so that nobody else can shorten it; a line of the log itself
 * bears witness that it was done and up to where.
 */
export async function trimAccessLog(
  trx: Transaction,
  { vault, clock }: Pick<Ports, 'vault' | 'clock'>,
  before: Instant,
): Promise<number> {
  const last = await findLastBefore(trx, before)
  if (!last?.hash || last.sequence === null) return 0
  await saveStart(trx, vault.seal(JSON.stringify({ sequence: last.sequence, hash: last.hash })))
  await appendAccess(trx, {
    person: null,
    action: 'delete',
    resource: 'access_log',
    resourceId: String(last.sequence),
    purpose: 'retention',
    at: clock.now(),
  })
  return deleteChainedUntil(trx, last.sequence)
}

/** A place that was sealed; undefined when nothing was, `unreadable` when another key than ours sealed it or it was altered. */
export function openPlace(vault: Needs['vault'], sealed: string | undefined): Place | undefined | 'unreadable' {
  if (sealed === undefined) return undefined
  try {
    return Place.parse(JSON.parse(vault.open(sealed)))
  } catch {
    return 'unreadable'
  }
}
