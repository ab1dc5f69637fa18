import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DepartmentCode, InseeCode, type LngLat } from '../../../shared/geo.ts'
import { type Elevations, loadElevations } from '../../territory/winter-access.ts'
import { SettlementParameters } from './parameters.ts'

const LooseLngLat = z.tuple([z.number(), z.number()])

/** `data/fast-roads.json`: motorways and expressways as the towns they serve, in order. */
export const FastRoads = z.object({
  about: z.string(),
  /** Positions of towns the territory does not locate well: name, longitude, latitude. */
  positions: z.record(z.string(), z.tuple([z.string(), z.number(), z.number()])),
  roads: z.array(
    z.object({
      ref: z.string(),
      kind: z.enum(['motorway', 'expressway']),
      through: z.array(z.tuple([InseeCode, z.string()])).min(2),
    }),
  ),
})
export type FastRoads = z.infer<typeof FastRoads>

/** `data/barriers.json`: what no road crosses, and islands without a road to the mainland. */
export const Barriers = z.object({
  about: z.string(),
  lines: z.array(z.object({ name: z.string(), kind: z.enum(['water', 'crest']), line: z.array(LooseLngLat).min(2) })),
  islands: z.array(z.object({ name: z.string(), communes: z.array(InseeCode) })),
  islandDepartments: z.array(z.array(DepartmentCode)),
})
export type Barriers = z.infer<typeof Barriers>

/** Outlines of departments, of which only the outer rings matter here. */
const Outlines = z.object({
  features: z.array(
    z.object({
      geometry: z.union([
        z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(LooseLngLat)) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(LooseLngLat))) }),
      ]),
    }),
  ),
})

function outerRings({ features }: z.infer<typeof Outlines>): LngLat[][] {
  return features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates[0] ?? []] : geometry.coordinates.map((rings) => rings[0] ?? []),
  )
}

/** What the settlement network knows of the map beside who lives where. */
export type MapFacts = {
  readonly fastRoads: FastRoads
  readonly barriers: Barriers
  readonly elevations: Elevations
  readonly parameters: SettlementParameters
  /** Outer rings of the land, from the outlines of departments. */
  readonly land: readonly (readonly LngLat[])[]
}

/** Reads and checks the map facts of `dataFolder`; throws when one is missing or malformed. */
export function loadMapFacts(dataFolder: string = join(process.cwd(), 'data')): MapFacts {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(dataFolder, name), 'utf8'))
  return {
    fastRoads: FastRoads.parse(read('fast-roads.json')),
    barriers: Barriers.parse(read('barriers.json')),
    elevations: loadElevations(dataFolder),
    parameters: SettlementParameters.parse(read('travel-parameters.json')),
    land: outerRings(Outlines.parse(read('departments.geojson'))),
  }
}
