import { isRefusal, type Refusal } from '../../shared/problem.ts'

/** Hands a result on; a refusal while the demo is written is a bug, since it obeys the same rules as everything else. */
export function must<T>(result: T): Exclude<T, Refusal> {
  if (isRefusal(result)) throw new Error(`the demo was refused: ${JSON.stringify(result)}`)
  return result as Exclude<T, Refusal>
}
