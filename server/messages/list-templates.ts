import {
  MessageKind,
  MessageLanguage,
  type ScopeChoice,
  type TemplatePreview,
  type TemplateScope,
  type UsedTemplate,
} from '../../shared/message.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import type { Ports } from '../ports.ts'
import { knownProtocols } from '../referrals/protocols.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { checkTemplate } from './template-check.ts'
import { inheritedScopes, resolveTemplate } from './template-scopes.ts'
import { readTemplates } from './template-store.ts'
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

/**
 * Every text in use for a scope, in both languages, with an example, where it comes from, and the one it would inherit; one
 * that no longer passes is left out, as when writing.
 */
export async function listTemplates(ports: TemplatePorts, scope: TemplateScope): Promise<UsedTemplate[]> {
  const above = inheritedScopes(scope)
  const specialties = scope.startsWith('specialty:') ? [] : knownSpecialties()
  const written = await readTemplates(ports.db, [scope, ...above, ...specialties.map(scopeOfSpecialty)])
  return MessageLanguage.options.flatMap((language) =>
    MessageKind.options.flatMap((kind) => {
      const shipped = SHIPPED_TEMPLATES[language][kind]
      const own = written(language, kind)
      const { template, from } = resolveTemplate(own, [scope, ...above], shipped)
      const preview = previewTemplate(ports, { kind, language, template })
      if (isRefusal(preview)) return []
      const inherited = resolveTemplate(own, above, shipped).template
      const isOwn = from === scope && scope !== 'default'
      const exceptFor = isOwn ? [] : specialties.filter((specialty) => own.has(scopeOfSpecialty(specialty)))
      return [{ ...preview, scope, from, inherited, exceptFor }]
    }),
  )
}

/** Specialties with a protocol, by code. */
function knownSpecialties(): string[] {
  return [...new Set(knownProtocols().all.map(({ protocol }) => protocol.specialty))].sort()
}

const scopeOfSpecialty = (specialty: string) => `specialty:${specialty}` as TemplateScope

/** For whom a text may be written: everyone, each specialty with a protocol, the centres a person may know of. */
export async function listScopes(
  { db }: Pick<Ports, 'db'>,
  person: Pick<SignedInPerson, 'role' | 'centreIds'>,
): Promise<ScopeChoice[]> {
  const centres = (await listHostCentres(db)).filter(
    ({ hostCentreId }) => person.role === 'administrator' || person.centreIds.includes(hostCentreId),
  )
  return [
    { scope: 'default' as TemplateScope, kind: 'default', name: '' },
    ...knownSpecialties().map((name) => ({
      scope: scopeOfSpecialty(name),
      kind: 'specialty' as const,
      name,
    })),
    ...centres.map(({ hostCentreId, name }) => ({
      scope: `centre:${hostCentreId}` as TemplateScope,
      kind: 'centre' as const,
      name,
    })),
  ]
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
