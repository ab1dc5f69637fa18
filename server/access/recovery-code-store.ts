import type { PersonId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import { secretHash } from './secret-hash.ts'

/** Replaces a person's recovery codes; only hashes are kept. */
export async function replaceRecoveryCodes(
  trx: Transaction,
  personId: PersonId,
  codes: readonly string[],
  now: Instant,
): Promise<void> {
  await trx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
  const rows = codes.map((code) => ({
    code_hash: secretHash(code),
    person_id: personId,
    created_at: now,
    used_at: null,
  }))
  await trx.insertInto('recovery_code').values(rows).execute()
}

/** How many recovery codes a person has not used. */
export async function countRecoveryCodes(db: Database | Transaction, personId: PersonId): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_code')
    .select((count) => count.fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(left)
}

/** Takes a person's recovery code; false when they have no such code left. */
export async function useRecoveryCode(
  trx: Transaction,
  personId: PersonId,
  code: string,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('code_hash', '=', secretHash(code))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
