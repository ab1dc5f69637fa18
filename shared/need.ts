import { z } from 'zod'
import { DepartmentCode, InseeCode, LngLat } from './geo.ts'
import { HostCentreId } from './ids.ts'
import { Instant, LocalDate } from './time.ts'
import { MultiPolygon } from './travel.ts'
import { Specialty } from './unit.ts'

// Where need is: areas somebody called underserved, known places of practice, and the weight made of them.

/** Longest file of areas taken, in characters: outlines of every intercommunality of France stay well below. */
export const MAX_LAYER_CHARACTERS = 12_000_000

/** A file of underserved areas with where it comes from: GeoJSON areas, or a CSV of EPCI codes. */
export const UnderservedUpload = z.object({
  name: z.string().trim().min(1).max(80),
  source: z.string().trim().min(1).max(200),
  date: LocalDate,
  content: z.string().max(MAX_LAYER_CHARACTERS),
  /** Codes that no commune of today bears are left out instead of refusing the file. */
  acceptUnknown: z.boolean().default(false),
})
export type UnderservedUpload = z.infer<typeof UnderservedUpload>

/** `outlines` were given as areas; `communes`: as codes, so that only the communes inside are known. */
export const UnderservedLayer = z.object({
  layerId: z.uuid(),
  name: z.string(),
  source: z.string(),
  date: LocalDate,
  kind: z.enum(['outlines', 'communes']),
  areas: z.array(z.object({ name: z.string(), code: z.string().nullable() })),
  communes: z.int().min(0),
  population: z.int().min(0),
  /** Share of that population in communes whose position is approximate, which decides on which side of an outline they fall. */
  approximateShare: z.number().min(0).max(1),
  unknownCodes: z.array(z.string()),
  uploadedBy: z.string().nullable(),
  uploadedAt: Instant,
})
export type UnderservedLayer = z.infer<typeof UnderservedLayer>

/** What the map draws: outlines where they were given, else the communes as points. */
export const UnderservedDrawing = z.object({
  layer: UnderservedLayer.nullable(),
  outlines: z.array(z.object({ name: z.string(), geometry: MultiPolygon })),
  communes: z.array(z.object({ insee: InseeCode, name: z.string(), lngLat: LngLat, population: z.int().min(0) })),
})
export type UnderservedDrawing = z.infer<typeof UnderservedDrawing>

/** Residents of the areas within so many minutes of a place by road, cumulative. */
export const UnderservedBand = z.object({ minutes: z.number().positive(), residents: z.int().min(0) })

/** Which centres stand in an underserved area, and how many of its residents each, and all together, bring within reach. */
export const UnderservedReach = z.object({
  layer: UnderservedLayer.pick({ name: true, source: true, date: true, population: true }).nullable(),
  centres: z.array(
    z.object({
      centreId: HostCentreId,
      isInside: z.boolean(),
      area: z.string().nullable(),
      bands: z.array(UnderservedBand),
    }),
  ),
  together: z.array(UnderservedBand),
})
export type UnderservedReach = z.infer<typeof UnderservedReach>

/**
 * How a commune's need weight is made [P]: 1, plus each rate times its factor, kept between `lowest` and `highest`.
 * `distance` compares the drive to the nearest known specialist with `referenceMinutes`; `waiting` reaches its whole rate
 * at `referenceWaitingPerThousand`. Waiting patients already count by themselves in a plan, hence 0 by default.
 */
export const NeedRates = z.object({
  density: z.number().min(0).max(3).default(1),
  distance: z.number().min(0).max(3).default(0.5),
  waiting: z.number().min(0).max(3).default(0),
  underserved: z.number().min(0).max(3).default(0),
  lowest: z.number().min(0).max(1).default(0.5),
  highest: z.number().min(1).max(5).default(2),
  referenceMinutes: z.int().min(5).max(90).default(45),
  referenceWaitingPerThousand: z.number().min(0.1).max(50).default(2),
})
export type NeedRates = z.infer<typeof NeedRates>

/** Communes where a specialist is known to practise, one INSEE code a line, or a CSV that has a column of them. */
export const SitesUpload = z.object({
  specialty: Specialty,
  source: z.string().trim().min(1).max(200),
  date: LocalDate,
  content: z.string().max(1_000_000),
})
export type SitesUpload = z.infer<typeof SitesUpload>

export const SitesView = z.object({
  specialty: Specialty,
  source: z.string().nullable(),
  date: LocalDate.nullable(),
  communes: z.array(z.object({ insee: InseeCode, name: z.string(), department: DepartmentCode })),
})
export type SitesView = z.infer<typeof SitesView>

/** What each factor adds to 1, before the bounds. */
export const NeedParts = z.object({
  density: z.number(),
  distance: z.number(),
  waiting: z.number(),
  underserved: z.number(),
})
export type NeedParts = z.infer<typeof NeedParts>

/** The need of one commune. `minutes` null: no known specialist near enough to be measured, or none known at all. */
export const CommuneNeed = z.object({
  insee: InseeCode,
  name: z.string(),
  department: DepartmentCode,
  population: z.int().min(0),
  minutes: z.number().min(0).nullable(),
  waiting: z.int().min(0),
  isUnderserved: z.boolean(),
  parts: NeedParts,
  weight: z.number(),
  /** With the rates as saved. */
  before: z.number(),
})
export type CommuneNeed = z.infer<typeof CommuneNeed>

/** The same by department; weights are means over people. */
export const DepartmentNeed = z.object({
  department: DepartmentCode,
  communes: z.int().min(0),
  population: z.int().min(0),
  per100000: z.number().min(0).nullable(),
  minutes: z.number().min(0).nullable(),
  waiting: z.int().min(0),
  underserved: z.int().min(0),
  weight: z.number(),
  before: z.number(),
})
export type DepartmentNeed = z.infer<typeof DepartmentNeed>

/** Need within reach of the active centres, with some rates, beside what the saved ones give. */
export const NeedView = z.object({
  specialty: Specialty,
  rates: NeedRates,
  saved: NeedRates,
  defaults: NeedRates,
  density: z.object({ source: z.string(), year: z.int(), france: z.number() }),
  sites: SitesView,
  farthestMinutes: z.int().positive(),
  communes: z.int().min(0),
  departments: z.array(DepartmentNeed),
  /** The communes of greatest weight, then of most people. */
  highest: z.array(CommuneNeed),
})
export type NeedView = z.infer<typeof NeedView>
