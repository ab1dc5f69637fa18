// npm run travel — drive times between points of a file, and the areas within reach of them, for analysts.
import { closeSync, openSync, writeSync } from 'node:fs'
import type { LngLat } from '../../shared/geo.ts'
import { isRefusal } from '../../shared/problem.ts'
import { TravelProfile, TravelProvider, type TravelTimes, travelCell } from '../../shared/travel.ts'
import { loadCommunes } from '../territory/communes.ts'
import { createTravel, roadsTravel } from '../travel/choose.ts'
import { type NamedPoint, readPoints } from '../travel/point-table.ts'
import { configOrStop, optionsOrStop, stop, textOrStop, writeOrStop } from './command.ts'

const USAGE = `Usage : npm run travel -- --points FICHIER.csv [--to FICHIER.csv] --out FICHIER.csv
        npm run travel -- --points FICHIER.csv --isochrones 15,30,45 --out FICHIER.geojson
  --points      points de départ : colonnes id,lng,lat
  --to          points d’arrivée (sinon les mêmes)
  --provider    settlements (par défaut), roads ou openrouteservice
  --roads       réseau routier à lire (sinon le dernier importé)
  --profile     car (par défaut) ou truck
  --max         minutes au-delà desquelles une paire n’est pas cherchée`

const OPTIONS = {
  points: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  provider: { type: 'string', default: 'settlements' },
  roads: { type: 'string' },
  profile: { type: 'string', default: 'car' },
  isochrones: { type: 'string' },
  max: { type: 'string' },
} as const

function pointsOf(file: string): NamedPoint[] {
  const points = readPoints(textOrStop(file))
  if (isRefusal(points)) stop(`${file} : ${String(points.details?.reason ?? points.refusal)}`)
  return points
}

function travelFor(provider: TravelProvider, roads: string | undefined): TravelTimes {
  if (provider === 'roads' && roads !== undefined) return roadsTravel(roads)
  const config = configOrStop()
  return createTravel({ ...config, travel: { ...config.travel, provider } }, loadCommunes())
}

/** Text as one CSV field. */
const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

async function writePairs(
  travel: TravelTimes,
  sources: NamedPoint[],
  targets: NamedPoint[],
  asked: Asked,
  out: string,
) {
  const lngLats = (points: NamedPoint[]): LngLat[] => points.map(({ lngLat }) => lngLat)
  const matrix = await travel.matrix({ ...asked, sources: lngLats(sources), targets: lngLats(targets) })
  writeOrStop(out, 'from,to,seconds,metres,reason\n')
  const file = openSync(out, 'a')
  sources.forEach((from, row) => {
    const lines = targets.map((to, column) => {
      const cell = travelCell(matrix, row, column)
      const figures = 'reason' in cell ? `,,${cell.reason}` : `${cell.seconds.toFixed(1)},${Math.round(cell.metres)},`
      return `${field(from.id)},${field(to.id)},${figures}\n`
    })
    writeSync(file, lines.join(''))
  })
  closeSync(file)
  const answered = matrix.reasons.reduce((sum, reason) => sum + (reason === 0 ? 1 : 0), 0)
  return { source: matrix.source, said: `${answered} paires sur ${matrix.reasons.length}` }
}

async function writeIsochrones(
  travel: TravelTimes,
  points: NamedPoint[],
  minutes: number[],
  asked: Asked,
  out: string,
) {
  const answer = await travel.isochrones({ ...asked, points: points.map(({ lngLat }) => lngLat), minutes })
  const features = answer.isochrones.map(({ point, minutes: band, geometry, reason }) => ({
    type: 'Feature',
    properties: { id: points[point]!.id, minutes: band, reason: reason ?? null, provider: answer.source.provider },
    geometry,
  }))
  writeOrStop(out, `${JSON.stringify({ type: 'FeatureCollection', features })}\n`)
  const drawn = features.filter(({ geometry }) => geometry !== null).length
  return { source: answer.source, said: `${drawn} isochrones sur ${features.length}` }
}

type Asked = { profile: TravelProfile; maxSeconds?: number | undefined }

const options = optionsOrStop({ options: OPTIONS }, USAGE).values
const provider = TravelProvider.safeParse(options.provider)
const profile = TravelProfile.safeParse(options.profile)
if (options.points === undefined || options.out === undefined) stop(USAGE)
if (!provider.success) stop(`--provider : settlements, roads ou openrouteservice.\n\n${USAGE}`)
if (!profile.success) stop(`--profile : car ou truck.\n\n${USAGE}`)
const minutes = (options.isochrones ?? '').split(',').filter(Boolean).map(Number)
if (minutes.some((band) => !(band > 0 && band <= 600))) stop('--isochrones : des minutes séparées par des virgules.')
const most = options.max === undefined ? undefined : Number(options.max)
if (most !== undefined && !(most > 0)) stop('--max : un nombre de minutes.')

const sources = pointsOf(options.points)
const targets = options.to === undefined ? sources : pointsOf(options.to)
const travel = travelFor(provider.data, options.roads)
const health = await travel.health()
if (!health.ok) stop(health.message)
const asked: Asked = { profile: profile.data, maxSeconds: most === undefined ? undefined : most * 60 }
const { source, said } =
  minutes.length > 0
    ? await writeIsochrones(travel, sources, minutes, asked, options.out)
    : await writePairs(travel, sources, targets, asked, options.out)
const kind = source.kind === 'estimate' ? 'estimation' : 'réseau routier'
console.log(`${said}, par ${source.provider} (${kind}, données du ${source.dataDate}) → ${options.out}`)
for (const { message } of source.warnings) console.warn(`Attention : ${message}`)
if (source.warnings.some(({ code }) => code === 'provider_failed')) process.exitCode = 1
