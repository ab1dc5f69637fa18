// npm run bench -- planning — quality over time on seeded national instances, and the pilot's proof. Prints what it measured.

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { build } from 'esbuild'
import { scoreOf } from '../../server/planning/assemble.ts'
import { verifyCertificate } from '../../server/planning/bound/certificate.ts'
import { Relaxation } from '../../server/planning/bound/relaxation.ts'
import { checkPlan } from '../../server/planning/check.ts'
import { compileProblem } from '../../server/planning/compile/compile.ts'
import { createPlanner, type Planner } from '../../server/planning/planner.ts'
import { formatTable } from '../../server/planning/print-plan.ts'
import { fillGreedily } from '../../server/planning/search/search.ts'
import { SearchState } from '../../server/planning/search/state.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'
import type { SolvedAlone } from './planning-alone.ts'
import { cancelSome } from './planning-cancellations.ts'
import { planningInstance } from './planning-instances.ts'
import { pilotProblem } from './planning-pilot.ts'

const SEEDS = (process.env.BENCH_SEEDS ?? '1,2').split(',').map(Number)
const SIZES = (process.env.BENCH_SIZES ?? '30x26x1,60x52x3,300x52x10,800x52x20').split(',')
const MARKS = [2, 10, 30]

/** The planner and its threads bundled as `npm run build` bundles them: sources run through tsx are three times slower. */
async function bundled(): Promise<{ worker: URL; alone: string }> {
  const outdir = fileURLToPath(new URL('../../node_modules/.cache/planning-bench', import.meta.url))
  const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  await build({
    entryPoints: { worker: source('../../server/planning/worker.ts'), alone: source('./planning-alone.ts') },
    outdir,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
  })
  return { worker: pathToFileURL(join(outdir, 'worker.mjs')), alone: join(outdir, 'alone.mjs') }
}

const { worker, alone } = await bundled()
const run = promisify(execFile)

/** Solves a problem in a process of its own, so that its memory is the planner's alone. */
async function solveAlone(problem: PlanProblem): Promise<SolvedAlone> {
  const folder = mkdtempSync(join(tmpdir(), 'planning-bench-'))
  try {
    const [problemFile, answerFile] = [join(folder, 'problem'), join(folder, 'answer')]
    writeFileSync(problemFile, serialize(problem))
    await run(process.execPath, [alone, problemFile, worker.href, answerFile])
    return deserialize(readFileSync(answerFile)) as SolvedAlone
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)} %`)
const gapOf = (score: number, bound: number): number => Math.max(0, bound - score) / Math.abs(bound)

/** Score of the plan by marginal gain alone, its places filled at best. */
function greedyScore(problem: PlanProblem): number {
  const state = new SearchState(new Relaxation(compileProblem(problem)))
  fillGreedily(state)
  return scoreOf(state.compiled, state.schedule())
}

async function measure(name: string, problem: PlanProblem, seconds: number): Promise<string[]> {
  const { answer, seen, shownAt, cores, mostResident } = await solveAlone({
    ...problem,
    options: { ...problem.options, seconds },
  })
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
    shownAt?.toFixed(2) ?? '–',
    ...MARKS.map(at),
    plan.proof,
    plan.search.seconds.toFixed(1),
    plan.score.toFixed(0),
    plan.bound.toFixed(0),
    percent(gapOf(greedy, plan.bound)),
    percent((plan.score - greedy) / Math.abs(greedy)),
    verifySeconds.toFixed(1),
    (loadavg()[0] as number).toFixed(1),
    cores.toFixed(2),
    (mostResident / 1e6).toFixed(0),
  ]
}

const table = [
  [
    'instance',
    'first score s',
    'first plan s',
    ...MARKS.map((mark) => `gap ${mark} s`),
    'proof',
    'seconds',
    'score',
    'bound',
    'greedy gap',
    'over greedy',
    'verify s',
    'load',
    'cores had',
    'MB',
  ],
]
const pilot = await measure('pilot 11 × 13 × 1', pilotProblem(), 30)
table.push(pilot)
console.log(pilot.join('  '))
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
  'First score: from the question to a plan found, told by its score and a bound. First plan: to one that can be looked at, stop by stop. MB: most resident memory of a process that holds the problem and the planner alone. Load: processes running or waiting over the last minute.',
)

/** Solves on a warm planner. */
async function answerOf(planner: Planner, problem: PlanProblem): Promise<Plan> {
  const answer = await planner.solve(problem)
  if ('refusal' in answer) throw new Error(`${problem.name}: ${answer.refusal}`)
  const { breaches } = checkPlan(problem, answer)
  if (breaches.length > 0) throw new Error(`${problem.name}: ${JSON.stringify(breaches[0])}`)
  return answer
}

/** A published year at 60 × 52 × 3 after three centres cancel and a unit is out for two weeks, in each mode. */
async function measureReplanning(seed: number): Promise<string[][]> {
  const planner = createPlanner(worker)
  const problem = planningInstance({ centres: 60, weeks: 52, units: 3, seed })
  const options = { ...problem.options, seconds: 10 }
  const published = await answerOf(planner, { ...problem, options })
  const broken = cancelSome({ ...problem, options }, published)
  const fresh = await answerOf(planner, { ...broken, frozen: [], replanning: { mode: 'keep', maxChangedStops: null } })
  const rows: string[][] = []
  for (const mode of ['repair', 'nearby', 'optimise'] as const) {
    const start = performance.now()
    const plan = await answerOf(planner, { ...broken, replanning: { mode, maxChangedStops: null } })
    const seconds = (performance.now() - start) / 1000
    const kept = plan.changes.filter((change) => change.kind === 'kept').length
    rows.push([
      `seed ${seed}`,
      mode,
      seconds.toFixed(2),
      String(broken.frozen.length - kept),
      percent((plan.score - fresh.score) / Math.abs(fresh.score)),
      (loadavg()[0] as number).toFixed(1),
    ])
  }
  await planner.close()
  return rows
}

const replanning = [['60 × 52 × 3', 'mode', 'seconds', 'published stops changed', 'over a fresh plan', 'load']]
for (const seed of SEEDS) replanning.push(...(await measureReplanning(seed)))
console.log(`\n${formatTable(replanning).join('\n')}`)
