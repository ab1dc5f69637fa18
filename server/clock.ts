import { type Instant, toInstant } from '../shared/time.ts'

/** What the product calls now. Everything but sign-in reads time here. */
export interface Clock {
  now(): Instant
}

/** Real time. */
export const systemClock: Clock = { now: () => toInstant(Date.now()) }

/** The demo's clock: it stands still until somebody moves it forward. */
export interface DemoClock extends Clock {
  moveTo(instant: Instant): void
}

/** A clock standing at `start`; moving it backward is ignored, since what has happened cannot unhappen. */
export function createDemoClock(start: Instant): DemoClock {
  let now = start
  return {
    now: () => now,
    moveTo(instant) {
      if (instant > now) now = instant
    },
  }
}
