import { PatientIdentity } from '../../shared/referral.ts'
import { closeChainAgain } from '../access/chain-access.ts'
import { rppsKey } from '../access/rpps.ts'
import type { Ports } from '../ports.ts'
import { normalisedIdentity } from '../referrals/identity.ts'
import { listTables } from '../store/tables.ts'
import {
  countOlder,
  listOlder,
  replaceSealed,
  type SealedRow,
  type SealedTable,
  sealedTables,
} from './sealed-rows-store.ts'

type Needs = Pick<Ports, 'db' | 'vault' | 'log'>

/** A fingerprint that can be made again from what its row keeps sealed. */
export type Rebuilt = { readonly column: string; readonly from: string; textOf(opened: string): string }

const asIs = (column: string, from: string): Rebuilt => ({ column, from, textOf: (opened) => opened })

/** Every keyed fingerprint of the tables that outlives a day, and what it is made of. */
export const REBUILT: Readonly<Record<string, readonly Rebuilt[]>> = {
  patient: [
    {
      column: 'identity_fingerprint',
      from: 'sealed_identity',
      textOf: (opened) => normalisedIdentity(PatientIdentity.parse(JSON.parse(opened))),
    },
    asIs('phone_fingerprint', 'sealed_phone'),
  ],
  message: [asIs('phone_fingerprint', 'sealed_phone')],
  reply: [asIs('phone_fingerprint', 'sealed_phone')],
  patient_link: [asIs('token_hash', 'sealed_token')],
  person: [{ column: 'rpps_fingerprint', from: 'sealed_rpps', textOf: rppsKey }],
}

export type Rotation = { readonly resealed: number; readonly left: number; readonly unreadable: number }

/** How many rows are sealed under a key older than the one in use. */
export async function countToRotate({ db, vault }: Pick<Needs, 'db' | 'vault'>): Promise<number> {
  let total = 0
  for (const table of sealedTables(await listTables(db))) total += await countOlder(db, table, vault.sealedPrefix())
  return total
}

/**
 * Seals again, under the key in use, every row that an older one sealed, and makes its fingerprints again; row by row, so
 * that the application goes on meanwhile and an interrupted rotation is taken up where it stood. A row somebody changes at
 * the same moment keeps their change and is taken at the next pass. Rows no key opens are left and counted.
 */
export async function rotateKeys(ports: Needs): Promise<Rotation> {
  const { db, vault, log } = ports
  const prefix = vault.sealedPrefix()
  const tables = sealedTables(await listTables(db))
  let resealed = 0
  let unreadable = 0
  for (const table of tables) {
    let after: SealedRow | undefined
    for (;;) {
      const rows = await listOlder(db, table, prefix, after)
      if (rows.length === 0) break
      for (const row of rows) {
        try {
          if (await replaceSealed(db, table, row, sealedAgain(vault, table, row, prefix))) resealed += 1
        } catch (error) {
          unreadable += 1
          log.error(
            { table: table.name, error: error instanceof Error ? error.name : 'unknown' },
            'a row was not sealed again',
          )
        }
      }
      after = rows.at(-1)
    }
  }
  await closeChainAgain(ports)
  return { resealed, unreadable, left: await countToRotate(ports) }
}

function sealedAgain(
  vault: Needs['vault'],
  { name, sealed }: SealedTable,
  row: SealedRow,
  prefix: string,
): Record<string, string> {
  const changed: Record<string, string> = {}
  for (const column of sealed) {
    const text = row[column]
    if (text && !text.startsWith(prefix)) changed[column] = vault.seal(vault.open(text))
  }
  for (const { column, from, textOf } of REBUILT[name] ?? []) {
    const source = row[from]
    // An empty one was emptied by retention.
    if (source && row[column]) changed[column] = vault.fingerprint(textOf(vault.open(source)))
  }
  return changed
}
