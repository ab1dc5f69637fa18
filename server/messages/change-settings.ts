import type { SavedTemplate, TemplateScope } from '../../shared/message.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { listScopes, previewTemplate, type WrittenTemplate } from './list-templates.ts'
import { readMessageSettings, saveMessageSettings } from './message-settings-store.ts'
import { inheritedScopes, resolveTemplate } from './template-scopes.ts'
import { readTemplates, removeTemplate, writeTemplate } from './template-store.ts'
import { SHIPPED_TEMPLATES } from './templates.ts'

type SettingPorts = Pick<Ports, 'db' | 'clock' | 'territory' | 'config'>

/** Stops every SMS from leaving, or lets them leave again; what waits stays in the outbox until it has lost its purpose. */
export async function setSending(ports: SettingPorts, person: SignedInPerson, enabled: boolean): Promise<void> {
  await change(ports, person, enabled ? 'sending_on' : 'sending_off', async (trx) =>
    saveMessageSettings(trx, { ...(await readMessageSettings(trx)), sendingEnabled: enabled }),
  )
}

/**
 * Replaces a text for everyone, a specialty or a centre. One that is the same as the text above is not kept apart, and the
 * answer says so: the text above is used, whatever becomes of it. Refused like its preview, or with `not_found` for a scope
 * that does not exist.
 */
export async function saveTemplate(
  ports: SettingPorts,
  person: SignedInPerson,
  written: WrittenTemplate & { readonly scope: TemplateScope },
): Promise<SavedTemplate | Refusal> {
  const preview = previewTemplate(ports, written)
  if (isRefusal(preview)) return preview
  const { kind, language, template, scope } = written
  const known = await listScopes(ports, person)
  if (!known.some((choice) => choice.scope === scope)) return refuse('not_found', { field: 'scope' })
  const inherits = await change(ports, person, `template:${scope}:${language}:${kind}`, async (trx) => {
    const above = inheritedScopes(scope)
    const texts = (await readTemplates(trx, [scope, ...above]))(language, kind)
    const inherited = resolveTemplate(texts, above, SHIPPED_TEMPLATES[language][kind]).template
    const isInherited = template === inherited
    if (isInherited) await removeTemplate(trx, { scope, language, kind })
    else await writeTemplate(trx, { scope, language, kind }, template, person.personId, ports.clock.now())
    return isInherited
  })
  return { ...preview, inherits }
}

async function change<Done>(
  { db, clock }: SettingPorts,
  person: SignedInPerson,
  resourceId: string,
  work: (trx: Transaction) => Promise<Done>,
): Promise<Done> {
  return transaction(db, async (trx: Transaction) => {
    const done = await work(trx)
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'message_settings',
      resourceId,
      purpose: 'administration',
      at: clock.now(),
    })
    return done
  })
}
