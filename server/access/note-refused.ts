import type { PersonId } from '../../shared/ids.ts'
import type { Role } from '../../shared/person.ts'
import type { SignInMethod } from '../../shared/sign-in.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { appendAccess } from './access-log-store.ts'

/**
 * Writes in the access log that somebody was refused at the door: whose account they tried, when it is one of ours, and by
 * which way in. What was typed is kept nowhere. Those made to wait are not written: their number has no end.
 */
export async function noteRefused(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  account: { readonly personId: PersonId; readonly role: Role } | undefined,
  by: `sign_in_by_${SignInMethod}` | 'recovery' | 'own_account',
): Promise<void> {
  const about = { action: 'sign_in_refused', resource: 'session', resourceId: null, purpose: by } as const
  await transaction(db, (trx) => appendAccess(trx, { person: account ?? null, ...about, at: clock.now() }))
}
