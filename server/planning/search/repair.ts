import type { Insertion, SearchState, SearchStop } from './state.ts'

/** A unit's week without a stop. */
export type FreeWeek = { readonly unit: number; readonly week: number }

/** Slots worth trying for each unit and week, best first. */
export type Candidates = { readonly of: (unit: number, week: number) => Int32Array }

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
    const best = state.bestInsertion(unit, week, candidates.of(unit, week))
    if (best !== null) inserted.push(state.insert(unit, best))
  }
  return inserted
}

type Entry = { readonly unit: number; readonly week: number; best: Insertion; at: number }

/** Fills free weeks best gain first; a gain computed before other insertions is checked again before it is trusted. */
export function repairBestFirst(state: SearchState, free: readonly FreeWeek[], candidates: Candidates): SearchStop[] {
  const inserted: SearchStop[] = []
  const heap = new GainHeap()
  for (const { unit, week } of free) {
    const best = state.bestInsertion(unit, week, candidates.of(unit, week))
    if (best !== null) heap.push({ unit, week, best, at: 0 })
  }
  for (let entry = heap.top(); entry !== undefined; entry = heap.top()) {
    if (entry.at === inserted.length) {
      inserted.push(state.insert(entry.unit, entry.best))
      heap.pop()
      continue
    }
    const best = state.bestInsertion(entry.unit, entry.week, candidates.of(entry.unit, entry.week))
    if (best === null) {
      heap.pop()
      continue
    }
    entry.best = best
    entry.at = inserted.length
    heap.sink()
  }
  return inserted
}

/** Entries with the largest gain on top; `sink` puts the top back in its place once its gain has changed. */
class GainHeap {
  readonly #entries: Entry[] = []

  top(): Entry | undefined {
    return this.#entries[0]
  }

  push(entry: Entry): void {
    const entries = this.#entries
    let hole = entries.length
    entries.push(entry)
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if ((entries[parent] as Entry).best.gain >= entry.best.gain) break
      entries[hole] = entries[parent] as Entry
      hole = parent
    }
    entries[hole] = entry
  }

  pop(): void {
    const last = this.#entries.pop()
    if (last === undefined || this.#entries.length === 0) return
    this.#entries[0] = last
    this.sink()
  }

  sink(): void {
    const entries = this.#entries
    const entry = entries[0] as Entry
    let hole = 0
    for (let child = 1; child < entries.length; child = hole * 2 + 1) {
      const right = entries[child + 1]
      if (right !== undefined && right.best.gain > (entries[child] as Entry).best.gain) child += 1
      if ((entries[child] as Entry).best.gain <= entry.best.gain) break
      entries[hole] = entries[child] as Entry
      hole = child
    }
    entries[hole] = entry
  }
}
