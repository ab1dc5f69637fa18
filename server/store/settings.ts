import type { Database, Transaction } from './database.ts'

/** What was set under a key, read from its JSON; an empty object when nothing was, so that a schema's defaults apply. */
export async function readSetting(db: Database | Transaction, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row ? JSON.parse(row.value) : {}
}

/** Sets what stands under a key, as JSON. */
export async function writeSetting(trx: Transaction, key: string, setting: unknown): Promise<void> {
  const value = JSON.stringify(setting)
  await trx
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
