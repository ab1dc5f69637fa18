import type { Transaction } from '../store/database.ts'
import { type AccessEntry, appendAccess, appendAccesses } from './access-log-store.ts'

/** Records that a patient's record was read or written. Call it in the transaction that reads or writes. */
export function recordAccess(trx: Transaction, entry: AccessEntry): Promise<void> {
  return appendAccess(trx, entry)
}

/** The same of many records at once: one line each. */
export function recordAccesses(trx: Transaction, entries: readonly AccessEntry[]): Promise<void> {
  return appendAccesses(trx, entries)
}
