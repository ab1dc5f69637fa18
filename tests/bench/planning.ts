// npm run bench -- planning — quality over time on seeded national instances, and the pilot's proof. Prints what it measured.

import { scoreOf } from '../../server/planning/assemble.ts'
import { verifyCertificate } from '../../server/planning/bound/certificate.ts'
import { Relaxation } from '../../server/planning/bound/relaxation.ts'
import { checkPlan } from '../../server/planning/check.ts'
import { compileProblem } from '../../server/planning/compile/compile.ts'
import { createPlanner } from '../../server/planning/planner.ts'
import { formatTable } from '../../server/planning/print-plan.ts'
import { fillGreedily } from '../../server/planning/search/search.ts'
import { SearchState } from '../../server/planning/search/state.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress } from '../../shared/plan-result.ts'
import { planningInstance } from './planning-instances.ts'
import { pilotProblem } from './planning-pilot.ts'

const SEEDS = (process.env.BENCH_SEEDS ?? '1,2').split(',').map(Number)
const SIZES = (process.env.BENCH_SIZES ?? '30x26x1,60x52x3,300x52x10,800x52x20').split(',')
const MARKS = [2, 10, 30]

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)} %`)
const gapOf = (score: number, bound: number): number => Math.max(0, bound - score) / Math.abs(bound)

/** Score of the plan by marginal gain alone, its places filled at best. */
function greedyScore(problem: PlanProblem): number {
  const state = new SearchState(new Relaxation(compileProblem(problem)))
  fillGreedily(state)
  return scoreOf(state.compiled, state.schedule())
}

async function measure(name: string, problem: PlanProblem, seconds: number): Promise<string[]> {
  const planner = createPlanner()
  const seen: PlanProgress[] = []
  const answer = await planner.solve(
    { ...problem, options: { ...problem.options, seconds } },
    { onProgress: (each) => seen.push({ ...each, plan: null }) },
  )
  await planner.close()
  if ('refusal' in answer) throw new Error(`${name}: ${answer.refusal}`)
  const plan: Plan = answer
  const { breaches } = checkPlan(problem, plan)
  if (breaches.length > 0) throw new Error(`${name}: ${JSON.stringify(breaches[0])}`)
  const start = performance.now()
  const verdict = plan.certificate === null ? null : verifyCertificate(compileProblem(problem), plan.certificate)
  if (verdict?.isValid !== true) throw new Error(`${name}: the certificate does not hold`)
  const verifySeconds = (performance.now() - start) / 1000
  const at = (mark: number): string => {
    const last = seen.filter((each) => each.seconds <= mark && each.bound !== null).at(-1)
    const isOver = plan.search.seconds <= mark + 0.5
    if (isOver) return percent(plan.gap)
    return last === undefined ? '–' : percent(gapOf(last.score as number, last.bound as number))
  }
  const greedy = greedyScore(problem)
  return [
    name,
    (seen[0]?.seconds ?? 0).toFixed(2),
    ...MARKS.map(at),
    plan.proof,
    plan.search.seconds.toFixed(1),
    plan.score.toFixed(0),
    plan.bound.toFixed(0),
    percent(gapOf(greedy, plan.bound)),
    percent((plan.score - greedy) / Math.abs(greedy)),
    verifySeconds.toFixed(1),
  ]
}

const table = [
  [
    'instance',
    'first s',
    ...MARKS.map((mark) => `gap ${mark} s`),
    'proof',
    'seconds',
    'score',
    'bound',
    'greedy gap',
    'over greedy',
    'verify s',
  ],
]
table.push(await measure('pilot 11 × 13 × 1', pilotProblem(), 30))
console.log(formatTable(table.slice(0)).join('\n'))
for (const size of SIZES) {
  const [centres, weeks, units] = size.split('x').map(Number) as [number, number, number]
  for (const seed of SEEDS) {
    const row = await measure(
      `${centres} × ${weeks} × ${units}, seed ${seed}`,
      planningInstance({ centres, weeks, units, seed }),
      30,
    )
    table.push(row)
    console.log(row.join('  '))
  }
}
console.log(`\n${formatTable(table).join('\n')}`)
console.log(
  `Resident memory of this process: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB (planner threads included).`,
)
