import { z } from 'zod'
import { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import { readSetting, writeSetting } from '../store/settings.ts'

const KEY = 'access_log_verified'

/** When the access log was last verified by itself, and the first line that was altered if any. */
const Verified = z.object({ at: Instant, firstAltered: z.int().nullable() })
export type Verified = z.infer<typeof Verified>

/** The last verification; null before the first. */
export async function readVerified(db: Database): Promise<Verified | null> {
  const read = Verified.safeParse(await readSetting(db, KEY))
  return read.success ? read.data : null
}

/** Keeps a verification in place of the one before. */
export async function saveVerified(trx: Transaction, verified: Verified): Promise<void> {
  await writeSetting(trx, KEY, verified)
}
