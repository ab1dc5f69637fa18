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
  listChained,
  listUnchained,
  readHead,
  readStart,
  saveHead,
  saveLink,
  saveStart,
} from './access-log-store.ts'

type Needs = Pick<Ports, 'db' | 'vault' | 'log'>

const ORIGIN = '0'.repeat(43)
const LINES_AT_ONCE = 500
const Head = z.object({ sequence: z.int().min(0), hash: z.string() })

/**
 * What a line's keyed hash covers: the previous hash and every field, in a fixed order. Whoever has only the database
 * cannot make that hash.
 */
function textOf(row: LogRow, sequence: number, previous: string): string {
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
    const last = await findLastChained(trx)
    let sequence = last?.sequence ?? 0
    let hash = last?.hash ?? ORIGIN
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
  log.info({ sequence: end.sequence, hash: end.hash }, 'the access log was chained')
  return end.isFull
}

/**
 * Recomputes the whole chain, closed over what was added until now: the number of sound lines, and the place of the first
 * one that was altered, taken out, or cut off at the end, if any.
 */
export async function verifyAccessLog(ports: Needs): Promise<{ sound: number; firstAltered: number | null }> {
  await chainAccess(ports)
  const { db, vault } = ports
  // Read first: another process may lengthen the chain meanwhile, and must only ever lengthen it.
  const head = openHead(vault, await readHead(db))
  const start = openHead(vault, await readStart(db)) ?? { sequence: 0, hash: ORIGIN }
  let reachesHead = head !== undefined && head.sequence === start.sequence && head.hash === start.hash
  let previous = start.hash
  let expected = start.sequence + 1
  for (;;) {
    const page = await listChained(db, expected, 1000)
    if (page.length === 0) break
    for (const row of page) {
      const isSound =
        row.sequence === expected &&
        row.previous_hash === previous &&
        row.hash !== null &&
        vault.isMarkOf(row.hash, textOf(row, expected, previous))
      if (!isSound) return { sound: expected - 1 - start.sequence, firstAltered: expected }
      previous = row.hash!
      expected += 1
      reachesHead ||= row.sequence === head?.sequence && row.hash === head?.hash
    }
  }
  const isWhole = reachesHead || (head === undefined && expected === 1)
  return { sound: expected - 1 - start.sequence, firstAltered: isWhole ? null : expected }
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

/** Where the chain ends; one sealed with another key than ours ends nowhere. */
function openHead(vault: Needs['vault'], sealed: string | undefined): z.infer<typeof Head> | undefined {
  if (sealed === undefined) return undefined
  try {
    return Head.parse(JSON.parse(vault.open(sealed)))
  } catch {
    return { sequence: 0, hash: '' }
  }
}
