import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { createClamdScan } from './clamd.ts'

/**
 * What became of the reading of one file. `found`: something malicious is in it. All but `clean` and `found` leave it
 * unread: nobody listens (`unreachable`), no answer in time (`silent`), the connection was cut (`broken_off`), it is longer
 * than the antivirus takes (`too_large`), or the antivirus says that it failed (`failed`).
 */
export type Verdict = 'clean' | 'found' | 'unreachable' | 'silent' | 'broken_off' | 'too_large' | 'failed'

/** Has a file read from its first byte to its last. Never throws for what the world does. */
export type Scan = (bytes: Uint8Array) => Promise<Verdict>

/** The port to an antivirus, and how many files ended in each verdict since this process started. */
export interface Antivirus {
  scan: Scan
  counts(): ReadonlyMap<Verdict, number>
}

/** A file that was not read by then is refused; a request under way is given a little more at a stop. */
const TIMEOUT_MILLISECONDS = 15_000

/** The antivirus the configuration names; without one every file passes, and none is counted. */
export function createAntivirus({ antivirusUrl }: Pick<Config, 'antivirusUrl'>, log: Log): Antivirus {
  if (!antivirusUrl) return { scan: async () => 'clean', counts: () => new Map() }
  return counted(createClamdScan(antivirusUrl, TIMEOUT_MILLISECONDS), log)
}

/** Counts and logs what becomes of files: never a name, a word of one, nor what was found in it. */
function counted(scan: Scan, log: Log): Antivirus {
  const counts = new Map<Verdict, number>()
  return {
    async scan(bytes) {
      const verdict = await scan(bytes)
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
      if (verdict === 'found') log.warn({ verdict }, 'the antivirus found something in an upload, which was refused')
      else if (verdict !== 'clean') log.error({ verdict }, 'the antivirus did not read an upload, which was refused')
      return verdict
    },
    counts: () => counts,
  }
}

/** Refuses what somebody sent when something malicious is in it, or when the antivirus did not read it; null lets it pass. */
export async function refuseInfected(
  { antivirus }: { readonly antivirus: Antivirus },
  bytes: Uint8Array,
): Promise<Refusal | null> {
  const verdict = await antivirus.scan(bytes)
  if (verdict === 'clean') return null
  return refuse(verdict === 'found' ? 'upload_infected' : 'upload_unscanned', { field: 'file' })
}
