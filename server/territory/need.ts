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

/** Lowest and highest need weight [P]: nobody counts for less than half nor more than twice the national mean. */
export type NeedBounds = { readonly lowest: number; readonly highest: number }
export const DEFAULT_NEED_BOUNDS: NeedBounds = { lowest: 0.5, highest: 2 }

/** The need weight of a place, and what it rests on; `unknown` when its department has no figure, the weight then being 1. */
export type NeedWeight =
  | { weight: number; basis: 'density'; per100000: number; source: string; year: number }
  | { weight: 1; basis: 'unknown' }

/** Reads and checks `dermatologists.json` in `dataFolder` (default: `data/` of the current folder). */
export function loadSpecialistDensity(dataFolder: string = join(process.cwd(), 'data')): SpecialistDensity {
  return SpecialistDensity.parse(JSON.parse(readFileSync(join(dataFolder, 'dermatologists.json'), 'utf8')))
}

/**
 * Need weight of a department's people [P]: national density ÷ its density, so 1 at the national mean, kept within
 * `bounds`; a department without a specialist gets the highest.
 */
export function needWeightOf(
  department: string,
  density: SpecialistDensity,
  bounds: NeedBounds = DEFAULT_NEED_BOUNDS,
): NeedWeight {
  const known = density.departments.find((one) => one.department === department)
  if (known === undefined) return { weight: 1, basis: 'unknown' }
  const ratio = known.per100000 === 0 ? bounds.highest : density.france.per100000 / known.per100000
  const weight = Math.min(bounds.highest, Math.max(bounds.lowest, ratio))
  return { weight, basis: 'density', per100000: known.per100000, source: density.source, year: density.year }
}
