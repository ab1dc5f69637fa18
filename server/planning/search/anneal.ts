import { REMOVALS, type Removal, type Removals } from './removal.ts'
import { type Candidates, type FreeWeek, repairBestFirst, repairInRandomOrder } from './repair.ts'
import type { SearchState, SearchStop } from './state.ts'

/** How a large-neighbourhood search runs. `heat` falls from 1 to 0 over the budget. */
export type Annealing = {
  readonly candidates: Candidates
  readonly removals: Removals
  /** Whether a free week may take a stop. */
  readonly mayFill: (unit: number, week: number) => boolean
  /** Whether the plan may be kept as it is after a change. */
  readonly isAllowed: (state: SearchState) => boolean
  /** First temperature, in points. */
  readonly temperature: number
}

/** Free weeks tried beside those just freed. */
const FREE_WEEKS_TRIED = 8
const MOST_REMOVED = 10

/**
 * One iteration: takes out some stops, fills the weeks freed, and keeps the change or puts all back (simulated annealing).
 * True when the score rose above `best`.
 */
export function annealOnce(state: SearchState, annealing: Annealing, heat: number, best: number): boolean {
  const { random } = annealing.removals
  const before = state.score
  state.mark()
  const { removed, inserted } = changeStops(state, annealing)
  const isKept = annealing.isAllowed(state)
  if (isKept && state.score > best + 1e-9) return true
  const loss = before - state.score
  if (isKept && (loss <= 0 || random() < Math.exp(-loss / Math.max(1e-9, annealing.temperature * heat)))) return false
  state.undo(removed, inserted)
  return false
}

type Change = { removed: SearchStop[]; inserted: SearchStop[] }

function changeStops(state: SearchState, { candidates, removals, mayFill }: Annealing): Change {
  const { random } = removals
  const free = someFreeWeeks(state, mayFill, random)
  const removal = REMOVALS[Math.floor(random() * REMOVALS.length)] as Removal
  const most = Math.max(2, Math.min(MOST_REMOVED, Math.ceil(state.stopCount * 0.3)))
  const removed = state.stopCount === 0 ? [] : removal(1 + Math.floor(random() * most), removals)
  for (const stop of removed) {
    state.remove(stop)
    free.push({ unit: stop.unit, week: stop.week })
  }
  const inserted =
    random() < 0.5 ? repairInRandomOrder(state, free, candidates, random) : repairBestFirst(state, free, candidates)
  return { removed, inserted }
}

/** All free weeks of a small plan, a few of a large one. */
function someFreeWeeks(
  state: SearchState,
  mayFill: (unit: number, week: number) => boolean,
  random: () => number,
): FreeWeek[] {
  const { stops } = state
  const { weekCount } = state.compiled
  const free: FreeWeek[] = []
  const isSmall = stops.length <= 64
  const tries = isSmall ? stops.length : stops.length === state.stopCount ? 0 : FREE_WEEKS_TRIED
  for (let each = 0; each < tries; each += 1) {
    const index = isSmall ? each : Math.floor(random() * stops.length)
    if (stops[index] !== null) continue
    const week = index % weekCount
    const unit = Math.floor(index / weekCount)
    if (mayFill(unit, week) && !free.some((known) => known.unit === unit && known.week === week)) {
      free.push({ unit, week })
    }
  }
  return free
}
