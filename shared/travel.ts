import { z } from 'zod'
import type { LngLat } from './geo.ts'
import { USUAL_TRUCK_SPEEDS } from './usual-unit.ts'

/** Who drives: a patient's car, or the mobile unit. */
export const TravelProfile = z.enum(['car', 'truck'])
export type TravelProfile = z.infer<typeof TravelProfile>

/** Which engine answered. An answer never mixes two of them. */
export const TravelProvider = z.enum(['settlements', 'roads', 'openrouteservice'])
export type TravelProvider = z.infer<typeof TravelProvider>

/** `estimate`: computed without road data; `network`: computed on real roads. */
export const TravelKind = z.enum(['estimate', 'network'])
export type TravelKind = z.infer<typeof TravelKind>

/**
 * Why a cell has no time: no road leads there; the point is too far from any road; it lies outside the provider's data;
 * it is farther than the limit asked for or the provider's own; the provider did not answer.
 */
export const NO_TRAVEL_REASONS = ['no_route', 'not_snapped', 'out_of_area', 'over_limit', 'provider_failed'] as const
export const NoTravelReason = z.enum(NO_TRAVEL_REASONS)
export type NoTravelReason = z.infer<typeof NoTravelReason>

/** A remark on a whole answer: a code for programs, a French sentence for people. */
export const TravelWarning = z.object({ code: z.string(), message: z.string() })
export type TravelWarning = z.infer<typeof TravelWarning>

/** How far an estimate may be from the truth: nine times in ten the true time lies in `[low × t, high × t]`. */
export const ErrorBand = z.object({ low: z.number().positive(), high: z.number().positive() })
export type ErrorBand = z.infer<typeof ErrorBand>

/** What every answer says about itself: who drew it, from what, for whom. `errorBand` is null for real roads. */
export const TravelSource = z.object({
  provider: TravelProvider,
  kind: TravelKind,
  /** ISO date of the data the times rest on, or `unknown` when the provider does not say. */
  dataDate: z.string(),
  profile: TravelProfile,
  errorBand: ErrorBand.nullable(),
  warnings: z.array(TravelWarning),
  attribution: z.string(),
})
export type TravelSource = z.infer<typeof TravelSource>

/** The truck's own limits; a road that forbids it is not taken. Metres, tonnes, km/h. */
export const TruckLimits = z.object({
  heightMetres: z.number().positive(),
  widthMetres: z.number().positive(),
  lengthMetres: z.number().positive(),
  weightTonnes: z.number().positive(),
  motorwayKmh: z.number().positive(),
  otherKmh: z.number().positive(),
})
export type TruckLimits = z.infer<typeof TruckLimits>

/** [P] A 12 t medical truck; each vehicle may have its own. */
export const DEFAULT_TRUCK: TruckLimits = {
  heightMetres: 3.8,
  widthMetres: 2.55,
  lengthMetres: 10,
  weightTonnes: 12,
  ...USUAL_TRUCK_SPEEDS,
}

/** One pair: a time and a distance, or the reason for having none. */
export const TravelCell = z.union([
  z.object({ seconds: z.number().min(0), metres: z.number().min(0) }),
  z.object({ reason: NoTravelReason }),
])
export type TravelCell = z.infer<typeof TravelCell>

/**
 * Times from every source to every target, row by row: cell (s, t) is at `s × targetCount + t`.
 * `seconds` and `metres` are NaN where `reasons` is not 0; a reason is its position in NO_TRAVEL_REASONS plus one.
 * Snap distances are metres from the point asked to the network, NaN when it was not snapped.
 */
export type TravelMatrix = {
  readonly source: TravelSource
  readonly sourceCount: number
  readonly targetCount: number
  readonly seconds: Float32Array
  readonly metres: Float32Array
  readonly reasons: Uint8Array
  readonly sourceSnapMetres: Float32Array
  readonly targetSnapMetres: Float32Array
}

/** The cell of a matrix from source number `from` to target number `to`. */
export function travelCell(matrix: TravelMatrix, from: number, to: number): TravelCell {
  const at = from * matrix.targetCount + to
  const reason = matrix.reasons[at]
  if (reason === undefined) throw new RangeError('no such cell in this matrix')
  if (reason > 0) return { reason: NO_TRAVEL_REASONS[reason - 1]! }
  return { seconds: matrix.seconds[at]!, metres: matrix.metres[at]! }
}

/** The number that stands for a reason in `TravelMatrix.reasons`. */
export function reasonNumber(reason: NoTravelReason): number {
  return NO_TRAVEL_REASONS.indexOf(reason) + 1
}

const Position = z.tuple([z.number(), z.number()])

/** GeoJSON: closed right-handed rings (outer counter-clockwise, holes clockwise), no self-intersection. */
export const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(Position))),
})
export type MultiPolygon = z.infer<typeof MultiPolygon>

export const LineString = z.object({ type: z.literal('LineString'), coordinates: z.array(Position) })
export type LineString = z.infer<typeof LineString>

/** The area within `minutes` of point number `point`; `geometry` is null with a reason when there is none. */
export const Isochrone = z.object({
  point: z.int().min(0),
  minutes: z.number().positive(),
  geometry: MultiPolygon.nullable(),
  reason: NoTravelReason.optional(),
})
export type Isochrone = z.infer<typeof Isochrone>

/** For each point, one isochrone per band; a larger band of a point contains its smaller ones. */
export const TravelIsochrones = z.object({
  source: TravelSource,
  isochrones: z.array(Isochrone),
  /** Metres from each point to the network, null when it was not snapped. */
  snapMetres: z.array(z.number().nullable()),
})
export type TravelIsochrones = z.infer<typeof TravelIsochrones>

/** A leg's way on the map, or the reason for having none. */
export const TravelRoute = z.union([
  z.object({
    source: TravelSource,
    seconds: z.number().min(0),
    metres: z.number().min(0),
    geometry: LineString,
    snapMetres: z.tuple([z.number(), z.number()]),
  }),
  z.object({ source: TravelSource, reason: NoTravelReason }),
])
export type TravelRoute = z.infer<typeof TravelRoute>

/** What a provider can do. Counts are per question asked of the port: it splits them itself for a remote service. */
export const TravelCapabilities = z.object({
  provider: TravelProvider,
  kind: TravelKind,
  dataDate: z.string(),
  profiles: z.array(TravelProfile),
  /** `[west, south, east, north]` of its data; null when worldwide or unknown. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  maxPairs: z.int().positive().nullable(),
  maxIsochroneMinutes: z.number().positive().nullable(),
  attribution: z.string(),
})
export type TravelCapabilities = z.infer<typeof TravelCapabilities>

/** Whether a provider can answer now; `message` is a French sentence an operator can act on. */
export const TravelHealth = z.object({ provider: TravelProvider, ok: z.boolean(), message: z.string() })
export type TravelHealth = z.infer<typeof TravelHealth>

/** Anything that says when the asker no longer wants the answer; an `AbortSignal` is one. */
export type Cancellation = { readonly aborted: boolean }

type Journey = {
  readonly profile: TravelProfile
  /** Only read for the truck profile; DEFAULT_TRUCK when absent. */
  readonly truck?: TruckLimits | undefined
  readonly signal?: Cancellation | undefined
}

export type MatrixQuestion = Journey & {
  readonly sources: readonly LngLat[]
  readonly targets: readonly LngLat[]
  /** Cells farther than this answer `over_limit`; a bound makes the search much cheaper. */
  readonly maxSeconds?: number | undefined
}

export type IsochroneQuestion = Journey & {
  readonly points: readonly LngLat[]
  readonly minutes: readonly number[]
  /** `from` the point (default) or `to` it: they differ where roads are one-way. */
  readonly direction?: 'from' | 'to' | undefined
}

export type RouteQuestion = Journey & { readonly from: LngLat; readonly to: LngLat }

/**
 * The port for drive times. It never throws for what the world does (a point at sea, a service that is down):
 * such cells carry their reason and the answer its warnings. It never falls back on another provider.
 */
export type TravelTimes = {
  capabilities(): TravelCapabilities
  matrix(question: MatrixQuestion): Promise<TravelMatrix>
  isochrones(question: IsochroneQuestion): Promise<TravelIsochrones>
  route(question: RouteQuestion): Promise<TravelRoute>
  health(): Promise<TravelHealth>
}
