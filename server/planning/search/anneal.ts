import { REMOVALS } from './removal.ts'
import { type Candidates, type FreeWeek, repairBestFirst, repairInRandomOrder } from './repair.ts'
import type { SearchState, SearchStop } from './state.ts'

/** How a large-neighbourhood search runs. `heat` falls from 1 to 0 over the budget. */
export type Annealing = {
  readonly candidates: Candidates
  readonly random: () => number
  /** Stops never taken out. */
  readonly isLocked: (stop: SearchStop) => boolean
  /** Whether a free week may take a stop. */
  readonly mayFill: (unit: number, week: number) => boolean
  /** Whether the plan may be kept as it is after a change. */
  readonly isAllowed: (state: SearchState) => boolean
  /** First temperature, in points. */
  readonly temperature: number
}

/**
 * One iteration: takes out some stops, fills the weeks freed, and keeps the change or puts all back (simulated annealing).
 * True when the score rose above `best`.
 */
export function annealOnce(
  state: SearchState,
  { candidates, random, isLocked, mayFill, isAllowed, temperature }: Annealing,
  heat: number,
  best: number,
): boolean {
  const { weekCount } = state.compiled
  const free: FreeWeek[] = []
  const stops: SearchStop[] = []
  for (const [index, stop] of state.stops.entries()) {
    if (stop !== null) {
      if (!isLocked(stop)) stops.push(stop)
    } else if (state.stops.length <= 64 || random() < 8 / state.stops.length) {
      const week = index % weekCount
      const unit = Math.floor(index / weekCount)
      if (mayFill(unit, week)) free.push({ unit, week })
    }
  }
  const before = state.score
  const { removed, inserted } = changeStops(state, stops, free, candidates, random)
  const isKept = isAllowed(state)
  if (isKept && state.score > best + 1e-9) return true
  const loss = before - state.score
  if (isKept && (loss <= 0 || random() < Math.exp(-loss / Math.max(1e-9, temperature * heat)))) return false
  for (const stop of inserted) state.remove(stop)
  for (const stop of removed.reverse()) state.restore(stop)
  return false
}

type Change = { removed: SearchStop[]; inserted: SearchStop[] }

function changeStops(
  state: SearchState,
  stops: readonly SearchStop[],
  free: FreeWeek[],
  candidates: Candidates,
  random: () => number,
): Change {
  const removed: SearchStop[] = []
  if (stops.length > 0) {
    const removal = REMOVALS[Math.floor(random() * REMOVALS.length)] as (typeof REMOVALS)[number]
    const most = Math.max(2, Math.min(24, Math.ceil(stops.length * 0.3)))
    const count = Math.min(stops.length, 1 + Math.floor(random() * most))
    for (const stop of removal(stops, count, state, random)) {
      state.remove(stop)
      removed.push(stop)
      free.push({ unit: stop.unit, week: stop.week })
    }
  }
  const inserted =
    random() < 0.5 ? repairInRandomOrder(state, free, candidates, random) : repairBestFirst(state, free, candidates)
  return { removed, inserted }
}
