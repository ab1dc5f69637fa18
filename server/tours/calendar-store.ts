import { z } from 'zod'
import type { Database, Transaction } from '../store/database.ts'

const KEY = 'calendar_generations'
const Generations = z.record(z.string(), z.int())

/** How often the address of each calendar was revoked; what is absent never was. */
export async function readGenerations(db: Database | Transaction): Promise<Record<string, number>> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  return row ? Generations.parse(JSON.parse(row.value)) : {}
}

/** Counts one more revocation of a calendar's address. */
export async function bumpGeneration(trx: Transaction, calendar: string): Promise<void> {
  const generations = await readGenerations(trx)
  const value = JSON.stringify({ ...generations, [calendar]: (generations[calendar] ?? 0) + 1 })
  await trx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
