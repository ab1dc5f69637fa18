import type { LocalDate } from '../shared/time.ts'
import { formatDate } from './format.ts'
import { language } from './i18n/language.ts'
import { en } from './i18n/readiness.en.ts'
import { fr } from './i18n/readiness.fr.ts'
import { textIn } from './i18n/text.ts'

/** The name of a point of the checklist: the unit's own words when it has some; lodging says its night. */
export function wordItem(item: string, label: string | null = null): string {
  if (label) return label
  const t = textIn(language.value, fr, en)
  const [name, night] = item.split(':')
  if (name === 'lodging' && night) return t.lodging(formatDate(night as LocalDate))
  return t.items[name as keyof typeof t.items] ?? item
}
