import type { Prices } from '../bound/prices.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { backwardLabels, bestRoute, forwardLabels } from '../bound/routes.ts'
import type { Visit } from '../compile/visits.ts'
import type { Schedule } from '../schedule.ts'
import type { ModelScope } from './model.ts'

/**
 * Reduced-cost fixing: leaves out every stop and move through which no route lets the bound reach `score`. No plan better
 * than `score` is lost; the given schedule is kept whole.
 */
export function scopeAt(relaxation: Relaxation, prices: Prices, score: number, keep: Schedule): ModelScope {
  const bound = relaxation.bound(prices)
  const needed = score - 1e-6 * Math.max(1, Math.abs(score))
  const visits = new Map<string, Set<Visit>>()
  const moves = new Set<string>()
  for (const roads of relaxation.roads) {
    const { unit } = roads
    const forward = forwardLabels(roads, relaxation.slotPoints)
    const backward = backwardLabels(roads, relaxation.slotPoints)
    const others = bound - bestRoute(roads, forward).value
    const weeks = roads.slots.length
    for (let week = 0; week < weeks; week += 1) {
      for (const [index, slot] of (roads.slots[week] as Int32Array).entries()) {
        const through = others + (forward.at[week]?.[index] as number) + (backward.at[week]?.[index] as number)
        if (through < needed) continue
        const centre = roads.centres[week]?.[index] as number
        const points = relaxation.pointsOfVisits(slot, prices)
        const best = relaxation.slotPoints[slot] as number
        const possible = [...points].filter(([, value]) => through - best + value >= needed).map(([visit]) => visit)
        visits.set(`${unit}|${week}|${centre}`, new Set(possible))
      }
    }
    const leg = (from: number, to: number): number => {
      if (from === -1) return to === -1 ? 0 : (roads.out[to] as number)
      if (to === -1) return roads.home[from] as number
      if (from === to) return Number.POSITIVE_INFINITY
      if (roads.goesHome) return (roads.home[from] as number) + (roads.out[to] as number)
      return roads.points[(roads.offset + from) * roads.places + roads.offset + to] as number
    }
    for (let week = 0; week <= weeks; week += 1) {
      const before = week === 0 ? [] : [...(roads.centres[week - 1] as Int32Array).entries()]
      const after = week === weeks ? [] : [...(roads.centres[week] as Int32Array).entries()]
      const starts: [number, number][] = [[-1, week === 0 ? 0 : (forward.idle[week - 1] as number)]]
      for (const [index, centre] of before) starts.push([centre, forward.at[week - 1]?.[index] as number])
      const ends: [number, number][] = [[-1, week === weeks ? 0 : (backward.idle[week] as number)]]
      for (const [index, centre] of after) {
        const slot = roads.slots[week]?.[index] as number
        ends.push([centre, (backward.at[week]?.[index] as number) + (relaxation.slotPoints[slot] as number)])
      }
      for (const [from, value] of starts) {
        for (const [to, rest] of ends)
          if (others + value - leg(from, to) + rest >= needed) moves.add(`${unit}|${week}|${from}|${to}`)
      }
    }
  }
  for (const [unit, weeks] of keep.entries()) {
    let from = -1
    for (let week = 0; week <= weeks.length; week += 1) {
      const stop = weeks[week] ?? null
      moves.add(`${unit}|${week}|${from}|${stop?.centre ?? -1}`)
      from = stop?.centre ?? -1
      if (stop === null) continue
      const key = `${unit}|${week}|${stop.centre}`
      visits.set(key, (visits.get(key) ?? new Set<Visit>()).add(stop.visit))
    }
  }
  return {
    hasStop: ({ unit, week, centre, visit }) => visits.get(`${unit}|${week}|${centre}`)?.has(visit) === true,
    hasMove: (unit, week, from, to) => moves.has(`${unit}|${week}|${from}|${to}`),
    hasDemand: true,
  }
}
