import { once } from 'node:events'
import { startWorker } from '../planning/start-worker.ts'
import type { Ports } from '../ports.ts'
import { markDamaged } from '../store/check-file.ts'
import type { DatabaseLocation } from '../store/database.ts'
import type { CheckStart } from './check-worker.ts'
import { noteSoundness, soundnessOf } from './soundness.ts'
import { STORE_WORDS } from './store-words.ts'

/** Where the thread's code is: beside its source, or in the bundle. */
function workerUrl(here: string = import.meta.url): URL {
  return here.endsWith('.ts') ? new URL('./check-worker.ts', here) : new URL('./operations/check-worker.js', here)
}

/**
 * Reads the whole of a store that was opened without that, in a thread of its own; true unless it is damaged. A damaged one
 * is marked, so that the next start reads it before it listens, and requests are refused from then on.
 */
export async function checkBeside(
  { db, log }: Pick<Ports, 'db' | 'log'>,
  location: DatabaseLocation,
): Promise<boolean> {
  if (soundnessOf(db) !== 'checking' || location.engine !== 'sqlite') return soundnessOf(db) !== 'damaged'
  const worker = startWorker(workerUrl(), { file: location.file } satisfies CheckStart)
  worker.unref()
  try {
    const ended = once(worker, 'exit').then(() => Promise.reject(new Error('the check ended without an answer')))
    const [isSound] = (await Promise.race([once(worker, 'message'), ended])) as [boolean]
    noteSoundness(db, isSound ? 'ok' : 'damaged')
    if (isSound) return true
    markDamaged(location.file)
    log.fatal({ fault: 'file_damaged' }, `${location.file}: ${STORE_WORDS.file_damaged}`)
    return false
  } catch (error) {
    noteSoundness(db, 'unchecked')
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the database file could not be checked')
    return true
  } finally {
    await worker.terminate()
  }
}
