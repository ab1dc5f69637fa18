import type { NextHolder } from '../shared/appointment.ts'
import { formatInstant } from './format.ts'
import { language } from './i18n/language.ts'
import { en } from './i18n/next-holder.en.ts'
import { fr } from './i18n/next-holder.fr.ts'
import { textIn } from './i18n/text.ts'

/** To whom a freed place went, in one sentence; nobody when `next` is null. */
export function nextHolderText(next: NextHolder | null): string {
  const t = textIn(language.value, fr, en)
  if (next === null) return t.nobody
  const named = next.patientName ?? t.ofCentre(next.centreName)
  const who = t.who(named, next.priorityClass)
  if (next.state !== 'offered' || next.heldUntil === null) return t.given(who)
  return t.offered(who, formatInstant(next.heldUntil, next.zone))
}
