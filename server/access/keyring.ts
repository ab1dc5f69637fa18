import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { Instant } from '../../shared/time.ts'
import type { Config } from '../config.ts'

/** A 32-byte key and the instant from which it seals; before that, processes only learn that it exists. */
export type VaultKey = { readonly id: string; readonly key: Buffer; readonly activeFrom: Instant | null }

/** The keys a vault holds. It always has at least one. */
export interface Keyring {
  /** Newest first: what opens, and what a fingerprint may have been made with. */
  all(): readonly VaultKey[]
  /** The newest that is active now: what seals. */
  current(): VaultKey
  /** One by its name; the file is read again for a name nobody knew. */
  named(id: string): VaultKey | undefined
}

/** The name of the only key of an installation that never rotated. */
export const FIRST_KEY = '1'
/** A key file is looked at this often, so a new key is known to every process well before it is used. */
const RELOAD_MILLISECONDS = 5_000

const KEY_BYTES = 32
const KeyText = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES, {
  message: 'must be 32 bytes in base64',
})
const KeyFile = z.object({
  keys: z
    .array(z.object({ id: z.string().regex(/^[a-z0-9-]{1,20}$/), key: KeyText, activeFrom: Instant.nullable() }))
    .min(1),
})

/** A ring of keys that do not change while the process runs, oldest first. */
export function fixedKeyring(keys: readonly VaultKey[]): Keyring {
  return keyringOver(
    () => keys,
    () => undefined,
  )
}

/**
 * The ring kept in a key file, read again when the file changes. One that goes missing or is written badly while the process
 * runs changes nothing: the keys known stay.
 */
export function fileKeyring(file: string): Keyring {
  let read = { keys: readKeyFile(file), stamp: stampOf(file), at: Date.now() }
  const look = () => {
    read.at = Date.now()
    try {
      const stamp = stampOf(file)
      if (stamp !== read.stamp) read = { keys: readKeyFile(file), stamp, at: read.at }
    } catch {
      // Looked at again in a moment.
    }
  }
  const known = () => {
    if (Date.now() - read.at > RELOAD_MILLISECONDS) look()
    return read.keys
  }
  return keyringOver(known, look)
}

function keyringOver(keysOldestFirst: () => readonly VaultKey[], refresh: () => void): Keyring {
  const find = (id: string) => keysOldestFirst().find((key) => key.id === id)
  return {
    all: () => keysOldestFirst().toReversed(),
    current() {
      const now = new Date().toISOString()
      const keys = keysOldestFirst()
      return keys.findLast(({ activeFrom }) => activeFrom === null || activeFrom <= now) ?? keys[0]!
    },
    named(id) {
      const known = find(id)
      if (known) return known
      refresh()
      return find(id)
    },
  }
}

/** The keys of a file, oldest first: a JSON list once rotated, or the base64 of the only key there ever was. */
export function readKeyFile(file: string): VaultKey[] {
  const text = readFileSync(file, 'utf8').trim()
  if (!text.startsWith('{')) return [{ id: FIRST_KEY, key: decode(KeyText.parse(text)), activeFrom: null }]
  return KeyFile.parse(JSON.parse(text)).keys.map((one) => ({ ...one, key: decode(one.key) }))
}

/** Replaces a key file in one step, readable by its owner alone: whoever reads it sees the old list or the new one. */
export function writeKeyFile(file: string, keys: readonly VaultKey[]): void {
  const list = keys.map(({ id, key, activeFrom }) => ({ id, key: key.toString('base64'), activeFrom }))
  mkdirSync(dirname(file), { recursive: true })
  const beside = `${file}.${process.pid}`
  writeFileSync(beside, `${JSON.stringify({ keys: list }, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(beside, file)
}

/** Makes a key file with one fresh key where there is none. Demo mode alone does so by itself. */
function ensureKeyFile(file: string): string {
  if (!existsSync(file)) {
    writeKeyFile(file, [{ id: FIRST_KEY, key: randomBytes(KEY_BYTES), activeFrom: null }])
  }
  return file
}

const decode = (text: string): Buffer => Buffer.from(text, 'base64')

function stampOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file)
  return `${mtimeMs} ${size} ${ino}`
}

/** The keys this configuration names: one in the environment, a key file, or the demo's own file in the data folder. */
export function keyringOf(config: Pick<Config, 'demo' | 'key' | 'keyFile' | 'dataFolder'>): Keyring {
  if (config.key) return fixedKeyring([{ id: FIRST_KEY, key: decode(config.key), activeFrom: null }])
  return fileKeyring(keyFileOf(config))
}

/** The same, or `bad_configuration` when the key file (the one configured, or `file`) cannot be read or is no key file. */
export function openKeyring(config: Parameters<typeof keyringOf>[0], file?: string): Keyring | Refusal {
  try {
    return file === undefined ? keyringOf(config) : fileKeyring(file)
  } catch {
    // What reading said may quote the file.
    const fault = `${file ?? 'ESCALE_KEY_FILE'}: ${KEY_FILE_FAULT}`
    return refuse('bad_configuration', { details: { faults: [fault] } })
  }
}

const KEY_FILE_FAULT =
  'the key file cannot be read, or is neither 32 bytes in base64 nor a list of keys that rotate-key wrote'

/** The key file of this configuration; the demo's is made on first use. */
export function keyFileOf({ demo, keyFile, dataFolder }: Pick<Config, 'demo' | 'keyFile' | 'dataFolder'>): string {
  if (keyFile) return keyFile
  if (!demo) throw new Error('Production names its keys: set ESCALE_KEY_FILE or ESCALE_KEY.')
  return ensureKeyFile(join(dataFolder, 'demo.key'))
}
