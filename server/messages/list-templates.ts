import { MessageKind, MessageLanguage, type TemplatePreview, type UsedTemplate } from '../../shared/message.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import type { Ports } from '../ports.ts'
import { readMessageSettings, templateOf } from './message-settings-store.ts'
import { checkTemplate } from './template-check.ts'
import { SHIPPED_TEMPLATES } from './templates.ts'

type TemplatePorts = Pick<Ports, 'db' | 'territory' | 'config'>
export type WrittenTemplate = {
  readonly kind: MessageKind
  readonly language: MessageLanguage
  readonly template: string
}

/** What a text would look like and cost, or why it cannot be used. */
export function previewTemplate(
  { territory, config }: Pick<Ports, 'territory' | 'config'>,
  written: WrittenTemplate,
): TemplatePreview | Refusal {
  return checkTemplate(written, { longestCommune: longestName(territory), publicUrl: config.publicUrl })
}

/** Every text in use, in both languages, with an example; one that no longer passes is shown as shipped. */
export async function listTemplates(ports: TemplatePorts): Promise<UsedTemplate[]> {
  const settings = await readMessageSettings(ports.db)
  return MessageLanguage.options.flatMap((language) =>
    MessageKind.options.flatMap((kind) => {
      const template = templateOf(settings, language, kind)
      const preview = previewTemplate(ports, { kind, language, template })
      return isRefusal(preview) ? [] : [{ ...preview, shipped: SHIPPED_TEMPLATES[language][kind] }]
    }),
  )
}

const longestNames = new WeakMap<Ports['territory'], string>()

function longestName(territory: Ports['territory']): string {
  const known = longestNames.get(territory)
  if (known !== undefined) return known
  const longest = territory.communes.reduce(
    (name, commune) => (commune.name.length > name.length ? commune.name : name),
    '',
  )
  longestNames.set(territory, longest)
  return longest
}
