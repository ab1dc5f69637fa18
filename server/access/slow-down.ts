/** Failures somebody may make before waiting: for one name from one source, and for a whole source, where many may sit. */
export const FREE_FAILURES = { pair: 5, source: 30 } as const
const FIRST_WAIT_SECONDS = 5
const LONGEST_WAIT_SECONDS = 15 * 60
export const FORGOTTEN_AFTER_MINUTES = 24 * 60

/**
 * How long to wait after `failures` in a row: nothing up to `free`, then 5 seconds, doubled each time, a quarter of an hour
 * at most. It grows for a source, never for a name alone: nobody can lock out somebody else from elsewhere.
 */
export function waitSeconds(failures: number, free: number): number {
  if (failures < free) return 0
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(20, failures - free))
}
