import type { Transaction } from '../store/database.ts'
import { type AccessEntry, appendAccess } from './access-log-store.ts'

/** Records that a patient's record was read or written. Call it in the transaction that reads or writes. */
export function recordAccess(trx: Transaction, entry: AccessEntry): Promise<void> {
  return appendAccess(trx, entry)
}
