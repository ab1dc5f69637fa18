import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Protocol } from '../../shared/protocol.ts'
import { type CompiledProtocol, compileProtocol } from './protocol.ts'

/** Every version of every protocol known, ready to judge. */
export type Protocols = {
  /** The latest version for a specialty, which judges new referrals. */
  current(specialty: string): CompiledProtocol | undefined
  /** The version that judged a stored referral. */
  version(id: string, version: string): CompiledProtocol | undefined
  readonly all: readonly CompiledProtocol[]
}

/** Reads and checks every `data/protocols/*.json`; throws on one that is malformed or not total. */
export function loadProtocols(dataFolder: string = join(process.cwd(), 'data')): Protocols {
  const folder = join(dataFolder, 'protocols')
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => compileProtocol(Protocol.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))))
    .sort((one, other) => one.protocol.version.localeCompare(other.protocol.version, undefined, { numeric: true }))
  return {
    all,
    current: (specialty) => all.findLast(({ protocol }) => protocol.specialty === specialty),
    version: (id, version) => all.find(({ protocol }) => protocol.id === id && protocol.version === version),
  }
}

let loaded: Protocols | undefined

/** The protocols of this installation, read once: they are files of the release and never change while it runs. */
export function knownProtocols(): Protocols {
  loaded ??= loadProtocols()
  return loaded
}
