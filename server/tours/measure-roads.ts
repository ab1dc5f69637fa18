import type { LngLat } from '../../shared/geo.ts'
import { type TravelSource, travelCell } from '../../shared/travel.ts'
import type { Unit } from '../../shared/unit.ts'
import type { Drive } from '../planning/legs.ts'
import type { Ports } from '../ports.ts'
import { truckLimitsOf } from './truck-limits.ts'

/** What looking at a tour asks of the roads. */
export type Roads = Pick<Ports['travel'], 'matrix'>

/** The unit's drives between some places. `between(i, j)`: `no_road` where none leads, `unknown` where nobody answered. */
export type Drives = {
  readonly source: TravelSource
  readonly between: (from: number, to: number) => Drive | 'no_road' | 'unknown'
}

/**
 * Drives between every two of these points, with the unit's own profile, size and speed; units of one plan drive alike, as
 * the slowest and largest of them would.
 */
export async function measureRoads(
  { travel }: { readonly travel: Roads },
  units: readonly Unit[],
  points: readonly LngLat[],
): Promise<Drives> {
  const truck = truckLimitsOf(units)
  const profile = truck ? 'truck' : 'car'
  const matrix = await travel.matrix({ profile, truck, sources: points, targets: points })
  return {
    source: matrix.source,
    between(from, to) {
      const cell = travelCell(matrix, from, to)
      if (!('reason' in cell)) return cell
      return cell.reason === 'no_route' || cell.reason === 'not_snapped' ? 'no_road' : 'unknown'
    },
  }
}
