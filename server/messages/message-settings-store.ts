import { z } from 'zod'
import { MessageKind, MessageLanguage } from '../../shared/message.ts'
import type { Database, Transaction } from '../store/database.ts'
import { SHIPPED_TEMPLATES } from './templates.ts'

const KEY = 'messages'

/** The room's settings: whether SMS may leave, and the texts an operator wrote in place of ours. */
export const MessageSettings = z.object({
  sendingEnabled: z.boolean().default(true),
  templates: z.partialRecord(MessageLanguage, z.partialRecord(MessageKind, z.string())).default({}),
})
export type MessageSettings = z.infer<typeof MessageSettings>

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

/** The text of a kind in a language: the operator's, else the shipped one. */
export function templateOf(settings: MessageSettings, language: MessageLanguage, kind: MessageKind): string {
  return settings.templates[language]?.[kind] ?? SHIPPED_TEMPLATES[language][kind]
}
