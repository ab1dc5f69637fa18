import { setFlagsFromString } from 'node:v8'

/**
 * How much garbage the engine may let grow before it clears it away, as a share of what is kept. Left to itself it waits
 * for three times what is kept: under fifty people a server that kept 60 MB of objects let its memory rise to 440 MB, with
 * this to 290 MB, for a pause of 10 ms every 20 s. The planner's threads are held to much the same by their limits.
 */
const GARBAGE_PERCENT = 60

/** Clears garbage away sooner, in every thread, however the process was launched. Call it before anything is made. */
export function collectSooner(): void {
  setFlagsFromString(`--heap-growing-percent=${GARBAGE_PERCENT}`)
}
