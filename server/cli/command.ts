import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import { type Keyring, openKeyring } from '../access/keyring.ts'
import { createVault, type Vault } from '../access/vault.ts'
import { type Config, readConfig } from '../config.ts'
import { toProblem } from '../problems.ts'
import type { Database, DatabaseLocation } from '../store/database.ts'
import { locationOf } from '../store/location.ts'

/** The languages a command may speak; French unless its `--lang` says otherwise. */
export type CommandLanguage = 'fr' | 'en'

const WORDS = {
  fr: {
    unknownOption: 'Option inconnue : ',
    wrongValue: 'Valeur absente ou de trop : ',
    unreadable: ' : ce fichier ne peut pas être lu.',
    unwritable: ' : ce fichier ne peut pas être écrit. Le dossier existe-t-il, et en avez-vous le droit ?',
  },
  en: {
    unknownOption: 'Unknown option: ',
    wrongValue: 'Value missing or not expected: ',
    unreadable: ': this file cannot be read.',
    unwritable: ': this file cannot be written. Does the folder exist, and may you write there?',
  },
} as const

/** Says what is wrong on the error output and ends with status 1. */
export function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

/** The options given on the command line; `--help` prints the usage, an option unknown or without its value ends with it. */
export function optionsOrStop<T extends ParseArgsConfig>(
  config: T,
  usage: string,
  language: CommandLanguage = 'fr',
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.includes('--help')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parseArgs(config)
  } catch (error) {
    stop(`${wrongOption(error, language)}\n\n${usage}`)
  }
}

/** What `parseArgs` found wrong, in words: which option is unknown, or which one lacks or refuses a value. */
function wrongOption(error: unknown, language: CommandLanguage): string {
  if (!(error instanceof Error)) return String(error)
  const option = /'(-[^\s',]*)/.exec(error.message)?.[1] ?? ''
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${WORDS[language].unknownOption}${option}`
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${WORDS[language].wrongValue}${option}`
  return error.message
}

/** The configuration of the environment, or an end with its faults. */
export function configOrStop(environment: NodeJS.ProcessEnv = process.env): Config {
  return orFaults(readConfig(environment))
}

/** The keys of this configuration, or of a file named instead; ends when it is no key file. */
export function keyringOrStop(config: Config, file?: string): Keyring {
  return orFaults(openKeyring(config, file))
}

/** What opens the data, or an end when these keys open none of them: nothing is written with others. */
export async function vaultOrStop(config: Config, db: Database): Promise<Vault> {
  const vault = createVault(keyringOrStop(config))
  // Read here alone: it brings most of the application with it, which commands that need no data would wait for.
  const { refuseOtherKey } = await import('../operations/check-key.ts')
  orFaults((await refuseOtherKey(db, vault)) ?? vault)
  return vault
}

/** A result, or an end with the faults of its refusal, one line each. */
function orFaults<T>(result: T): Exclude<T, Refusal> {
  if (isRefusal(result)) stop(((result.details?.faults ?? [result.refusal]) as readonly string[]).join('\n'))
  return result as Exclude<T, Refusal>
}

/** Where the data are; ends when that is a file nobody has written. */
export function locationOrStop(config: Config): DatabaseLocation {
  const location = locationOf(config)
  if (location.engine === 'sqlite' && !existsSync(location.file)) stop(`Aucune base à ${location.file}.`)
  return location
}

/** A result, or an end with the sentence of its refusal. */
export function orStop<T>(result: T, language: CommandLanguage = 'fr'): Exclude<T, Refusal> {
  if (isRefusal(result)) stop(toProblem(result, language).body.message)
  return result as Exclude<T, Refusal>
}

/** The text of a file, or an end that says it cannot be read. */
export function textOrStop(file: string, language: CommandLanguage = 'fr'): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    stop(`${file}${WORDS[language].unreadable}`)
  }
}

/** Writes a file, or ends saying that it cannot be written. */
export function writeOrStop(file: string, text: string, language: CommandLanguage = 'fr'): void {
  try {
    writeFileSync(file, text)
  } catch {
    stop(`${file}${WORDS[language].unwritable}`)
  }
}
