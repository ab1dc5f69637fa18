import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { createClamdScan } from './clamd.ts'

/**
 * What became of the reading of one file. `found`: something malicious is in it. All but `clean` and `found` leave it
 * unread: nobody listens (`unreachable`), no answer in time (`silent`), the connection was cut (`broken_off`), it is longer
 * than the antivirus takes (`too_large`), the antivirus says that it failed (`failed`), or too many wait for it (`busy`).
 */
export type Verdict = 'clean' | 'found' | 'unreachable' | 'silent' | 'broken_off' | 'too_large' | 'failed' | 'busy'

/** Has a file read from its first byte to its last. Never throws for what the world does. */
export type Scan = (bytes: Uint8Array) => Promise<Verdict>

/** The port to an antivirus, and how many files ended in each verdict since this process started. */
export interface Antivirus {
  scan: Scan
  counts(): ReadonlyMap<Verdict, number>
}

/** A file that was not read by then is refused; a request under way is given a little more at a stop. */
const TIMEOUT_MILLISECONDS = 15_000
/** Files held in memory for an answer [P]: behind a silent antivirus, more of them would take the machine's. */
const MOST_AT_ONCE = 16

/** The antivirus the configuration names; without one every file passes, and none is counted. */
export function createAntivirus({ antivirusUrl }: Pick<Config, 'antivirusUrl'>, log: Log): Antivirus {
  if (!antivirusUrl) return { scan: async () => 'clean', counts: () => new Map() }
  return counted(createClamdScan(antivirusUrl, TIMEOUT_MILLISECONDS), log)
}

/** Lets few files wait at once, counts and logs what becomes of each: never a name, a word of one, nor what was found in it. */
function counted(scan: Scan, log: Log): Antivirus {
  const counts = new Map<Verdict, number>()
  let waiting = 0
  const scanInTurn: Scan = async (bytes) => {
    if (waiting >= MOST_AT_ONCE) return 'busy'
    waiting += 1
    return scan(bytes).finally(() => {
      waiting -= 1
    })
  }
  return {
    async scan(bytes) {
      const verdict = await scanInTurn(bytes)
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
      if (verdict === 'found') log.warn({ verdict }, 'the antivirus found something in an upload, which was refused')
      else if (verdict !== 'clean') log.error({ verdict }, 'the antivirus did not read an upload, which was refused')
      return verdict
    },
    counts: () => counts,
  }
}
