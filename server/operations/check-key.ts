import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Vault } from '../access/vault.ts'
import type { Database } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'
import { sampleSealed } from './sealed-rows-store.ts'

const OTHER_KEY =
  'ESCALE_KEY, ESCALE_KEY_FILE: opens nothing of what this database keeps sealed. Put back the key it was written with, or the whole key file; nothing was written.'

/**
 * Refuses `bad_configuration` when these keys open nothing of a database that holds something sealed: what was written
 * from then on would be lost with the next key, and nothing from before could be read. One thing altered is no reason.
 */
export async function refuseOtherKey(db: Database, vault: Vault): Promise<Refusal | undefined> {
  const samples = await sampleSealed(db)
  if (samples.length === 0 || samples.some((sealed) => isOpened(vault, sealed))) return undefined
  return refuse('bad_configuration', { details: { faults: [OTHER_KEY] } })
}

function isOpened(vault: Vault, sealed: Sealed): boolean {
  try {
    vault.open(sealed)
    return true
  } catch {
    return false
  }
}
