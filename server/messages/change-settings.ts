import type { TemplatePreview } from '../../shared/message.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { previewTemplate, type WrittenTemplate } from './list-templates.ts'
import { type MessageSettings, readMessageSettings, saveMessageSettings } from './message-settings-store.ts'
import { SHIPPED_TEMPLATES } from './templates.ts'

type SettingPorts = Pick<Ports, 'db' | 'clock' | 'territory' | 'config'>

/** Stops every SMS from leaving, or lets them leave again; what waits stays in the outbox until it has lost its purpose. */
export async function setSending(ports: SettingPorts, person: SignedInPerson, enabled: boolean): Promise<void> {
  await change(ports, person, enabled ? 'sending_on' : 'sending_off', (settings) => ({
    ...settings,
    sendingEnabled: enabled,
  }))
}

/** Replaces a text, or comes back to the shipped one when it is the same; refused like its preview. */
export async function saveTemplate(
  ports: SettingPorts,
  person: SignedInPerson,
  written: WrittenTemplate,
): Promise<TemplatePreview | Refusal> {
  const preview = previewTemplate(ports, written)
  if (isRefusal(preview)) return preview
  const { kind, language, template } = written
  await change(ports, person, `template:${language}:${kind}`, (settings) => {
    const { [kind]: _, ...others } = settings.templates[language] ?? {}
    const isShipped = template === SHIPPED_TEMPLATES[language][kind]
    return {
      ...settings,
      templates: { ...settings.templates, [language]: isShipped ? others : { ...others, [kind]: template } },
    }
  })
  return preview
}

async function change(
  { db, clock }: SettingPorts,
  person: SignedInPerson,
  resourceId: string,
  to: (settings: MessageSettings) => MessageSettings,
): Promise<void> {
  await transaction(db, async (trx: Transaction) => {
    await saveMessageSettings(trx, to(await readMessageSettings(trx)))
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'message_settings',
      resourceId,
      purpose: 'administration',
      at: clock.now(),
    })
  })
}
