import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'
import { distanceMetres, type LngLat } from '../../../shared/geo.ts'
import {
  DEFAULT_TRUCK,
  LineString,
  type RouteQuestion,
  type TravelHealth,
  type TravelProfile,
  type TravelRoute,
  type TravelSource,
  type TravelTimes,
  type TravelWarning,
  type TruckLimits,
} from '../../../shared/travel.ts'
import { callService, dataDateOf, FAILURE_MESSAGES, type ServiceAddress, type ServiceFailure } from './service-call.ts'
import { serviceIsochrones } from './service-isochrones.ts'
import { limitsOf, type ServiceLimits } from './service-limits.ts'
import { serviceMatrix } from './service-matrix.ts'

export type OpenrouteserviceOptions = {
  /** Address of the service, for example `https://api.heigit.org/openrouteservice`. Never guessed. */
  readonly host: string
  readonly apiKey?: string | undefined
  readonly timeoutMilliseconds?: number | undefined
  readonly limits?: ServiceLimits | undefined
  readonly wait?: ServiceAddress['wait'] | undefined
}

const ATTRIBUTION = '© openrouteservice.org by HeiGIT | Map data © OpenStreetMap contributors'
const PROFILES = { car: 'driving-car', truck: 'driving-hgv' } as const

const RouteAnswer = z.object({
  features: z
    .array(
      z.object({
        geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(z.array(z.number()).min(2)).min(1) }),
        properties: z.object({ summary: z.object({ distance: z.number(), duration: z.number() }).partial() }),
      }),
    )
    .min(1),
  metadata: z.unknown(),
})

/** Drive times from an openrouteservice server, public or one's own. Nothing is asked of it before a question comes. */
export function createOpenrouteserviceTravel(options: OpenrouteserviceOptions): TravelTimes {
  const { timeoutMilliseconds = 30_000, wait = (milliseconds) => after(milliseconds) } = options
  const address: ServiceAddress = { ...options, host: options.host.replace(/\/+$/, ''), timeoutMilliseconds, wait }
  const limits = options.limits ?? limitsOf(address.host)
  let dataDate = 'unknown'

  const learn = (told: string | null) => {
    dataDate = told ?? dataDate
  }
  const source = (profile: TravelProfile, warnings: TravelWarning[]): TravelSource => ({
    provider: 'openrouteservice',
    kind: 'network',
    dataDate,
    profile,
    errorBand: null,
    warnings,
    attribution: ATTRIBUTION,
  })

  async function route({ profile, truck, from, to }: RouteQuestion): Promise<TravelRoute> {
    const request = {
      profile: PROFILES[profile],
      ...vehicle(profile, truck),
      coordinates: [from, to],
      format: 'geojson',
    }
    const outcome = await callService(address, 'Directions', request, RouteAnswer)
    if ('failure' in outcome) {
      const { failure } = outcome
      if (failure === 'point_not_found') return { source: source(profile, []), reason: 'not_snapped' }
      if (failure === 'no_route' || failure === 'over_limit') return { source: source(profile, []), reason: failure }
      return { source: source(profile, [failed(failure)]), reason: 'provider_failed' }
    }
    learn(dataDateOf(outcome.value.metadata))
    const { geometry, properties } = outcome.value.features[0]!
    const coordinates = geometry.coordinates.map(([lng, lat]): LngLat => [lng!, lat!])
    const [first, last] = [coordinates[0]!, coordinates.at(-1)!]
    return {
      source: source(profile, []),
      // Between two points of one spot the service leaves the summary empty.
      seconds: properties.summary.duration ?? 0,
      metres: properties.summary.distance ?? 0,
      geometry: LineString.parse({
        type: 'LineString',
        coordinates: coordinates.length > 1 ? coordinates : [first, last],
      }),
      snapMetres: [distanceMetres(from, first), distanceMetres(to, last)],
    }
  }

  return {
    capabilities: () => ({
      provider: 'openrouteservice',
      kind: 'network',
      dataDate,
      profiles: ['car', 'truck'],
      bounds: null,
      maxPairs: null,
      maxIsochroneMinutes: limits.isochroneMinutes,
      attribution: ATTRIBUTION,
    }),
    health: () => healthOf(address),
    route,
    matrix: async (question) => {
      const found = await serviceMatrix(address, limits, PROFILES[question.profile], question)
      learn(found.dataDate)
      const warnings = [...found.failures].map(failed)
      if (found.implausible > 0) warnings.push(implausible(found.implausible))
      if (question.profile === 'truck') warnings.push(SIZE_IGNORED)
      if (question.profile === 'truck' && isSlow(question.truck)) warnings.push(SPEED_IGNORED)
      return { ...found.matrix, source: source(question.profile, warnings) }
    },
    isochrones: async (question) => {
      const extra = vehicle(question.profile, question.truck)
      const found = await serviceIsochrones(address, limits, PROFILES[question.profile], extra, question)
      learn(found.dataDate)
      const { isochrones, snapMetres } = found
      return { source: source(question.profile, [...found.failures].map(failed)), isochrones, snapMetres }
    },
  }
}

const failed = (failure: ServiceFailure): TravelWarning => ({ code: failure, message: FAILURE_MESSAGES[failure] })

const implausible = (count: number): TravelWarning => ({
  code: 'implausible_distance',
  message: `${count} trajet(s) plus courts qu’à vol d’oiseau ont été écartés.`,
})

const SIZE_IGNORED: TravelWarning = {
  code: 'truck_size_ignored',
  message: 'La matrice d’openrouteservice ne tient pas compte du gabarit du camion.',
}

const SPEED_IGNORED: TravelWarning = {
  code: 'truck_speed_ignored',
  message: 'openrouteservice ne tient pas compte de la vitesse propre du camion, plus basse que l’usuelle.',
}

const isSlow = ({ motorwayKmh, otherKmh }: TruckLimits = DEFAULT_TRUCK): boolean =>
  motorwayKmh < DEFAULT_TRUCK.motorwayKmh || otherKmh < DEFAULT_TRUCK.otherKmh

/** The truck's size, as directions and isochrones take it. */
function vehicle(profile: TravelProfile, truck: TruckLimits = DEFAULT_TRUCK): Record<string, unknown> {
  if (profile === 'car') return {}
  const restrictions = {
    height: truck.heightMetres,
    width: truck.widthMetres,
    length: truck.lengthMetres,
    weight: truck.weightTonnes,
  }
  return { options: { vehicle_type: 'hgv', profile_params: { restrictions } } }
}

async function healthOf({ host, timeoutMilliseconds }: ServiceAddress): Promise<TravelHealth> {
  const say = (ok: boolean, message: string): TravelHealth => ({ provider: 'openrouteservice', ok, message })
  try {
    const response = await fetch(`${host}/v2/health`, {
      signal: AbortSignal.timeout(Math.min(5000, timeoutMilliseconds)),
    })
    const body: unknown = await response.json().catch(() => null)
    const isReady = z.object({ status: z.literal('ready') }).safeParse(body).success
    if (response.ok && isReady) return say(true, 'Le service openrouteservice est prêt.')
    if (response.ok) return say(false, FAILURE_MESSAGES.unexpected_answer)
    return say(false, response.status >= 500 ? FAILURE_MESSAGES.service_failed : FAILURE_MESSAGES.refused)
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return say(false, isLate ? FAILURE_MESSAGES.timeout : FAILURE_MESSAGES.unreachable)
  }
}
