import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { checkPlan } from '../../server/planning/check.ts'
import { createPlanner } from '../../server/planning/planner.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress } from '../../shared/plan-result.ts'
import { aCentre, aCommune, aProblem, onALine, planFor } from './small-problem.ts'

const planner = createPlanner()
afterAll(() => planner.close())

/** Twelve centres over a year, searched for as long as it is let: one minute. */
function longProblem(): PlanProblem {
  const ids = Array.from({ length: 12 }, (_, index) => `c${index}`)
  return aProblem({
    horizon: { from: '2026-01-05', to: '2026-12-27' },
    centres: ids.map((id) => aCentre(id, { revisitWeeks: 6 })),
    communes: ids.map((id, index) =>
      aCommune(
        id,
        ids.map((_, each) => 10 + 15 * Math.abs(each - index)),
        { population: 900 },
      ),
    ),
    referrals: [],
    expected: ids.map((communeId) => ({
      communeId,
      perWeek: 2,
      classMix: { P1: 0.1, P2: 0.2, P3: 0.5, P4: 0.2 },
      reachMinutes: 30,
    })),
    travel: onALine([0, ...ids.map((_, index) => 20 + 17 * index)]),
    options: { method: 'search', seconds: 60, iterations: null },
  })
}

function planIn(answer: Awaited<ReturnType<typeof planner.solve>>): Plan {
  if ('refusal' in answer) throw new Error(JSON.stringify(answer))
  return answer
}

describe('the planner in its thread', () => {
  it('answers as the solver does, and says how it goes', async () => {
    const problem = aProblem()
    const progress: PlanProgress[] = []
    const answer = planIn(await planner.solve(problem, { onProgress: (each) => progress.push(each) }))
    const here = await planFor(problem)
    expect({ ...answer, search: null }).toEqual({ ...here, search: null })
    expect(progress.length).toBeGreaterThan(0)
    expect(progress.find(({ plan }) => plan !== null)?.plan?.stops.length).toBe(2)
    for (const { score, bound } of progress)
      expect(bound ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual((score ?? 0) - 1e-6)
  })

  it('stops when told to and keeps the best plan so far', async () => {
    const problem = longProblem()
    const cancel = new AbortController()
    const scores: number[] = []
    const start = performance.now()
    const answer = planIn(
      await planner.solve(problem, {
        signal: cancel.signal,
        onProgress: ({ score }) => {
          scores.push(score ?? 0)
          if (scores.length === 3) cancel.abort()
        },
      }),
    )
    expect(performance.now() - start).toBeLessThan(45_000)
    expect(checkPlan(problem, answer).breaches).toEqual([])
    expect(answer.stops.length).toBeGreaterThan(0)
    expect(answer.score).toBeGreaterThanOrEqual(Math.max(...scores.slice(0, 3)) - 1e-6)
    expect(answer.bound).toBeGreaterThanOrEqual(answer.score)
  })

  it('answers a cancelled request with the first plan it finds', async () => {
    const answer = planIn(await planner.solve(longProblem(), { signal: AbortSignal.abort() }))
    expect(answer.stops.length).toBeGreaterThan(0)
  })

  it('solves one problem after the other, refusals among them', async () => {
    const refused = aProblem({ pins: [{ id: 'pin', centreId: 'a', first: '2026-01-10' }] })
    const problems = [aProblem(), refused, aProblem({ rates: { perSetUp: 3 } })]
    const [cheap, none, dear] = await Promise.all(problems.map((each) => planner.solve(each)))
    expect(none).toMatchObject({ refusal: 'pin_impossible' })
    // Two stops, a point dearer each.
    expect(planIn(cheap as Plan).score - planIn(dear as Plan).score).toBeCloseTo(2, 6)
  })

  it('lets go of what it was doing when closed, and may be used again', async () => {
    const other = createPlanner()
    let hasBegun: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve
    })
    const lost = other.solve(longProblem(), { onProgress: () => hasBegun() })
    const told = expect(lost).rejects.toThrow('stopped')
    await begun
    await other.close()
    await told
    expect(planIn(await other.solve(aProblem())).stops.length).toBe(2)
    await other.close()
    await other.close()
  })

  it('takes another thread when its own dies between two plans', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'escale-worker-'))
    const file = join(folder, 'worker.mjs')
    writeFileSync(
      file,
      `import { parentPort, threadId } from 'node:worker_threads'
      parentPort.on('message', ({ job }) => {
        parentPort.postMessage({ job, kind: 'done', result: { refusal: 'by ' + threadId } })
        setTimeout(() => { throw new Error('out of memory') })
      })`,
    )
    const fragile = createPlanner(pathToFileURL(file))
    const first = await fragile.solve(aProblem())
    await expect.poll(() => fragile.solve(aProblem()).catch(() => first)).not.toEqual(first)
    await fragile.close()
    rmSync(folder, { recursive: true })
  })
})
