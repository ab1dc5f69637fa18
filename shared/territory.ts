import { z } from 'zod'
import { DepartmentCode, InseeCode, LngLat } from './geo.ts'

/** Where a commune's position comes from, best first. Anything after `located` is approximate and shown so. */
export const PositionQuality = z.enum(['official', 'located', 'postal_code', 'epci', 'arrondissement'])
export type PositionQuality = z.infer<typeof PositionQuality>

/** A commune of metropolitan France. `population` is the legal municipal population, in people. */
export const Commune = z.object({
  insee: InseeCode,
  name: z.string(),
  department: DepartmentCode,
  epci: z.string().nullable(),
  postalCodes: z.array(z.string()),
  population: z.int().min(0),
  lngLat: LngLat,
  positionQuality: PositionQuality,
})
export type Commune = z.infer<typeof Commune>
