import { featureCollection, multiPolygon, union } from '@turf/turf'
import { z } from 'zod'
import { distanceMetres } from '../../../shared/geo.ts'
import type { Isochrone, IsochroneQuestion, MultiPolygon, NoTravelReason } from '../../../shared/travel.ts'
import { callService, dataDateOf, type ServiceAddress, type ServiceFailure } from './service-call.ts'
import { groupsOf, halves, type ServiceLimits } from './service-limits.ts'

const Position = z
  .tuple([z.number(), z.number()])
  .rest(z.number())
  .transform(([lng, lat]): [number, number] => [lng, lat])
const Area = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Position))) }),
])
const IsochroneAnswer = z.object({
  features: z.array(
    z.object({
      geometry: Area,
      properties: z.object({ group_index: z.int(), value: z.number(), center: z.array(z.number()).optional() }),
    }),
  ),
  metadata: z.unknown(),
})

export type ServiceIsochrones = {
  readonly isochrones: Isochrone[]
  readonly snapMetres: (number | null)[]
  readonly failures: ReadonlySet<ServiceFailure>
  readonly dataDate: string | null
}

const DIVIDED = new Set<ServiceFailure>(['point_not_found', 'over_limit', 'no_route'])

/**
 * Asks isochrones in groups of points and bands the server allows, halving a group one point spoils. Answers are made
 * right-handed, and each band is made to contain the smaller ones, which the service does not promise.
 */
export async function serviceIsochrones(
  address: ServiceAddress,
  limits: ServiceLimits,
  profile: string,
  options: Record<string, unknown>,
  { points, minutes, direction = 'from', signal }: IsochroneQuestion,
): Promise<ServiceIsochrones> {
  const areas = new Map<string, MultiPolygon | NoTravelReason>()
  const snapMetres = points.map((): number | null => null)
  const failures = new Set<ServiceFailure>()
  let dataDate: string | null = null
  let isDown = false
  const put = (group: number[], bands: number[], area: NoTravelReason) => {
    for (const point of group) for (const band of bands) areas.set(`${point} ${band}`, area)
  }

  async function ask(group: number[], bands: number[]): Promise<void> {
    if (isDown || signal?.aborted) return put(group, bands, 'provider_failed')
    const request = {
      profile,
      ...options,
      locations: group.map((point) => points[point]!),
      range: bands.map((band) => band * 60),
      range_type: 'time',
      location_type: direction === 'from' ? 'start' : 'destination',
    }
    const outcome = await callService(address, 'Isochrones', request, IsochroneAnswer)
    if ('value' in outcome) {
      dataDate = dataDateOf(outcome.value.metadata) ?? dataDate
      put(group, bands, 'no_route')
      for (const { geometry, properties } of outcome.value.features) {
        const point = group[properties.group_index]
        const band = bands.find((wanted) => Math.abs(wanted * 60 - properties.value) < 1)
        if (point === undefined || band === undefined) continue
        areas.set(`${point} ${band}`, rightHanded(geometry))
        const [lng, lat] = properties.center ?? []
        if (lng !== undefined && lat !== undefined) snapMetres[point] = distanceMetres(points[point]!, [lng, lat])
      }
      return
    }
    const { failure } = outcome
    if (!DIVIDED.has(failure)) {
      failures.add(failure)
      isDown = true
      return put(group, bands, 'provider_failed')
    }
    if (group.length > 1) for (const half of halves(group)) await ask(half, bands)
    else if (failure === 'over_limit' && bands.length > 1) for (const half of halves(bands)) await ask(group, half)
    else put(group, bands, failure === 'over_limit' ? 'over_limit' : 'not_snapped')
  }

  const allowed = minutes.filter((band) => band <= limits.isochroneMinutes)
  put(
    [...points.keys()],
    minutes.filter((band) => band > limits.isochroneMinutes),
    'over_limit',
  )
  for (const group of groupsOf(points.length, limits.isochroneLocations)) {
    for (const bands of groupsOf(allowed.length, limits.isochroneIntervals)) {
      await ask(
        group,
        bands.map((band) => allowed[band]!),
      )
    }
  }
  const isochrones = points.flatMap((_, point) => nested(point, minutes, areas))
  return { isochrones, snapMetres, failures, dataDate }
}

function nested(
  point: number,
  minutes: readonly number[],
  areas: ReadonlyMap<string, MultiPolygon | NoTravelReason>,
): Isochrone[] {
  const drawn = new Map<number, Isochrone>()
  let inner: MultiPolygon | null = null
  for (const band of [...minutes].sort((a, b) => a - b)) {
    const area: MultiPolygon | NoTravelReason = areas.get(`${point} ${band}`) ?? 'provider_failed'
    if (typeof area === 'string') drawn.set(band, { point, minutes: band, geometry: null, reason: area })
    else {
      inner = inner === null ? area : together(inner, area)
      drawn.set(band, { point, minutes: band, geometry: inner })
    }
  }
  return minutes.map((band) => drawn.get(band)!)
}

function together(inner: MultiPolygon, outer: MultiPolygon): MultiPolygon {
  const both = union(featureCollection([multiPolygon(inner.coordinates), multiPolygon(outer.coordinates)]))
  return both === null ? outer : rightHanded(both.geometry as z.infer<typeof Area>)
}

/** Any polygon as a right-handed MultiPolygon (RFC 7946): outer rings counter-clockwise, holes clockwise. */
function rightHanded(area: z.infer<typeof Area>): MultiPolygon {
  const parts = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  const turned = parts.map((rings) =>
    rings.map((ring, i) => (turnsLeft(ring) === (i === 0) ? ring : [...ring].reverse())),
  )
  return { type: 'MultiPolygon', coordinates: turned }
}

function turnsLeft(ring: readonly [number, number][]): boolean {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0) > 0
}
