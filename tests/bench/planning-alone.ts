// Solves one serialized problem in a process that holds nothing else, as the bench of the planner asks:
// planning-alone PROBLEM WORKER-URL ANSWER. What it writes is a `SolvedAlone`.

import { readFileSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { createPlanner } from '../../server/planning/planner.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress, PlanRefusal } from '../../shared/plan-result.ts'

/** A planner's answer and how it came: progress without plans, seconds until a first plan could be looked at, cores had, bytes. */
export type SolvedAlone = {
  readonly answer: Plan | PlanRefusal
  readonly seen: readonly PlanProgress[]
  readonly shownAt: number | null
  readonly cores: number
  readonly mostResident: number
}

const [problemFile, workerUrl, answerFile] = process.argv.slice(2) as [string, string, string]
const planner = createPlanner(new URL(workerUrl))
const seen: PlanProgress[] = []
let shownAt: number | null = null
const problem = deserialize(readFileSync(problemFile)) as PlanProblem
const cpu = process.cpuUsage()
const asked = performance.now()
const answer = await planner.solve(problem, {
  onProgress(each) {
    if (each.plan !== null) shownAt ??= (performance.now() - asked) / 1000
    seen.push({ ...each, plan: null })
  },
})
const spent = process.cpuUsage(cpu)
const cores = (spent.user + spent.system) / 1000 / (performance.now() - asked)
const mostResident = process.resourceUsage().maxRSS * 1024
await planner.close()
writeFileSync(answerFile, serialize({ answer, seen, shownAt, cores, mostResident } satisfies SolvedAlone))
