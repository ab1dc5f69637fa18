import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryProblem } from './arbitrary-problem.ts'
import { answerTo } from './small-problem.ts'

describe('a budget spent before the search begins', () => {
  it.each(['exact', 'search'] as const)('still ends with a plan and a finite, certified bound (%s)', async (method) => {
    const [problem] = fc
      .sample(arbitraryProblem, { numRuns: 20, seed: 5 })
      .filter((candidate) => candidate.pins.length === 0)
    const answer = await answerTo({
      ...problem!,
      options: { seed: 1, seconds: 0.001, iterations: null, method },
    })
    if ('refusal' in answer) throw new Error(answer.refusal)
    expect(Number.isFinite(answer.bound)).toBe(true)
    expect(answer.bound).toBeGreaterThanOrEqual(answer.score - 1e-6)
    expect(Number.isFinite(answer.certificate?.bound)).toBe(true)
  })
})
