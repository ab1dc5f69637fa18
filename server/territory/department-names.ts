import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DepartmentCode } from '../../shared/geo.ts'

const Outlines = z.object({
  features: z.array(z.object({ properties: z.object({ code: z.string(), name: z.string() }) })),
})

let names: ReadonlyMap<string, string> | undefined

/** The name of a department, read from the outlines' file; its code where the file has none, as overseas. */
export function departmentName(code: DepartmentCode): string {
  names ??= new Map(
    Outlines.parse(JSON.parse(readFileSync(join('data', 'departments.geojson'), 'utf8'))).features.map(
      ({ properties }) => [properties.code, properties.name] as const,
    ),
  )
  return names.get(code) ?? code
}
