import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

/** Marks a ceremony as answered; false when it already was, so that no answer counts twice on any machine. */
export async function spendCeremony(
  trx: Transaction,
  { id, expiresAt }: { id: string; expiresAt: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('spent_ceremony')
    .values({ id, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Forgets ceremonies too old to be answered again. */
export async function forgetSpentCeremonies(db: Database, now: Instant): Promise<void> {
  await db.deleteFrom('spent_ceremony').where('expires_at', '<=', now).execute()
}
