import { z } from 'zod'
import { FrozenStop, PlanClass } from './plan.ts'
import { DaySpan, LocalDate } from './time.ts'

// The answer to a planning problem (plan.ts).

/** A code with the facts a sentence needs; plan-wording.ts puts it in words. */
export const PlanReason = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type PlanReason = z.infer<typeof PlanReason>

/** One named term of the score: `amount` in its own unit (people, days, kilometres), `points` in patient-equivalents. */
export const ScoreTerm = z.object({
  term: z.enum([
    'seen_P1',
    'seen_P2',
    'seen_P3',
    'seen_P4',
    'newly_reachable',
    'department_first_visit',
    'days_on_road',
    'set_ups',
    'kilometres',
  ]),
  amount: z.number(),
  points: z.number(),
})
export type ScoreTerm = z.infer<typeof ScoreTerm>

/** How many of a class a stop sees, how many of them in time; `exclusive`: those no other stop of the plan could see in time. */
export const ClassCount = z.object({
  priorityClass: PlanClass,
  inTime: z.number(),
  late: z.number(),
  expected: z.number(),
  exclusive: z.number(),
})
export type ClassCount = z.infer<typeof ClassCount>

/** One day of consultation at a stop. `places` = slots of its spans × people consulting. */
export const PlanSession = z.object({
  date: LocalDate,
  spans: z.array(DaySpan),
  specialistIds: z.array(z.string()),
  consulting: z.int(),
  places: z.int(),
})
export type PlanSession = z.infer<typeof PlanSession>

export const PlanStop = z.object({
  unitId: z.string(),
  centreId: z.string(),
  first: LocalDate,
  last: LocalDate,
  sessions: z.array(PlanSession),
  places: z.int(),
  toBeStaffed: z.boolean(),
  isPinned: z.boolean(),
  isPublished: z.boolean(),
  sees: z.array(ClassCount),
  newlyReachable: z.number(),
  newlyReachableNowhereElse: z.number(),
  terms: z.array(ScoreTerm),
  points: z.number(),
  /** What the score would lose without this stop, the others refilled; negative when a pin imposes it; null in large plans, where it is computed on demand. */
  pointsLostWithout: z.number().nullable(),
  reasons: z.array(PlanReason),
  warnings: z.array(PlanReason),
})
export type PlanStop = z.infer<typeof PlanStop>

/** A drive between two places (`depot:UNIT` or a centre's id). `wholeDays` are days given to driving alone. */
export const PlanLeg = z.object({
  from: z.string(),
  to: z.string(),
  earliestDeparture: LocalDate,
  latestArrival: LocalDate,
  driveSeconds: z.number(),
  breakSeconds: z.number(),
  breaks: z.int(),
  metres: z.number(),
  wholeDays: z.int(),
})
export type PlanLeg = z.infer<typeof PlanLeg>

/** Referrals no stop of the plan sees in time, counted. `centreId` is the nearest within reach, null when none is. */
export const Unserved = z.object({
  centreId: z.string().nullable(),
  priorityClass: PlanClass,
  rule: z.string(),
  count: z.number(),
  expectedCount: z.number(),
  remedy: PlanReason.nullable(),
})
export type Unserved = z.infer<typeof Unserved>

/** A centre left out: the first rule that excludes it, or `better_use` with what its best insertion would change. */
export const AbsentCentre = z.object({
  centreId: z.string(),
  reason: PlanReason,
  pointsOfBestInsertion: z.number().nullable(),
})
export type AbsentCentre = z.infer<typeof AbsentCentre>

/** Rounded, non-negative prices from which anyone can recompute a bound: `[index, price]` per relaxed rule. */
export const PlanPrices = z.record(z.string(), z.array(z.tuple([z.int().min(0), z.number().min(0)])))
export type PlanPrices = z.infer<typeof PlanPrices>

/** What proves the bound of a plan's score. */
export const PlanCertificate = z.object({
  version: z.literal(1),
  problemHash: z.string(),
  bound: z.number(),
  /** Size of the graph in which the bound's routes remember their last weeks; 0 where they remember one. */
  routeEdges: z.int().min(0).max(5_000_000),
  prices: PlanPrices,
})
export type PlanCertificate = z.infer<typeof PlanCertificate>

/** What changed against the published stops. */
export const PlanChange = z.object({
  kind: z.enum(['kept', 'added', 'removed', 'moved']),
  before: FrozenStop.nullable(),
  after: FrozenStop.nullable(),
})
export type PlanChange = z.infer<typeof PlanChange>

/** One plan: dated stops and legs, its score by term, its proven bound, and why. */
export const Plan = z.object({
  version: z.literal(1),
  problemName: z.string(),
  problemHash: z.string(),
  stops: z.array(PlanStop),
  units: z.array(
    z.object({
      unitId: z.string(),
      legs: z.array(PlanLeg),
      metres: z.number(),
      driveSeconds: z.number(),
      days: z.int(),
    }),
  ),
  terms: z.array(ScoreTerm),
  score: z.number(),
  /** No plan of this problem scores more than `bound`; none sees more P1 or P2 in time than `boundP1`, `boundP2`. */
  bound: z.number(),
  boundP1: z.number().nullable(),
  boundP2: z.number().nullable(),
  /** (bound − score) / |bound|. */
  gap: z.number(),
  proof: z.enum(['optimal', 'bounded']),
  boundStillTightening: z.boolean(),
  certificate: PlanCertificate.nullable(),
  /** Prices that prove `boundP1` and `boundP2`, where only the class counts; absent in plans of the first releases. */
  classPrices: z.object({ P1: PlanPrices, P2: PlanPrices }).optional(),
  unserved: z.array(Unserved),
  absentCentres: z.array(AbsentCentre),
  warnings: z.array(PlanReason),
  changes: z.array(PlanChange),
  /** How it was found; `seconds` and `history` depend on the machine, the rest does not. */
  search: z.object({
    method: z.enum(['exact', 'search', 'greedy']),
    seed: z.int(),
    iterations: z.int(),
    seconds: z.number(),
    history: z.array(z.object({ seconds: z.number(), score: z.number().nullable(), bound: z.number().nullable() })),
  }),
})
export type Plan = z.infer<typeof Plan>

/** One point of progress: the best score and bound so far; `plan` only when it changed. */
export type PlanProgress = {
  readonly seconds: number
  readonly score: number | null
  readonly bound: number | null
  readonly boundStillTightening: boolean
  readonly plan: Plan | null
}

/** Why no plan: the rule, the smallest set of things that cannot hold together, and what to relax. */
export const PlanRefusal = z.object({
  refusal: z.string(),
  field: z.string().optional(),
  details: z
    .object({
      conflicts: z.array(PlanReason),
      suggestions: z.array(PlanReason),
    })
    .optional(),
})
export type PlanRefusal = z.infer<typeof PlanRefusal>
