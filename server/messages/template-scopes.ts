import type { HostCentreId } from '../../shared/ids.ts'
import type { TemplateScope } from '../../shared/message.ts'

/** Where a text is looked for, nearest first: the centre where the unit stops, the specialty, then everyone's. */
export function scopesOf(about: { readonly centreId: HostCentreId; readonly specialty: string }): TemplateScope[] {
  return [`centre:${about.centreId}`, `specialty:${about.specialty}`, 'default'] as TemplateScope[]
}

/** The scopes a text for `scope` inherits from when it has none of its own. */
export function inheritedScopes(scope: TemplateScope): TemplateScope[] {
  return scope === 'default' ? [] : (['default'] as TemplateScope[])
}

/** The text of the nearest scope that has one, and which; the shipped one when none has. */
export function resolveTemplate(
  written: ReadonlyMap<TemplateScope, string>,
  scopes: readonly TemplateScope[],
  shipped: string,
): { readonly template: string; readonly from: TemplateScope | 'shipped' } {
  for (const scope of scopes) {
    const template = written.get(scope)
    if (template !== undefined) return { template, from: scope }
  }
  return { template: shipped, from: 'shipped' }
}
