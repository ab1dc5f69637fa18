import type { PersonId } from '../../shared/ids.ts'
import { type MessageKind, type MessageLanguage, TemplateScope } from '../../shared/message.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

type Key = { readonly scope: TemplateScope; readonly language: MessageLanguage; readonly kind: MessageKind }

/** The texts operators wrote for these scopes, by language and kind then scope. */
export async function readTemplates(
  db: Database | Transaction,
  scopes: readonly TemplateScope[],
): Promise<(language: MessageLanguage, kind: MessageKind) => ReadonlyMap<TemplateScope, string>> {
  const rows = await db
    .selectFrom('message_template')
    .select(['scope', 'language', 'kind', 'template'])
    .where('scope', 'in', [...scopes])
    .execute()
  return (language, kind) =>
    new Map(
      rows
        .filter((row) => row.language === language && row.kind === kind)
        .map((row) => [TemplateScope.parse(row.scope), row.template]),
    )
}

/** Writes a text for a scope, in place of the one it had. */
export async function writeTemplate(
  trx: Transaction,
  { scope, language, kind }: Key,
  template: string,
  by: PersonId,
  now: Instant,
): Promise<void> {
  const change = { template, changed_by: by, changed_at: now }
  await trx
    .insertInto('message_template')
    .values({ scope, language, kind, ...change })
    .onConflict((conflict) => conflict.columns(['scope', 'language', 'kind']).doUpdateSet(change))
    .execute()
}

/** Lets a scope have no text of its own again. */
export async function removeTemplate(trx: Transaction, { scope, language, kind }: Key): Promise<void> {
  await trx
    .deleteFrom('message_template')
    .where('scope', '=', scope)
    .where('language', '=', language)
    .where('kind', '=', kind)
    .execute()
}
