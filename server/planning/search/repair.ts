import type { Insertion, SearchState, SearchStop } from './state.ts'

/** A unit's week without a stop. */
export type FreeWeek = { readonly unit: number; readonly week: number }

/** Slots worth trying for each unit and week, best first. */
export type Candidates = {
  readonly of: (unit: number, week: number) => Int32Array
  /** What a slot can bring at most, falling along each list: what cannot beat the best so far is not tried. */
  readonly most?: (slot: number) => number
}

/** Fills free weeks one after the other in random order, each with its best stop if that gains anything. */
export function repairInRandomOrder(
  state: SearchState,
  free: FreeWeek[],
  candidates: Candidates,
  random: () => number,
): SearchStop[] {
  const inserted: SearchStop[] = []
  for (let left = free.length; left > 0; left -= 1) {
    const index = Math.floor(random() * left)
    const { unit, week } = free[index] as FreeWeek
    free[index] = free[left - 1] as FreeWeek
    const best = bestOf(state, unit, week, candidates)
    if (best !== null && best.gain > 0) inserted.push(state.insert(unit, best))
  }
  return inserted
}

/** Fills free weeks best gain first; a gain computed before other insertions is checked again before it is trusted. */
export function repairBestFirst(state: SearchState, free: readonly FreeWeek[], candidates: Candidates): SearchStop[] {
  const inserted: SearchStop[] = []
  let open = free.map((freeWeek) => ({
    ...freeWeek,
    best: bestOf(state, freeWeek.unit, freeWeek.week, candidates),
    at: 0,
  }))
  open = open.filter(({ best }) => best !== null && best.gain > 0)
  while (open.length > 0) {
    let top = 0
    for (let index = 1; index < open.length; index += 1) {
      if ((open[index]?.best?.gain as number) > (open[top]?.best?.gain as number)) top = index
    }
    const entry = open[top] as (typeof open)[number]
    if (entry.at < inserted.length) {
      entry.best = bestOf(state, entry.unit, entry.week, candidates)
      entry.at = inserted.length
      if (entry.best === null || entry.best.gain <= 0) open.splice(top, 1)
      continue
    }
    inserted.push(state.insert(entry.unit, entry.best as Insertion))
    open.splice(top, 1)
  }
  return inserted
}

function bestOf(state: SearchState, unit: number, week: number, candidates: Candidates): Insertion | null {
  let best: Insertion | null = null
  for (const slot of candidates.of(unit, week)) {
    if (best !== null && candidates.most !== undefined && candidates.most(slot) <= best.gain) break
    const insertion = state.bestInsertion(unit, week, slot)
    if (insertion !== null && (best === null || insertion.gain > best.gain)) best = insertion
  }
  return best
}
