import type { Instant } from '../../shared/time.ts'
import { systemClock } from '../clock.ts'
import type { Ports } from '../ports.ts'

/** The time sessions, links and one-time codes live by: real time, which the demonstration's own clock does not move. */
export function signInNow({ config, clock }: Pick<Ports, 'config' | 'clock'>): Instant {
  return config.demo ? systemClock.now() : clock.now()
}
