import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Ports } from '../ports.ts'
import { type LogRow, listChained, readHead, readStart } from './access-log-store.ts'
import { chainAccess, ORIGIN, openPlace, type Place, textOf } from './chain-access.ts'

type Needs = Pick<Ports, 'db' | 'vault' | 'log'>

/** How many lines are sound, and the place of the first one that was altered, taken out, or cut off at the end, if any. */
export type Verification = { readonly sound: number; readonly firstAltered: number | null }

const NOWHERE: Place = { sequence: 0, hash: '' }
const LINES_AT_ONCE = 1000

/**
 * Recomputes the whole chain, closed over what was added until now. `witnesses` are ends of the chain that the process's
 * own log kept elsewhere (`readWitnesses`): with them even a log put back to an earlier day, seal included, is found.
 */
export async function verifyAccessLog(ports: Needs, witnesses: readonly Place[] = []): Promise<Verification> {
  await chainAccess(ports)
  const { db, vault } = ports
  // Read first: another process may lengthen the chain meanwhile, and must only ever lengthen it.
  const head = known(openPlace(vault, await readHead(db)))
  const start = known(openPlace(vault, await readStart(db))) ?? { sequence: 0, hash: ORIGIN }
  // The first one said of a place counts: a chain begun again from there says another.
  const attested = new Map(witnesses.toReversed().map(({ sequence, hash }) => [sequence, hash]))
  let reachesHead = head !== undefined && head.sequence === start.sequence && head.hash === start.hash
  let previous = start.hash
  let expected = start.sequence + 1
  const isSound = (row: LogRow): boolean =>
    row.sequence === expected &&
    row.previous_hash === previous &&
    row.hash !== null &&
    row.hash === (attested.get(expected) ?? row.hash) &&
    vault.isMarkOf(row.hash, textOf(row, expected, previous))
  for (;;) {
    const page = await listChained(db, expected, LINES_AT_ONCE)
    if (page.length === 0) break
    for (const row of page) {
      if (!isSound(row)) return { sound: expected - 1 - start.sequence, firstAltered: expected }
      previous = row.hash!
      expected += 1
      reachesHead ||= row.sequence === head?.sequence && row.hash === head?.hash
    }
    // A long log takes seconds: those who ask meanwhile are answered between two pages.
    await nextTurn()
  }
  const reachesEnds = reachesHead || (head === undefined && expected === 1)
  const isWhole = reachesEnds && [...attested.keys()].every((at) => at < expected)
  return { sound: expected - 1 - start.sequence, firstAltered: isWhole ? null : expected }
}

/** A seal that does not open stands for no place of the chain. */
const known = (place: ReturnType<typeof openPlace>): Place | undefined => (place === 'unreadable' ? NOWHERE : place)
