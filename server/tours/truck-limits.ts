import { DEFAULT_TRUCK, type TruckLimits } from '../../shared/travel.ts'
import type { Unit } from '../../shared/unit.ts'

const SIZES = ['heightMetres', 'widthMetres', 'lengthMetres', 'weightTonnes'] as const
const SPEEDS = ['motorwayKmh', 'otherKmh'] as const

/**
 * What the roads must let through, and how fast, for one plan's units driven by truck: the largest size and the lowest speed
 * among them, what is not known of one taken as of the default truck. Undefined where none of them is a truck.
 */
export function truckLimitsOf(units: readonly Pick<Unit, 'profile' | 'vehicle'>[]): TruckLimits | undefined {
  const trucks = units.filter(({ profile }) => profile === 'truck').map(({ vehicle }) => vehicle)
  if (trucks.length === 0) return undefined
  const of = (field: (typeof SIZES | typeof SPEEDS)[number]) =>
    trucks.map((vehicle) => vehicle[field] ?? DEFAULT_TRUCK[field])
  const largest = Object.fromEntries(SIZES.map((field) => [field, Math.max(...of(field))]))
  const slowest = Object.fromEntries(SPEEDS.map((field) => [field, Math.min(...of(field))]))
  return { ...DEFAULT_TRUCK, ...largest, ...slowest }
}
