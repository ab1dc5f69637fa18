import { type Refusal, refuse } from '../../shared/problem.ts'
import { addMinutes, type Instant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { deleteFailures, findFailures, saveFailures } from './failure-store.ts'
import { signInNow } from './sign-in-now.ts'
import { FORGOTTEN_AFTER_MINUTES, FREE_FAILURES, waitSeconds } from './slow-down.ts'

type Needs = Pick<Ports, 'db' | 'vault' | 'config' | 'clock'>
/** Who tries: an address, and the name typed there if any. */
export type Attempt = { readonly source: string; readonly name?: string | undefined }

/**
 * Counts an attempt as failed before it is judged, so that a hundred at once are a hundred; `too_many_attempts` says how
 * many seconds to wait. `forgive` takes it back when the attempt turns out right. Only keyed hashes are kept.
 */
export async function countAttempt(ports: Needs, attempt: Attempt): Promise<Refusal | null> {
  const now = signInNow(ports)
  return transaction(ports.db, async (trx) => {
    const counted = []
    for (const { key, free } of keysOf(ports, attempt)) {
      const before = await findFailures(trx, key)
      const isForgotten = !before || addMinutes(before.lastAt, FORGOTTEN_AFTER_MINUTES) < now
      counted.push({ key, free, failures: isForgotten ? 0 : before.failures, lastAt: before?.lastAt ?? now })
    }
    const seconds = Math.max(...counted.map(({ failures, free, lastAt }) => secondsLeft(failures, free, lastAt, now)))
    if (seconds > 0) return refuse('too_many_attempts', { details: { seconds } })
    for (const { key, failures } of counted) await saveFailures(trx, key, { failures: failures + 1, now })
    return null
  })
}

/** Takes back an attempt that was right: this name from this source starts afresh, the source loses one failure. */
export async function forgive(ports: Needs, attempt: Attempt): Promise<void> {
  const now = signInNow(ports)
  await transaction(ports.db, async (trx) => {
    const [source, pair] = keysOf(ports, attempt)
    if (pair) await deleteFailures(trx, pair.key)
    const before = source && (await findFailures(trx, source.key))
    if (before) await saveFailures(trx, source.key, { failures: Math.max(0, before.failures - 1), now })
  })
}

function secondsLeft(failures: number, free: number, lastAt: Instant, now: Instant): number {
  return waitSeconds(failures, free) - Math.floor((Date.parse(now) - Date.parse(lastAt)) / 1000)
}

function keysOf({ vault }: Needs, { source, name }: Attempt) {
  const bySource = { key: vault.fingerprint(`sign-in source ${source}`), free: FREE_FAILURES.source }
  if (name === undefined) return [bySource]
  return [bySource, { key: vault.fingerprint(`sign-in pair ${source} ${name}`), free: FREE_FAILURES.pair }]
}
