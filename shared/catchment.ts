import { z } from 'zod'
import { InseeCode, LngLat } from './geo.ts'
import { NoTravelReason, TravelSource } from './travel.ts'

/** A commune within reach of a centre. `approximate` when the commune's own position is not its real one. */
export const ReachedCommune = z.object({
  insee: InseeCode,
  seconds: z.number().min(0),
  metres: z.number().min(0),
  population: z.int().min(0),
  approximate: z.boolean(),
})
export type ReachedCommune = z.infer<typeof ReachedCommune>

/** Everyone within `minutes`, the centre's own commune included; bands are cumulative. */
export const CatchmentBand = z.object({
  minutes: z.number().positive(),
  communes: z.int().min(0),
  population: z.int().min(0),
  /** Share of that population, 0 to 1, living in communes whose position is approximate. */
  approximateShare: z.number().min(0).max(1),
})
export type CatchmentBand = z.infer<typeof CatchmentBand>

/** Who can reach a centre by road, nearest first, and how many in each band. */
export const Catchment = z.object({
  centre: LngLat,
  source: TravelSource,
  communes: z.array(ReachedCommune),
  bands: z.array(CatchmentBand),
  /** Communes that have no time although near enough to be asked for, by reason. */
  withoutTime: z.partialRecord(NoTravelReason, z.int().positive()),
})
export type Catchment = z.infer<typeof Catchment>
