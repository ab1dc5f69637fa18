import type { Prices } from '../bound/prices.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import type { UnitRouter } from '../bound/router.ts'
import type { Visit } from '../compile/visits.ts'
import type { Schedule } from '../schedule.ts'
import { scoreTolerance } from '../tolerance.ts'
import type { ModelScope } from './model-scope.ts'

/**
 * Reduced-cost fixing: leaves out every stop and move through which no route lets the bound reach `score`. No plan better
 * than `score` is lost; the given schedule is kept whole.
 */
export function scopeAt(relaxation: Relaxation, prices: Prices, score: number, keep: Schedule): ModelScope {
  const bound = relaxation.bound(prices)
  const needed = score - scoreTolerance(score)
  const visits = new Map<string, Set<Visit>>()
  const moves = new Set<string>()
  for (const roads of relaxation.roads) {
    const { unit } = roads
    const survey = (relaxation.routers[unit] as UnitRouter).survey(relaxation.slotPoints)
    const others = bound - survey.best
    for (const [week, values] of survey.through.entries()) {
      for (const [index, value] of values.entries()) {
        const through = others + value
        if (through < needed) continue
        const slot = roads.slots[week]?.[index] as number
        const points = relaxation.pointsOfVisits(slot, prices)
        const best = relaxation.slotPoints[slot] as number
        const possible = [...points].filter(([, own]) => through - best + own >= needed).map(([visit]) => visit)
        visits.set(`${unit}|${week}|${roads.centres[week]?.[index]}`, new Set(possible))
      }
    }
    for (let week = 0; week <= roads.slots.length; week += 1) {
      for (const [move, value] of survey.moves(week)) if (others + value >= needed) moves.add(`${unit}|${week}|${move}`)
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
