import { zValidator } from '@hono/zod-validator'
import type { ValidationTargets } from 'hono'
import type { z } from 'zod'
import { refuse } from '../../shared/problem.ts'
import { faultText } from '../fault-texts.ts'
import { ProblemError } from '../problems.ts'
import { languageOf } from './language.ts'

/** Checks one part of a request; a fault leaves as `bad_request` naming each field at fault, never its value. */
export function valid<T extends z.ZodType, Target extends keyof ValidationTargets>(target: Target, schema: T) {
  return zValidator(target, schema, (result, c) => {
    if (result.success) return
    const language = languageOf(c)
    const faults = result.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      fault: faultText(issue.code, language),
      code: issue.code === 'custom' ? issue.message : issue.code,
    }))
    throw new ProblemError(
      refuse('bad_request', { ...(faults[0]?.field ? { field: faults[0].field } : {}), details: { faults } }),
    )
  })
}
