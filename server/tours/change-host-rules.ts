import type { SignedInPerson } from '../../shared/person.ts'
import type { Instant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { type HostRules, readHostRules, writeHostRules } from './host-store.ts'

/** Decides whether publishing waits for every centre's agreement; who decided and when is kept and shown. */
export function changeHostRules(
  { db }: Pick<Ports, 'db'>,
  { requireConfirmation }: { requireConfirmation: boolean },
  person: SignedInPerson,
  now: Instant,
): Promise<HostRules> {
  return transaction(db, async (trx) => {
    const rules = { ...(await readHostRules(trx)), requireConfirmation, changedBy: person.name, changedAt: now }
    await writeHostRules(trx, rules)
    return rules
  })
}
