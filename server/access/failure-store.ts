import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Fingerprint } from '../store/schema.ts'

/** Failures in a row under a key, and when the last one was; none when unknown. */
export async function findFailures(trx: Transaction, key: Fingerprint) {
  return trx
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_at as lastAt'])
    .where('key', '=', key)
    .executeTakeFirst()
}

/** Keeps how many failures there are under a key. */
export async function saveFailures(
  trx: Transaction,
  key: Fingerprint,
  { failures, now }: { failures: number; now: Instant },
): Promise<void> {
  await trx
    .insertInto('sign_in_failure')
    .values({ key, failures, last_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ failures, last_at: now }))
    .execute()
}

/** Forgets the failures under a key. */
export async function deleteFailures(trx: Transaction, key: Fingerprint): Promise<void> {
  await trx.deleteFrom('sign_in_failure').where('key', '=', key).execute()
}

/** Forgets failures whose last one is before `instant`. */
export async function forgetFailures(db: Database, instant: Instant): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('last_at', '<', instant).execute()
}
