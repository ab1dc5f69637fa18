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
    return through.map((values, week) =>
      Int32Array.from(largest(values, most), (index) => roads.slots[week]?.[index] as number),
    )
  })
  return { of: (unit, week) => lists[unit]?.[week] as Int32Array }
}

/** Positions of the largest values, largest first, at most `most` of them. */
function largest(values: Float64Array, most: number): Int32Array {
  const size = Math.min(most, values.length)
  const chosen = new Int32Array(size)
  let length = 0
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number
    if (length === size && value <= (values[chosen[size - 1] as number] as number)) continue
    let hole = length === size ? size - 1 : length
    if (length < size) length += 1
    for (; hole > 0 && (values[chosen[hole - 1] as number] as number) < value; hole -= 1) {
      chosen[hole] = chosen[hole - 1] as number
    }
    chosen[hole] = index
  }
  return chosen
}
