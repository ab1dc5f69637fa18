import type { z } from 'zod'
import { openHighs } from '../../server/planning/exact/highs.ts'
import { solveProblem } from '../../server/planning/solve.ts'
import {
  type PlanCentre,
  type PlanCommune,
  PlanProblem,
  type PlanProblemInput,
  type PlanSpecialist,
  type PlanUnit,
} from '../../shared/plan.ts'
import type { Plan, PlanProgress, PlanRefusal } from '../../shared/plan-result.ts'

type UnitInput = z.input<typeof PlanUnit>
type CentreInput = z.input<typeof PlanCentre>

/** A unit that sees three patients a day (9:00 to 10:00, every 20 min), from Monday to Friday. */
export function aUnit(id: string, change: Partial<UnitInput> = {}): UnitInput {
  return { id, name: `Unit ${id}`, depot: [2, 47], sessionTemplate: { spans: [{ start: 540, end: 600 }] }, ...change }
}

/** A centre of the Creuse open all week from 8:00 to 18:00, where a stop lasts two days. */
export function aCentre(id: string, change: Partial<CentreInput> = {}): CentreInput {
  const opening = [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, span: { start: 480, end: 1080 } }))
  const place = { id, name: `Centre ${id}`, department: '23', lngLat: [2, 46] as [number, number], opening }
  return { ...place, minDays: 2, maxDays: 2, ...change }
}

/** A commune with minutes by car to the centres, in their order; null where out of reach. */
export function aCommune(
  id: string,
  minutes: readonly (number | null)[],
  change: Partial<z.input<typeof PlanCommune>> = {},
): z.input<typeof PlanCommune> {
  const carSeconds = minutes.flatMap((each, centre): [number, number][] => (each === null ? [] : [[centre, each * 60]]))
  return { id, population: 0, carSeconds, ...change }
}

/** A specialist authorised in the Creuse, there all of 2026. */
export function aSpecialist(
  id: string,
  change: Partial<z.input<typeof PlanSpecialist>> = {},
): z.input<typeof PlanSpecialist> {
  const available = [{ from: '2026-01-01', to: '2026-12-31' }]
  return { id, label: `Specialist ${id}`, departments: ['23'], available, ...change }
}

/** Travel along a line: places (depots, then centres) at these kilometres, one minute each. */
export function onALine(kilometres: readonly number[]): PlanProblemInput['travel'] {
  const table = (perKilometre: number) => kilometres.map((a) => kilometres.map((b) => Math.abs(a - b) * perKilometre))
  return { provider: 'line', isEstimate: true, truckSeconds: table(60), truckMetres: table(1000) }
}

/**
 * One unit, two centres 10 and 30 km from the depot, two weeks from Monday 5 January 2026; six P3 wait in a commune near
 * each centre, with no deadline.
 */
export function aProblem(change: Partial<PlanProblemInput> = {}): PlanProblem {
  const waiting = { priorityClass: 'P3' as const, deadline: null, reachMinutes: 45, count: 6 }
  return PlanProblem.parse({
    version: 1,
    name: 'by hand',
    horizon: { from: '2026-01-05', to: '2026-01-18' },
    units: [aUnit('u')],
    centres: [aCentre('a'), aCentre('b')],
    communes: [aCommune('near-a', [10, null]), aCommune('near-b', [null, 10])],
    referrals: [
      { communeId: 'near-a', ...waiting },
      { communeId: 'near-b', ...waiting },
    ],
    travel: onALine([0, 10, 30]),
    options: { iterations: 400, seconds: 60 },
    ...change,
  } satisfies PlanProblemInput)
}

/** The planner's answer, in this thread, with all the progress it tells. */
export async function answerTo(
  problem: PlanProblem,
  onProgress: (progress: PlanProgress) => void = () => undefined,
): Promise<Plan | PlanRefusal> {
  return solveProblem(problem, await openHighs(), { now: () => performance.now(), shouldStop: () => false, onProgress })
}

/** The plan of a problem that has one. */
export async function planFor(problem: PlanProblem): Promise<Plan> {
  const answer = await answerTo(problem)
  if ('refusal' in answer) throw new Error(JSON.stringify(answer))
  return answer
}

/** The refusal of a problem that has no plan. */
export async function refusalOf(problem: PlanProblem): Promise<PlanRefusal> {
  const answer = await answerTo(problem)
  if (!('refusal' in answer)) throw new Error(`planned ${answer.stops.length} stops`)
  return answer
}
