import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { PlanProblem } from '../shared/plan.ts'

/** The JSON Schema of a planning problem as a caller may write it, defaults left out. */
export function planProblemSchema(): unknown {
  return { title: 'Escale planning problem, version 1', ...z.toJSONSchema(PlanProblem, { io: 'input' }) }
}

if (process.argv[1] === import.meta.filename) {
  const file = new URL('./plan-problem.schema.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(planProblemSchema(), null, 1)}\n`)
}
