import { distanceMetres, type LngLat } from '../../shared/geo.ts'
import { reasonNumber, type TravelProfile, type TravelSource, type TravelTimes } from '../../shared/travel.ts'

/** A provider that drives straight at 60 km/h, counts what it is asked, and fails towards the places it is told to. */
export function countingTravel({
  dataDate = '2026-01-01',
  failing = () => false,
}: {
  dataDate?: string
  failing?: (place: LngLat) => boolean
} = {}) {
  let pairs = 0
  let questions = 0
  const source = (profile: TravelProfile, hasFailed = false): TravelSource => ({
    provider: 'openrouteservice',
    kind: 'network',
    dataDate,
    profile,
    errorBand: null,
    warnings: hasFailed ? [{ code: 'provider_failed', message: 'Le service n’a pas répondu.' }] : [],
    attribution: '',
  })
  const travel: TravelTimes = {
    capabilities: () => ({
      provider: 'openrouteservice',
      kind: 'network',
      dataDate,
      profiles: ['car', 'truck'],
      bounds: null,
      maxPairs: null,
      maxIsochroneMinutes: null,
      attribution: '',
    }),
    health: async () => ({ provider: 'openrouteservice', ok: true, message: '' }),
    matrix: async ({ sources, targets, profile }) => {
      questions += 1
      pairs += sources.length * targets.length
      const cells = sources.flatMap((from) => targets.map((to) => (failing(to) ? null : distanceMetres(from, to))))
      return {
        source: source(profile, cells.includes(null)),
        sourceCount: sources.length,
        targetCount: targets.length,
        seconds: Float32Array.from(cells, (metres) => (metres === null ? Number.NaN : metres * 0.06)),
        metres: Float32Array.from(cells, (metres) => metres ?? Number.NaN),
        reasons: Uint8Array.from(cells, (metres) => (metres === null ? reasonNumber('provider_failed') : 0)),
        sourceSnapMetres: new Float32Array(sources.length),
        targetSnapMetres: Float32Array.from(targets, (to) => (failing(to) ? Number.NaN : 0)),
      }
    },
    isochrones: async ({ points, minutes, profile }) => {
      questions += 1
      const square = ([lng, lat]: LngLat, half: number): [number, number][][][] => [
        [
          [
            [lng - half, lat - half],
            [lng + half, lat - half],
            [lng + half, lat + half],
            [lng - half, lat + half],
            [lng - half, lat - half],
          ],
        ],
      ]
      return {
        source: source(profile),
        isochrones: points.flatMap((place, point) =>
          minutes.map((band) => ({
            point,
            minutes: band,
            geometry: { type: 'MultiPolygon' as const, coordinates: square(place, band / 100) },
          })),
        ),
        snapMetres: points.map(() => 0),
      }
    },
    route: async ({ from, to, profile }) => {
      questions += 1
      const metres = distanceMetres(from, to)
      return {
        source: source(profile),
        seconds: metres * 0.06,
        metres,
        geometry: { type: 'LineString' as const, coordinates: [from, to] },
        snapMetres: [0, 0],
      }
    },
  }
  return { travel, pairs: () => pairs, questions: () => questions }
}
