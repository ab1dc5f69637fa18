import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import { type Config, readConfig } from '../config.ts'
import { toProblem } from '../problems.ts'
import type { DatabaseLocation } from '../store/database.ts'
import { locationOf } from '../store/location.ts'

/** Says what is wrong on the error output and ends with status 1. */
export function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

/** The options given on the command line; one that is unknown or lacks its value ends with the usage. */
export function optionsOrStop<T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    stop(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

/** The configuration of the environment, or an end with its faults. */
export function configOrStop(environment: NodeJS.ProcessEnv = process.env): Config {
  const config = readConfig(environment)
  if (!isRefusal(config)) return config
  stop(((config.details?.faults ?? [config.refusal]) as readonly string[]).join('\n'))
}

/** Where the data are; ends when that is a file nobody has written. */
export function locationOrStop(config: Config): DatabaseLocation {
  const location = locationOf(config)
  if (location.engine === 'sqlite' && !existsSync(location.file)) stop(`Aucune base à ${location.file}.`)
  return location
}

/** A result, or an end with the sentence of its refusal. */
export function orStop<T>(result: T): Exclude<T, Refusal> {
  if (isRefusal(result)) stop(toProblem(result, 'fr').body.message)
  return result as Exclude<T, Refusal>
}

/** The text of a file, or an end that says it cannot be read. */
export function textOrStop(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    stop(`${file} : ce fichier ne peut pas être lu.`)
  }
}

/** Writes a file, or ends saying that it cannot be written. */
export function writeOrStop(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch {
    stop(`${file} : ce fichier ne peut pas être écrit. Le dossier existe-t-il, et en avez-vous le droit ?`)
  }
}
