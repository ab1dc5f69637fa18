import type { Instant } from '../shared/time.ts'
import type { Ports } from './ports.ts'

/** Work a room does as time passes. Idempotent: running it twice at the same instant changes nothing more. */
export interface Job {
  readonly name: string
  /** Does everything due at `ports.clock.now()`, isolating each item. */
  run(ports: Ports): Promise<void>
  /** When this job next has something to do, strictly after now; null when nothing is foreseen. */
  nextAt(ports: Ports): Promise<Instant | null>
}
