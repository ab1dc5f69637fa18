import type { Prices } from '../bound/prices.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { valuesThrough } from '../bound/route-survey.ts'
import { backwardLabels, forwardLabels } from '../bound/routes.ts'
import type { UnitRoads } from '../bound/unit-roads.ts'
import type { Candidates } from './repair.ts'

/** Every slot of the unit's week. */
export function allCandidates(relaxation: Relaxation): Candidates {
  return { of: (unit, week) => (relaxation.roads[unit] as UnitRoads).slots[week] as Int32Array }
}

/** The slots of each unit's week through which the bound's routes are worth most, at most `most` of them. */
export function bestCandidates(relaxation: Relaxation, prices: Prices, most: number): Candidates {
  relaxation.bound(prices, 'cheapest_legs')
  const lists = relaxation.roads.map((roads) => {
    const forward = forwardLabels(roads, relaxation.slotPoints)
    const through = valuesThrough(roads, forward, backwardLabels(roads, relaxation.slotPoints))
    return through.map((values, week) => {
      const order = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number))
      return Int32Array.from(order.slice(0, most), (index) => roads.slots[week]?.[index] as number)
    })
  })
  return { of: (unit, week) => lists[unit]?.[week] as Int32Array }
}
