import type { RetentionRules } from '../../shared/operations.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { saveRetentionRules } from './retention-store.ts'

/** Sets how long each kind of data is kept; the next run applies it. */
export async function changeRetention(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  rules: RetentionRules,
  person: SignedInPerson,
): Promise<RetentionRules> {
  await transaction(db, async (trx) => {
    await saveRetentionRules(trx, rules)
    const about = { action: 'update', resource: 'retention', resourceId: null, purpose: 'administration' } as const
    await recordAccess(trx, { person, ...about, at: clock.now() })
  })
  return rules
}
