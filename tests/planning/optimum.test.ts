import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../server/planning/check.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import { arbitraryProblem } from './arbitrary-problem.ts'
import { bestScore } from './exhaustive-plan.ts'
import { aCentre, answerTo, aProblem, aUnit, planFor } from './small-problem.ts'

const TOLERANCE = 1e-5

const by = (problem: PlanProblem, method: 'exact' | 'search'): PlanProblem => ({
  ...problem,
  options: { seed: 7, seconds: 60, iterations: 300, method },
})

/** A sentence per thing wrong with the answer to a problem whose best score is known by trying every plan. */
async function faultsOf(problem: PlanProblem): Promise<string[]> {
  const optimum = bestScore(problem)
  const answer = await answerTo(problem)
  if ('refusal' in answer) {
    const isRight = optimum === null || (optimum === 0 && answer.refusal === 'no_feasible_stop')
    return isRight ? [] : [`refused (${JSON.stringify(answer)}) though a plan scores ${optimum}`]
  }
  if (optimum === null) return [`planned (${answer.score}) though no plan keeps every rule and pin`]
  const faults = checkPlan(problem, answer).breaches.map((breach) => JSON.stringify(breach))
  if (answer.score > optimum + TOLERANCE) faults.push(`score ${answer.score} above the optimum ${optimum}`)
  if (answer.bound < optimum - TOLERANCE) faults.push(`bound ${answer.bound} below the optimum ${optimum}`)
  const proved = answer.certificate?.bound ?? Number.NaN
  if (!(proved >= optimum - TOLERANCE)) faults.push(`certificate ${proved} below the optimum ${optimum}`)
  if (answer.proof === 'optimal' && answer.score < optimum - TOLERANCE)
    faults.push(`score ${answer.score} called optimal, the optimum being ${optimum}`)
  return faults
}

describe('a plan and its bound', () => {
  it.each([
    ['exact', 20261121],
    ['exact', 20261122],
    ['search', 20261123],
    ['search', 20261124],
  ] as const)('enclose the best of all plans (%s, seed %i)', async (method, seed) => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, async (problem) => {
        expect(await faultsOf(by(problem, method))).toEqual([])
      }),
      { seed, numRuns: 40, endOnFailure: true },
    )
  })
})

describe('the exact method', () => {
  it('proves its optimum on small problems', async () => {
    const problem = aProblem({ options: { seconds: 60 } })
    const plan = await planFor(problem)
    expect(plan).toMatchObject({ proof: 'optimal', gap: 0, search: { method: 'exact' } })
    expect(plan.score).toBeCloseTo(bestScore(problem) as number, 6)
  })

  it('keeps the later days of a stop for which two legs by the depot leave time', async () => {
    const open = (days: number[]) => days.map((dayOfWeek) => ({ dayOfWeek, span: { start: 480, end: 1080 } }))
    const nineHours = 9 * 3600
    const problem = aProblem({
      units: [aUnit('u', { drivingPolicy: { returnsToDepot: 'after_each_stop' } })],
      centres: [
        aCentre('a', { opening: open([4, 5]) }),
        aCentre('b', { opening: open([1, 2, 3]), offered: [{ from: '2026-01-12', to: '2026-01-18' }] }),
      ],
      travel: {
        provider: 'by hand',
        isEstimate: true,
        truckSeconds: [
          [0, nineHours, nineHours],
          [nineHours, 0, 60],
          [nineHours, 60, 0],
        ],
        truckMetres: [
          [0, 1000, 1000],
          [1000, 0, 1000],
          [1000, 1000, 0],
        ],
      },
      rates: { seenInTime: { P1: 10, P2: 4, P3: 3, P4: 1 } },
    })
    const plan = await planFor(problem)
    expect(plan.stops.map((stop) => [stop.centreId, stop.first])).toEqual([
      ['a', '2026-01-08'],
      ['b', '2026-01-13'],
    ])
    expect(plan.score).toBeCloseTo(bestScore(problem) as number, 6)
  })
})

describe('one seed and iteration budget', () => {
  it.each(['exact', 'search'] as const)('give one plan (%s)', async (method) => {
    const problems = fc.sample(arbitraryProblem, { seed: 42, numRuns: 8 }).map((each) => by(each, method))
    const untimed = async (problem: PlanProblem) => {
      const answer = await answerTo(problem)
      return 'refusal' in answer ? answer : { ...answer, search: answer.search.iterations }
    }
    for (const problem of problems) expect(await untimed(problem)).toEqual(await untimed(problem))
  })
})
