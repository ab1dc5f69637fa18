import { z } from 'zod'
import { HostCentreId, SpecialistId, StopId, UnitId } from './ids.ts'
import { ScoreTerm } from './plan-result.ts'
import { LocalDate } from './time.ts'
import { ReadinessState } from './tour.ts'

/** A stop as the planner wants it; `stopId` null for one that does not exist yet. */
export const StopEdit = z.object({
  stopId: StopId.nullable().default(null),
  centreId: HostCentreId,
  firstDay: LocalDate,
  lastDay: LocalDate,
  pinned: z.boolean().default(false),
})
export type StopEdit = z.infer<typeof StopEdit>

const Frame = {
  name: z.string().trim().min(1).max(120),
  fromDate: LocalDate,
  toDate: LocalDate,
  stops: z.array(StopEdit).max(400),
}

/** A new draft made by hand. */
export const TourDraft = z.object({ unitId: UnitId, ...Frame })
export type TourDraft = z.infer<typeof TourDraft>

/** A draft as it should become, whole. `revision` is the one its author had read. */
export const TourEdit = z.object({ revision: z.int().positive(), ...Frame })
export type TourEdit = z.infer<typeof TourEdit>

/** What stops are worth together: the score by term, and what it would lose without each, in the order of the edit. */
const Worth = z.object({ score: z.number(), terms: z.array(ScoreTerm), lostWithout: z.array(z.number()) })

/** What a draft is worth as it stands and as it would be; null where a plan could not hold it, and `why` the latter. */
export const EditPrice = z.object({
  before: Worth.nullable(),
  after: Worth.nullable(),
  why: z.enum(['outside_horizon', 'one_stop_a_week']).nullable(),
})
export type EditPrice = z.infer<typeof EditPrice>

/** A stop added to a published tour. `revision` is the tour's. */
export const StopAddition = z.object({
  revision: z.int().positive(),
  centreId: HostCentreId,
  firstDay: LocalDate,
  lastDay: LocalDate,
})
export type StopAddition = z.infer<typeof StopAddition>

/** New days for a published stop, and who takes those its present specialists cannot. `revision` is the tour's. */
export const StopMove = z.object({
  revision: z.int().positive(),
  firstDay: LocalDate,
  lastDay: LocalDate,
  specialists: z
    .array(z.object({ date: LocalDate, specialistId: SpecialistId }))
    .max(60)
    .default([]),
})
export type StopMove = z.infer<typeof StopMove>

/** One point of the checklist, rewritten. */
export const ReadinessEdit = z.object({
  item: z.string().min(1).max(60),
  state: ReadinessState,
  owner: z.string().trim().max(80).nullable(),
  dueDate: LocalDate.nullable(),
  note: z.string().trim().max(500).nullable(),
})
export type ReadinessEdit = z.infer<typeof ReadinessEdit>

/** A day somebody will consult. Without `specialistId`: the person who asks. */
export const StopDayClaim = z.object({ date: LocalDate, specialistId: SpecialistId.optional() })
export type StopDayClaim = z.infer<typeof StopDayClaim>
