import { z } from 'zod'
import { LngLat } from './geo.ts'
import { HostCentreId, UnitId } from './ids.ts'
import { DateRange, PlanRates } from './plan.ts'
import { Plan, PlanRefusal, ScoreTerm } from './plan-result.ts'
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

/**
 * What becomes of the units' stops already published: they stay (what breaks is refused), only those that broke are
 * replaced, few change around them, all may change, or they are ignored, to compare.
 */
export const PublishedStops = z.enum(['keep', 'repair', 'nearby', 'optimise', 'ignore'])
export type PublishedStops = z.infer<typeof PublishedStops>

/**
 * The proposal this one differs from by one thing, to know what that thing costs or brings: a stop or a centre, or
 * (`changed`, no centre) whatever the planner changed of its request.
 */
export const ProposalVariant = z.object({
  of: z.uuid(),
  kind: z.enum(['without_stop', 'without_pin', 'with_centre', 'changed']),
  centreId: HostCentreId.nullable().default(null),
})
export type ProposalVariant = z.infer<typeof ProposalVariant>

/**
 * What a planner asks for. One plan covers every unit listed. `centreIds` null means every active centre; days per stop
 * null keep each centre's own; `maxChangedStops` bounds how many published stops may change where any may.
 */
export const ProposalRequest = z.object({
  from: LocalDate,
  to: LocalDate,
  unitIds: z
    .array(UnitId)
    .min(1)
    .max(40)
    .refine((ids) => new Set(ids).size === ids.length, { message: 'listed_twice' }),
  centreIds: z.array(HostCentreId).nullable().default(null),
  minDays: z.int().min(1).max(5).nullable().default(null),
  maxDays: z.int().min(1).max(5).nullable().default(null),
  pins: z.array(ProposalPin).max(60).default([]),
  bans: z.array(ProposalBan).max(200).default([]),
  rates: PlanRates.prefault({}),
  published: PublishedStops.default('keep'),
  maxChangedStops: z.int().min(0).max(1000).nullable().default(null),
  variant: ProposalVariant.nullable().default(null),
  seconds: z.number().min(1).max(60).default(10),
})
export type ProposalRequest = z.infer<typeof ProposalRequest>
export type ProposalRequestInput = z.input<typeof ProposalRequest>

/** What a list tells of a proposal's plan. */
export const ScenarioSummary = z.object({
  score: z.number(),
  bound: z.number(),
  gap: z.number(),
  isOptimal: z.boolean(),
  terms: z.array(ScoreTerm),
  stops: z.int().min(0),
})
export type ScenarioSummary = z.infer<typeof ScenarioSummary>

/** A proposal among those one may go back to. `name` is null while nobody keeps it. */
export const Scenario = z.object({
  proposalId: z.uuid(),
  name: z.string().nullable(),
  createdAt: Instant,
  from: LocalDate,
  to: LocalDate,
  units: z.array(z.string()),
  preset: PlanRates.shape.preset.unwrap(),
  summary: ScenarioSummary.nullable(),
})
export type Scenario = z.infer<typeof Scenario>

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

/**
 * A proposal as the planner follows and reads it. `plan` is the best so far while it runs. Counts only. `isElsewhere`: another
 * process computes it, and its score and bound are known as it last said them, its plan once it ends.
 */
export const ProposalView = z.object({
  proposalId: z.uuid(),
  state: ProposalState,
  /** The name it is kept under as a scenario. */
  name: z.string().nullable(),
  isElsewhere: z.boolean(),
  /** Somebody asked to stop: the process that computes it has not answered yet. */
  isStopping: z.boolean(),
  createdAt: Instant,
  request: ProposalRequest,
  units: z.array(z.object({ unitId: UnitId, name: z.string() })),
  centres: z.array(CentreView),
  /** What the proposal this one is a variant of came to, and the rates it was computed with. */
  base: ScenarioSummary.extend({ rates: PlanRates }).nullable(),
  progress: z.array(ProposalProgress),
  plan: Plan.nullable(),
  refusal: PlanRefusal.nullable(),
  travelIsEstimate: z.boolean(),
})
export type ProposalView = z.infer<typeof ProposalView>

/** The way of one leg of a proposal, between places named as its plan names them. */
export const ProposalRoad = z.object({ from: z.string(), to: z.string(), path: z.array(LngLat) })
export type ProposalRoad = z.infer<typeof ProposalRoad>
