import type { Compiled } from '../compile/compile.ts'
import type { PlacedVisit } from '../schedule.ts'

/** Demands the model cannot tell apart (same cell and value, windows holding the same possible days), as one. */
export type MergedDemand = {
  readonly cell: number
  readonly value: number
  readonly from: number
  readonly until: number
  count: number
  readonly members: number[]
}

/** Merges demands after shrinking each window to the days on which one of the possible stops stands within reach. Lossless. */
export function mergeDemands(compiled: Compiled, stops: readonly PlacedVisit[]): MergedDemand[] {
  const { demands, centreCount, weekCount } = compiled
  const days = weekCount * 7
  const isPossible = Array.from({ length: centreCount }, () => new Uint8Array(days))
  for (const { centre, visit } of stops) isPossible[centre]?.fill(1, visit.firstDay, visit.lastDay + 1)
  const possibleOfCell = demands.centresOfCell.map((centres) => {
    const possible = new Uint8Array(days)
    for (const centre of centres) {
      for (let day = 0; day < days; day += 1) if (isPossible[centre]?.[day] === 1) possible[day] = 1
    }
    return possible
  })
  const merged = new Map<string, MergedDemand>()
  for (let demand = 0; demand < demands.size; demand += 1) {
    const value = demands.value[demand] as number
    const cell = demands.cell[demand] as number
    const possible = possibleOfCell[cell] as Uint8Array
    let from = Math.max(0, demands.fromDay[demand] as number)
    let until = Math.min(days - 1, demands.untilDay[demand] as number)
    while (from <= until && possible[from] === 0) from += 1
    while (until >= from && possible[until] === 0) until -= 1
    if (until < from || value <= 0) continue
    const key = `${cell}|${value}|${from}|${until}`
    const found = merged.get(key)
    const count = demands.count[demand] as number
    if (found === undefined) merged.set(key, { cell, value, from, until, count, members: [demand] })
    else {
      found.count += count
      found.members.push(demand)
    }
  }
  return [...merged.values()]
}
