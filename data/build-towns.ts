// npm run data:build, npm run data:refresh — picks the towns the map names. See README.md.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { loadCommunes } from '../server/territory/communes.ts'
import type { LngLat } from '../shared/geo.ts'
import { replaceFile } from './commune-file.ts'

/** People from which a town has this rank, the first being 1; prefectures are at least `PREFECTURE_RANK`. */
const RANKS = [200_000, 80_000, 30_000, 10_000, 4000, 2000] as const
const PREFECTURE_RANK = 3

const Departments = z.object({
  features: z.array(
    z.object({
      properties: z.object({ name: z.string(), prefecture: z.string(), label: z.tuple([z.number(), z.number()]) }),
    }),
  ),
})

/** Rank of a town on the map, 1 the greatest, or null when it is too small to be named. */
function rankOfTown(population: number, isPrefecture: boolean): number | null {
  const rank = RANKS.findIndex((people) => population >= people) + 1
  if (isPrefecture) return Math.min(rank || PREFECTURE_RANK, PREFECTURE_RANK)
  return rank === 0 ? null : rank
}

/** Writes `towns.geojson` in `dataFolder`: the names of departments, then the communes worth a label that stand on their own position, greatest first. */
export async function buildTowns(dataFolder: string): Promise<number> {
  const departments = Departments.parse(JSON.parse(await readFile(join(dataFolder, 'departments.geojson'), 'utf8')))
  const prefectures = new Set(departments.features.map((department) => department.properties.prefecture))
  const names = departments.features.map(({ properties: { name, label } }) =>
    lineOf({ kind: 'department', name, rank: 0 }, label),
  )
  const towns = [...loadCommunes(dataFolder).communes]
    .sort((a, b) => b.population - a.population)
    .flatMap(({ insee, name, population, lngLat, positionQuality }) => {
      const rank = rankOfTown(population, prefectures.has(insee))
      if (rank === null || (positionQuality !== 'located' && positionQuality !== 'official')) return []
      return [lineOf({ kind: 'town', name, rank }, lngLat)]
    })
  await replaceFile(
    join(dataFolder, 'towns.geojson'),
    `{"type":"FeatureCollection","features":[\n${[...names, ...towns].join(',\n')}\n]}\n`,
  )
  return towns.length
}

const lineOf = (properties: { kind: 'department' | 'town'; name: string; rank: number }, lngLat: LngLat): string =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: lngLat } })
