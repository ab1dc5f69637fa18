import { z } from 'zod'
import { HostCentreId, UnitId } from './ids.ts'
import { DateRange } from './plan.ts'
import { Plan, PlanRefusal } from './plan-result.ts'
import { Instant, LocalDate } from './time.ts'
import { CentreView } from './tour-view.ts'

/** A stop the planner wants: this centre, on these days where they are given. */
export const ProposalPin = z.object({
  centreId: HostCentreId,
  first: LocalDate.nullable().default(null),
  last: LocalDate.nullable().default(null),
})
export type ProposalPin = z.infer<typeof ProposalPin>

/** What the planner forbids: a centre, days, or a centre on those days. */
export const ProposalBan = z
  .object({ centreId: HostCentreId.nullable().default(null), during: DateRange.nullable().default(null) })
  .refine((ban) => ban.centreId !== null || ban.during !== null, { message: 'empty_ban' })
export type ProposalBan = z.infer<typeof ProposalBan>

/** What a planner asks for. `centreIds` null means every active centre; days per stop null keep each centre's own. */
export const ProposalRequest = z.object({
  from: LocalDate,
  to: LocalDate,
  unitId: UnitId,
  centreIds: z.array(HostCentreId).nullable().default(null),
  minDays: z.int().min(1).max(5).nullable().default(null),
  maxDays: z.int().min(1).max(5).nullable().default(null),
  pins: z.array(ProposalPin).max(60).default([]),
  bans: z.array(ProposalBan).max(200).default([]),
  preset: z.enum(['balanced', 'urgent_first']).default('balanced'),
  /** Published stops of the unit stay as they are; otherwise the plan ignores them, to compare. */
  keepPublished: z.boolean().default(true),
  seconds: z.number().min(1).max(60).default(10),
})
export type ProposalRequest = z.infer<typeof ProposalRequest>
export type ProposalRequestInput = z.input<typeof ProposalRequest>

/** One point of the search: best score and bound so far, in patient-equivalents. */
export const ProposalProgress = z.object({
  seconds: z.number(),
  score: z.number().nullable(),
  bound: z.number().nullable(),
  boundStillTightening: z.boolean(),
})
export type ProposalProgress = z.infer<typeof ProposalProgress>

export const ProposalState = z.enum(['running', 'done', 'failed', 'cancelled'])
export type ProposalState = z.infer<typeof ProposalState>

/** A proposal as the planner follows and reads it. `plan` is the best so far while it runs. Counts only. */
export const ProposalView = z.object({
  proposalId: z.uuid(),
  state: ProposalState,
  createdAt: Instant,
  request: ProposalRequest,
  unitName: z.string(),
  centres: z.array(CentreView),
  progress: z.array(ProposalProgress),
  plan: Plan.nullable(),
  refusal: PlanRefusal.nullable(),
  travelIsEstimate: z.boolean(),
})
export type ProposalView = z.infer<typeof ProposalView>
