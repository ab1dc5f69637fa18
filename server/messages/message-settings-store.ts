import { z } from 'zod'
import type { Database, Transaction } from '../store/database.ts'

const KEY = 'messages'

/** The room's settings: whether SMS may leave. */
const MessageSettings = z.object({
  sendingEnabled: z.boolean().default(true),
})
type MessageSettings = z.infer<typeof MessageSettings>

/** The settings; what was never set takes its default. */
export async function readMessageSettings(db: Database | Transaction): Promise<MessageSettings> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  return MessageSettings.parse(row ? JSON.parse(row.value) : {})
}

/** Replaces the settings. */
export async function saveMessageSettings(trx: Transaction, settings: MessageSettings): Promise<void> {
  const value = JSON.stringify(settings)
  await trx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
