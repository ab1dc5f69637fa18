import { zValidator } from '@hono/zod-validator'
import type { ValidationTargets } from 'hono'
import type { z } from 'zod'
import { refuse } from '../../shared/problem.ts'
import { faultText } from '../fault-texts.ts'
import { ProblemError } from '../problems.ts'
import { languageOf } from './language.ts'

/**
 * Checks one part of a request; a fault leaves as `bad_request` naming each field at fault, never its value. Whatever the
 * schema, no text with a NUL, no number beyond 32 bits and nothing nested without end comes in: no column keeps them.
 */
export function valid<T extends z.ZodType, Target extends keyof ValidationTargets>(target: Target, schema: T) {
  return zValidator(target, schema, (result, c) => {
    const issues = result.success ? unstorableIn(result.data) : result.error.issues
    if (issues.length === 0) return
    const language = languageOf(c)
    const faults = issues.map((issue) => {
      const code = issue.code === 'custom' ? issue.message : issue.code
      return { field: issue.path.join('.'), fault: faultText(code, language), code }
    })
    throw new ProblemError(
      refuse('bad_request', { ...(faults[0]?.field ? { field: faults[0].field } : {}), details: { faults } }),
    )
  })
}

const LARGEST = 2 ** 31 - 1
const DEEPEST = 32

type Issue = { readonly path: readonly PropertyKey[]; readonly code: string; readonly message: string }

/** The places of a value that hold something no database column takes. */
function unstorableIn(value: unknown, path: readonly string[] = []): Issue[] {
  const fault = (code: string): Issue[] => [{ path, code, message: code }]
  if (typeof value === 'string') return value.includes('\u0000') ? fault('invalid_format') : []
  if (typeof value === 'number') return Math.abs(value) > LARGEST ? fault('too_big') : []
  if (typeof value !== 'object' || value === null) return []
  if (path.length > DEEPEST) return [{ path: path.slice(0, 1), code: 'too_big', message: 'too_big' }]
  return Object.entries(value).flatMap(([key, part]) =>
    key.includes('\u0000') ? fault('invalid_key') : unstorableIn(part, [...path, key]),
  )
}
