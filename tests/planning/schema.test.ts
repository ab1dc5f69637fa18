import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { planProblemSchema } from '../../data/build-plan-schema.ts'

it('the published JSON Schema is the one the code checks (npx tsx data/build-plan-schema.ts rebuilds it)', () => {
  const published = JSON.parse(readFileSync(new URL('../../data/plan-problem.schema.json', import.meta.url), 'utf8'))
  expect(published).toEqual(JSON.parse(JSON.stringify(planProblemSchema())))
})
