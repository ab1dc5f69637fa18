import type { SmsSize } from '../../shared/message.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { smsSize, toGsm7 } from './gsm7.ts'
import { TEMPLATE_VARIABLES, type TemplateVariable } from './templates.ts'

/** A value in the forms it may take, best first; empty when it is not known. */
type Forms = readonly string[]
export type TemplateValues = Readonly<Record<TemplateVariable, Forms>>

export type RenderedSms = { readonly body: string; readonly size: SmsSize }

const VARIABLE = /\{([^{}]*)\}/g
const OPTIONAL = /\[([^[\]]*)\]/g

/** Refuses a template that names an unknown variable or whose brackets do not close; null when it is sound. */
export function templateFault(template: string): Refusal | null {
  const known: readonly string[] = TEMPLATE_VARIABLES
  for (const [, name] of template.matchAll(VARIABLE))
    if (!known.includes(name!)) return refuse('unknown_template_variable', { field: 'template', details: { name } })
  if (/[[\]{}]/.test(template.replace(OPTIONAL, '$1').replace(VARIABLE, '')))
    return refuse('unbalanced_template', { field: 'template' })
  return null
}

/**
 * Writes a template as the fullest text that fits one SMS: long forms first, then shorter ones, then without its
 * optional parts, first to last. Gives the shortest text when none fits; refuses a faulty template or a missing value.
 */
export function renderSms(template: string, values: TemplateValues): RenderedSms | Refusal {
  const fault = templateFault(template)
  if (fault) return fault
  const optionalParts = [...template.matchAll(OPTIONAL)].length
  let shortest: RenderedSms | Refusal | undefined
  for (let dropped = 0; dropped <= optionalParts; dropped++) {
    for (const chosen of choices(template, values)) {
      const text = fill(template, chosen, dropped)
      if (isRefusal(text)) return text
      const body = toGsm7(text).replace(/ {2,}/g, ' ').trim()
      shortest = { body, size: smsSize(body) }
      if (shortest.size.segments === 1) return shortest
    }
  }
  return shortest!
}

type Chosen = Readonly<Record<TemplateVariable, string | undefined>>

/** Each contact with long dates, then with short ones, so that a telephone never takes the page's place; then everything at its shortest. */
function* choices(template: string, values: TemplateValues): Generator<Chosen> {
  const contacts = template.includes('{contact}') ? Math.max(1, values.contact.length) : 1
  const pick = (forms: Forms, at: number): string | undefined => forms[Math.min(at, forms.length - 1)]
  for (let contact = 0; contact < contacts; contact++)
    for (const short of [0, 1])
      yield {
        centre: values.centre[0],
        date: pick(values.date, short),
        until: pick(values.until, short),
        contact: values.contact[contact],
        phone: values.phone[0],
      }
  yield {
    centre: values.centre.at(-1),
    date: values.date.at(-1),
    until: values.until.at(-1),
    contact: values.contact.at(-1),
    phone: values.phone.at(-1),
  }
}

/** Leaves out the first `dropped` optional parts and those that lack a value, fills the rest. */
function fill(template: string, chosen: Chosen, dropped: number): string | Refusal {
  const value = (name: string): string | undefined => chosen[name as TemplateVariable]
  const write = (part: string): string => part.replace(VARIABLE, (_, name: string) => value(name) ?? '')
  const lacks = (part: string): boolean => [...part.matchAll(VARIABLE)].some(([, name]) => value(name!) === undefined)
  let seen = 0
  const required = template.replace(OPTIONAL, (_, part: string) => (seen++ >= dropped && !lacks(part) ? part : ''))
  if (lacks(required)) return refuse('missing_template_value', { field: 'template' })
  return write(required)
}
