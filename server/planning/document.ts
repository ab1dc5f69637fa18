import { deserialize, serialize } from 'node:v8'
import type { PlanProblem } from '../../shared/plan.ts'

/** A problem as bytes both threads read, written once: a national one weighs 25 MB. */
export function writeDocument(problem: PlanProblem): SharedArrayBuffer {
  const bytes = serialize(problem)
  const shared = new SharedArrayBuffer(bytes.length)
  new Uint8Array(shared).set(bytes)
  return shared
}

/** The problem that `writeDocument` wrote. */
export function readDocument(document: SharedArrayBuffer): PlanProblem {
  return deserialize(Buffer.from(document)) as PlanProblem
}
