import type { Compiled } from './compile/compile.ts'
import type { PlacedVisit } from './schedule.ts'

/** A day of a stop, as places to give. */
export type PlaceBin = { readonly stop: number; readonly day: number; readonly places: number }

/** Who is seen where: `seenIn[bin]` maps demands to patients; `seen[demand]` sums them. */
export type Filling = {
  readonly bins: readonly PlaceBin[]
  readonly seenIn: readonly Map<number, number>[]
  readonly free: Float64Array
  readonly seen: Float64Array
  readonly binsOfDemand: (demand: number) => readonly number[]
}

const EPSILON = 1e-9

/** The days of each stop as bins, and for a demand the bins within its reach and window. */
export function placeBins(compiled: Compiled, stops: readonly PlacedVisit[]) {
  const bins: PlaceBin[] = []
  const binsOfCentre = new Map<number, number[]>()
  for (const [stop, { centre, visit }] of stops.entries()) {
    for (const [offset, places] of visit.dayPlaces.entries()) {
      if (places === 0) continue
      const list = binsOfCentre.get(centre) ?? []
      if (list.length === 0) binsOfCentre.set(centre, list)
      list.push(bins.length)
      bins.push({ stop, day: visit.firstDay + offset, places })
    }
  }
  const { cell, centresOfCell, fromDay, untilDay } = compiled.demands
  const binsOfCell = new Map<number, readonly number[]>()
  const allOf = (cellIndex: number): readonly number[] => {
    const known = binsOfCell.get(cellIndex)
    if (known !== undefined) return known
    const found = (centresOfCell[cellIndex] as readonly number[]).flatMap((centre) => binsOfCentre.get(centre) ?? [])
    binsOfCell.set(cellIndex, found)
    return found
  }
  const isInWindow = (demand: number, bin: number): boolean => {
    const { day } = bins[bin] as PlaceBin
    return day >= (fromDay[demand] as number) && day <= (untilDay[demand] as number)
  }
  const binsOfEach: (readonly number[] | undefined)[] = new Array(compiled.demands.size)
  const binsOfDemand = (demand: number): readonly number[] => {
    const known = binsOfEach[demand]
    if (known !== undefined) return known
    const all = allOf(cell[demand] as number)
    const found = all.length === 0 ? all : all.filter((bin) => isInWindow(demand, bin))
    binsOfEach[demand] = found
    return found
  }
  return { bins, binsOfDemand }
}

/**
 * Fills the places of the stops so that the points of those seen in time are the most possible. Demands in falling value,
 * shortest augmenting paths: exact, since sets of patients that fit together form a transversal matroid.
 */
export function fillPlaces(compiled: Compiled, stops: readonly PlacedVisit[]): Filling {
  const { bins, binsOfDemand } = placeBins(compiled, stops)
  const { size, count } = compiled.demands
  const seenIn = bins.map(() => new Map<number, number>())
  const free = Float64Array.from(bins, (bin) => bin.places)
  const seen = new Float64Array(size)
  // Once no path leads out of a full bin, none ever will: later patients only fill more.
  const isClosed = new Uint8Array(bins.length)

  const give = (bin: number, demand: number, amount: number) => {
    const entries = seenIn[bin] as Map<number, number>
    const total = (entries.get(demand) ?? 0) + amount
    if (total > EPSILON) entries.set(demand, total)
    else entries.delete(demand)
  }

  // Where the current search came from: valid for the bins stamped with its number.
  const stamp = new Int32Array(bins.length)
  const parentBin = new Int32Array(bins.length)
  const parentDemand = new Int32Array(bins.length)
  const queue = new Int32Array(bins.length)
  let search = 0

  const augment = (demand: number, from: readonly number[], wanted: number): number => {
    search += 1
    let length = 0
    const enter = (bin: number, cameFrom: number, moving: number) => {
      stamp[bin] = search
      parentBin[bin] = cameFrom
      parentDemand[bin] = moving
      queue[length] = bin
      length += 1
    }
    for (const bin of from) if (isClosed[bin] === 0) enter(bin, -1, -1)
    for (let head = 0; head < length; head += 1) {
      const bin = queue[head] as number
      if ((free[bin] as number) > EPSILON) return push(demand, bin, wanted)
      for (const mover of (seenIn[bin] as Map<number, number>).keys()) {
        for (const next of binsOfDemand(mover))
          if (isClosed[next] === 0 && stamp[next] !== search) enter(next, bin, mover)
      }
    }
    for (let index = 0; index < length; index += 1) isClosed[queue[index] as number] = 1
    return 0
  }

  const push = (demand: number, end: number, wanted: number): number => {
    let amount = Math.min(wanted, free[end] as number)
    for (let bin = end; parentBin[bin] !== -1; bin = parentBin[bin] as number) {
      amount = Math.min(amount, seenIn[parentBin[bin] as number]?.get(parentDemand[bin] as number) ?? 0)
    }
    free[end] = (free[end] as number) - amount
    let bin = end
    for (; parentBin[bin] !== -1; bin = parentBin[bin] as number) {
      give(bin, parentDemand[bin] as number, amount)
      give(parentBin[bin] as number, parentDemand[bin] as number, -amount)
    }
    give(bin, demand, amount)
    return amount
  }

  for (let demand = 0; demand < size; demand += 1) {
    const eligible = binsOfDemand(demand)
    let remaining = count[demand] as number
    for (const bin of eligible) {
      if (isClosed[bin] === 1 || (free[bin] as number) <= EPSILON || remaining <= EPSILON) continue
      const amount = Math.min(remaining, free[bin] as number)
      free[bin] = (free[bin] as number) - amount
      give(bin, demand, amount)
      remaining -= amount
    }
    while (remaining > EPSILON && eligible.length > 0) {
      const amount = augment(demand, eligible, remaining)
      if (amount <= 0) break
      remaining -= amount
    }
    seen[demand] = (count[demand] as number) - remaining
  }
  return { bins, seenIn, free, seen, binsOfDemand }
}
