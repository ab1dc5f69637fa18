import { isRefusal, type Refusal } from '../../shared/problem.ts'
import { type Config, readConfig } from '../config.ts'
import { toProblem } from '../problems.ts'

/** Says what is wrong on the error output and ends with status 1. */
export function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

/** The configuration of the environment, or an end with its faults. */
export function configOrStop(): Config {
  const config = readConfig(process.env)
  if (!isRefusal(config)) return config
  stop(((config.details?.faults ?? [config.refusal]) as readonly string[]).join('\n'))
}

/** A result, or an end with the sentence of its refusal. */
export function orStop<T>(result: T): Exclude<T, Refusal> {
  if (isRefusal(result)) stop(toProblem(result, 'fr').body.message)
  return result as Exclude<T, Refusal>
}
