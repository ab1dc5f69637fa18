import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../server/planning/check.ts'
import { printPlan } from '../../server/planning/print-plan.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { aCentre, aCommune, aProblem, onALine, planFor } from './small-problem.ts'

const CENTRES = ['a', 'b', 'c', 'd']

/** Four centres, eight weeks, twelve P3 at each. */
function season(): PlanProblem {
  return aProblem({
    horizon: { from: '2026-01-05', to: '2026-03-01' },
    centres: CENTRES.map((id) => aCentre(id, { revisitWeeks: 3 })),
    communes: CENTRES.map((id, index) =>
      aCommune(
        `near-${id}`,
        CENTRES.map((_, each) => (each === index ? 10 : null)),
      ),
    ),
    referrals: CENTRES.map((id) => ({
      communeId: `near-${id}`,
      priorityClass: 'P3' as const,
      deadline: null,
      reachMinutes: 45,
      count: 12,
    })),
    travel: onALine([0, 10, 30, 50, 80]),
  })
}

const published = (plan: Plan): PlanProblem['frozen'] =>
  plan.stops.map(({ unitId, centreId, first, last }) => ({ unitId, centreId, first, last }))
const count = (plan: Plan, kind: string) => plan.changes.filter((change) => change.kind === kind).length

/** The season published, then one of its stops made impossible. */
async function broken(
  mode: PlanProblem['replanning']['mode'],
  maxChangedStops: number | null = null,
): Promise<PlanProblem> {
  const frozen = published(await planFor(season()))
  const lost = frozen[1]!
  return {
    ...season(),
    frozen,
    bans: [{ id: 'cancelled', unitId: null, centreId: lost.centreId, during: { from: lost.first, to: lost.last } }],
    replanning: { mode, maxChangedStops },
  }
}

describe('replanning around published stops', () => {
  it('keeps every stop that can stand when it repairs, and uses only the week set free', async () => {
    const problem = await broken('repair')
    const plan = await planFor(problem)
    expect(count(plan, 'kept')).toBe(problem.frozen.length - 1)
    expect(plan.stops.length).toBeLessThanOrEqual(problem.frozen.length)
    expect(checkPlan(problem, plan).breaches).toEqual([])
  })

  it('changes no more published stops than asked nearby', async () => {
    const problem = await broken('nearby', 2)
    const plan = await planFor(problem)
    expect(problem.frozen.length - count(plan, 'kept')).toBeLessThanOrEqual(2)
    expect(checkPlan(problem, plan).breaches).toEqual([])
  })

  it('says so when stops that can no longer stand are more than might change, and lists them on a terminal', async () => {
    const problem = await broken('repair', 0)
    const plan = await planFor(problem)
    const changed = problem.frozen.length - count(plan, 'kept')
    expect(plan.warnings).toContainEqual({ code: 'changes_over_limit', facts: { changed, limit: 0 } })
    expect((await planFor(await broken('repair', 1))).warnings).toEqual([])
    const lines = printPlan(problem, plan)
    expect(lines).toContain('1 étape publiée changée, pour 0 permises.')
    const at = lines.indexOf('Changements à ce qui est publié')
    const listed = lines.slice(at + 1, lines.indexOf('', at))
    expect(listed).toHaveLength(plan.changes.filter(({ kind }) => kind !== 'kept').length)
    expect(listed[0]).toMatch(/^ {2}- Étape (retirée|déplacée) : Centre/)
  })

  it('never does worse the freer it is', async () => {
    const [repair, nearby, optimise] = await Promise.all(
      (['repair', 'nearby', 'optimise'] as const).map(async (mode) => planFor(await broken(mode))),
    )
    expect(nearby!.score).toBeGreaterThanOrEqual(repair!.score - 1e-6)
    expect(optimise!.score).toBeGreaterThanOrEqual(nearby!.score - 1e-6)
    expect(optimise!.bound).toBeGreaterThanOrEqual(optimise!.score - 1e-6)
  })

  it('lists each published stop once, and what is new', async () => {
    const problem = await broken('optimise')
    const plan = await planFor(problem)
    expect(count(plan, 'kept') + count(plan, 'moved') + count(plan, 'removed')).toBe(problem.frozen.length)
    expect(count(plan, 'kept') + count(plan, 'moved') + count(plan, 'added')).toBe(plan.stops.length)
  })

  it('refuses to keep a published stop that has become impossible', async () => {
    await expect(planFor(await broken('keep'))).rejects.toThrow('pin_impossible')
  })
})
