import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { distanceMetres, type LngLat } from '../../shared/geo.ts'

export type ReceivedRequest = {
  path: string
  authorization: string | undefined
  body: Record<string, unknown>
}

/** What the server does instead of answering: null lets the answer through. */
export type Trouble = (
  request: ReceivedRequest,
  number: number,
) => { status: number; body: unknown; headers?: Record<string, string> } | 'silence' | 'html' | null

export type FakeLimits = { pairs: number; locations: number; intervals: number }

/** Points west of this meridian are in the sea: nothing snaps there. */
export const SHORE_LNG = -5
/** Points east of this meridian are on an island no road leads to. */
export const ISLAND_LNG = 9
const METADATA = { engine: { version: '9.1.0', build_date: '2026-03-01T00:00:00Z', osm_date: '2026-02-15T00:00:00Z' } }

/** A local server that answers as openrouteservice does: straight roads at 72 km/h, 30 m from every point. */
export async function startFakeOpenrouteservice({
  trouble = () => null,
  limits = { pairs: 2500, locations: 2, intervals: 1 },
  crookedDistance = 1.3,
}: {
  trouble?: Trouble
  limits?: FakeLimits
  crookedDistance?: number
} = {}) {
  const received: ReceivedRequest[] = []
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return send(response, 200, { status: 'ready' })
    const entry = { path: request.url ?? '', authorization: request.headers.authorization, body: await read(request) }
    received.push(entry)
    const instead = trouble(entry, received.length)
    if (instead === 'silence') return
    if (instead === 'html') {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<!doctype html><title>It works!</title>')
      return
    }
    if (instead !== null) return send(response, instead.status, instead.body, instead.headers)
    const { status, body } = answerTo(entry, limits, crookedDistance)
    send(response, status, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answerTo({ path, body }: ReceivedRequest, limits: FakeLimits, crooked: number) {
  if (/^\/v2\/matrix\/driving-(car|hgv)$/.test(path)) return matrix(body, limits, crooked)
  if (/^\/v2\/isochrones\/driving-(car|hgv)$/.test(path)) return isochrones(body, limits)
  if (/^\/v2\/directions\/driving-(car|hgv)\/geojson$/.test(path)) return directions(body, crooked)
  return { status: 404, body: { timestamp: 1, status: 404, error: 'Not Found', path } }
}

const fault = (status: number, code: number, message: string) => ({ status, body: { error: { code, message } } })
const isAtSea = ([lng]: LngLat) => lng < SHORE_LNG
const isCut = (a: LngLat, b: LngLat) => a[0] > ISLAND_LNG !== b[0] > ISLAND_LNG

function matrix(body: Record<string, unknown>, limits: FakeLimits, crooked: number) {
  const locations = body.locations as LngLat[]
  const pick = (numbers: unknown) => (numbers as string[]).map((number) => locations[Number(number)]!)
  const [sources, targets] = [pick(body.sources), pick(body.destinations)]
  if (sources.length * targets.length > limits.pairs) return fault(400, 6004, 'too many routes')
  const table = (value: (metres: number) => number) =>
    sources.map((a) =>
      targets.map((b) => (isAtSea(a) || isAtSea(b) || isCut(a, b) ? null : value(distanceMetres(a, b) * crooked))),
    )
  const snapped = (point: LngLat) => (isAtSea(point) ? null : { location: point, snapped_distance: 30 })
  return {
    status: 200,
    body: {
      durations: table((metres) => metres / 20),
      distances: table((metres) => metres),
      sources: sources.map(snapped),
      destinations: targets.map(snapped),
      metadata: METADATA,
    },
  }
}

function isochrones(body: Record<string, unknown>, limits: FakeLimits) {
  const [locations, range] = [body.locations as LngLat[], body.range as number[]]
  if (locations.length > limits.locations || range.length > limits.intervals) {
    return fault(400, 3004, 'Parameter exceeds the maximum value')
  }
  if (locations.some(isAtSea)) return notFound()
  const features = locations.flatMap(([lng, lat], group_index) =>
    range.map((value) => {
      const half = value / 36_000
      // Left-handed on purpose, and the band of 20 minutes bulges out of that of 30.
      const bulge = value === 1200 ? 0.05 : 0
      const ring = [
        [lng - half, lat - half],
        [lng - half, lat + half],
        [lng + half + bulge, lat + half],
        [lng + half + bulge, lat - half],
        [lng - half, lat - half],
      ]
      return {
        type: 'Feature',
        properties: { group_index, value, center: [lng, lat] },
        geometry: { type: 'Polygon', coordinates: [ring] },
      }
    }),
  )
  return { status: 200, body: { type: 'FeatureCollection', features, metadata: METADATA } }
}

const notFound = () =>
  fault(404, 2010, 'Could not find routable point within a radius of 350.0 meters of specified coordinate 0.')

function directions(body: Record<string, unknown>, crooked: number) {
  const [a, b] = body.coordinates as [LngLat, LngLat]
  if (isAtSea(a) || isAtSea(b)) return notFound()
  if (isCut(a, b)) return fault(404, 2009, 'Route could not be found')
  const distance = distanceMetres(a, b) * crooked
  const summary = distance === 0 ? {} : { distance, duration: distance / 20 }
  const geometry = { type: 'LineString', coordinates: [a, b] }
  return {
    status: 200,
    body: { type: 'FeatureCollection', features: [{ geometry, properties: { summary } }], metadata: METADATA },
  }
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
