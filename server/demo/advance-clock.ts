import { addDays } from '../../shared/days.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { addMinutes, type Instant, instantAt, PARIS, wallClock } from '../../shared/time.ts'
import type { DemoClock } from '../clock.ts'
import { nextEventAt, runJobs } from '../jobs.ts'
import type { Ports } from '../ports.ts'
import { countHappenings, type Happening, saveDemoClock } from './clock-store.ts'

export type Advance = 'hour' | 'day' | 'next_event'

/** More rounds than any day of the demo needs; a job that never comes to rest must not hang the demo. */
const MAX_ROUNDS = 500

/**
 * Moves the demo's clock forward, stopping at every instant at which a job has something to do, and says what happened
 * on the way, counted by kind. Refuses `nothing_ahead` when no event is foreseen and `not_found` outside the demo.
 */
export async function advanceClock(
  ports: Ports,
  by: Advance,
): Promise<{ now: Instant; happened: { kind: Happening; count: number }[] } | Refusal> {
  const clock = ports.clock as Partial<DemoClock> & Ports['clock']
  if (!clock.moveTo) return refuse('not_found')
  const target = await targetOf(ports, by)
  if (!target) return refuse('nothing_ahead')
  const before = await countHappenings(ports.db)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = await nextEventAt(ports)
    if (!next || next > target) break
    clock.moveTo(next)
    await runJobs(ports)
  }
  clock.moveTo(target)
  await runJobs(ports)
  await saveDemoClock(ports.db, clock.now())
  const after = await countHappenings(ports.db)
  const happened = (Object.keys(after) as Happening[])
    .map((kind) => ({ kind, count: after[kind] - before[kind] }))
    .filter(({ count }) => count > 0)
  return { now: clock.now(), happened }
}

/** A day forward keeps the hour on the wall, across a change of summer time too. */
async function targetOf(ports: Ports, by: Advance): Promise<Instant | null> {
  const now = ports.clock.now()
  if (by === 'next_event') return nextEventAt(ports)
  if (by === 'hour') return addMinutes(now, 60)
  const { date, minute } = wallClock(now, PARIS)
  return instantAt(addDays(date, 1), minute, PARIS)
}
