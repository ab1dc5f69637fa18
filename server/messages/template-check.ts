import type { MessageKind, MessageLanguage, TemplatePreview } from '../../shared/message.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Instant, LocalDate, MinuteOfDay, TimeZone } from '../../shared/time.ts'
import { templateValues } from './message-text.ts'
import { linkAddress } from './patient-link.ts'
import { type RenderedSms, renderSms } from './render.ts'
import { ASKING_KINDS, revealingWord } from './templates.ts'

/** An appointment that never was: a Wednesday in September reads longest in French. */
const EXAMPLE = {
  date: '2026-09-23' as LocalDate,
  start: 860 as MinuteOfDay,
  zone: 'Europe/Paris' as TimeZone,
  heldUntil: '2026-09-18T16:00:00.000Z' as Instant,
  centrePhone: '05 36 49 00 00',
}
const EXAMPLE_NOW = '2026-09-17T08:00:00.000Z' as Instant
const ORDINARY_COMMUNE = "Le Mas-d'Agenais"

const ANSWERS: Readonly<Record<MessageLanguage, RegExp>> = { fr: /\bNON\b/, en: /\bNO\b/ }

/**
 * Judges a text before it may be used: known variables, one SMS even with `longestCommune`, no word that reveals the care,
 * and the answer to give when it asks. Gives a worked example and what it costs.
 */
export function checkTemplate(
  { kind, language, template }: { kind: MessageKind; language: MessageLanguage; template: string },
  { longestCommune, publicUrl }: { longestCommune: string; publicUrl: string },
): TemplatePreview | Refusal {
  const link = linkAddress(publicUrl, '0'.repeat(22))
  const write = (communeName: string): RenderedSms | Refusal =>
    renderSms(template, templateValues({ ...EXAMPLE, communeName, link }, language, EXAMPLE_NOW))
  const [ordinary, longest] = [write(ORDINARY_COMMUNE), write(longestCommune)]
  if (isRefusal(ordinary)) return ordinary
  if (isRefusal(longest)) return longest
  const word = revealingWord(template)
  if (word) return refuse('template_reveals', { field: 'template', details: { word } })
  if (ASKING_KINDS.has(kind) && !ANSWERS[language].test(template))
    return refuse('template_asks_wrongly', { field: 'template' })
  if (longest.size.segments > 1)
    return refuse('template_too_long', { field: 'template', details: { segments: longest.size.segments } })
  return { kind, language, template, example: ordinary.body, size: ordinary.size }
}
