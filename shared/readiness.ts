import { z } from 'zod'
import { StopId } from './ids.ts'
import { Instant, LocalDate } from './time.ts'
import { ReadinessState } from './tour.ts'

/** Who answers for a point of a checklist by default. */
export const ReadinessOwner = z.enum(['centre', 'operator', 'specialist'])
export type ReadinessOwner = z.infer<typeof ReadinessOwner>

/** One point every new stop of a unit gets. `label`: the unit's own words, null for a usual point. */
export const TemplateLine = z.object({
  item: z.string().regex(/^[a-z0-9_]{1,40}$/),
  label: z.string().trim().min(1).max(80).nullable(),
  owner: ReadinessOwner,
  daysBefore: z.int().min(0).max(365),
})
export type TemplateLine = z.infer<typeof TemplateLine>

export const ChecklistTemplate = z.object({ lines: z.array(TemplateLine).min(1).max(40) })
export type ChecklistTemplate = z.infer<typeof ChecklistTemplate>

/** A point that is due soon or late, as its owner is reminded of it. */
export const ReadinessTask = z.object({
  stopId: StopId,
  centreName: z.string(),
  unitName: z.string(),
  firstDay: LocalDate,
  item: z.string(),
  label: z.string().nullable(),
  state: ReadinessState,
  owner: z.string().nullable(),
  dueDate: LocalDate,
  note: z.string().nullable(),
  late: z.boolean(),
})
export type ReadinessTask = z.infer<typeof ReadinessTask>

/** What is said of a document once it is kept. */
export const KeptDocument = z.object({ documentId: z.uuid(), addedAt: Instant })
export type KeptDocument = z.infer<typeof KeptDocument>
