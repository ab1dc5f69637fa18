import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DepartmentCode } from '../../shared/geo.ts'

const Density = z.object({ count: z.int().min(0), per100000: z.number().min(0) })

/** `data/dermatologists.json`: self-employed specialists per department, with who counted them and when. */
export const SpecialistDensity = z.object({
  source: z.string().min(1),
  year: z.int(),
  unit: z.string(),
  france: Density.extend({ per100000: z.number().positive() }),
  departments: z.array(Density.extend({ department: DepartmentCode })),
})
export type SpecialistDensity = z.infer<typeof SpecialistDensity>

/** Reads and checks `dermatologists.json` in `dataFolder` (default: `data/` of the current folder). */
export function loadSpecialistDensity(dataFolder: string = join(process.cwd(), 'data')): SpecialistDensity {
  return SpecialistDensity.parse(JSON.parse(readFileSync(join(dataFolder, 'dermatologists.json'), 'utf8')))
}

/**
 * How much scarcer specialists are in a department than in the country: national density ÷ its own, infinite where there
 * is none; null when its density is not known.
 */
export function scarcityOf(department: string, density: SpecialistDensity): number | null {
  const known = density.departments.find((one) => one.department === department)
  if (known === undefined) return null
  return known.per100000 === 0 ? Number.POSITIVE_INFINITY : density.france.per100000 / known.per100000
}
