import { daysBetween } from '../../shared/days.ts'
import type { MessageLanguage } from '../../shared/message.ts'
import { type Instant, type LocalDate, type MinuteOfDay, type TimeZone, wallClock } from '../../shared/time.ts'
import type { TemplateValues } from './render.ts'
import { centreInWords, dateInWords, shortDate, shortDeadline } from './wording.ts'

/** What a text about an appointment may say of it. `contact` is the page's address; `centrePhone` as the centre writes it. */
export type SpokenAppointment = {
  readonly communeName: string
  readonly date: LocalDate
  readonly start: MinuteOfDay
  readonly zone: TimeZone
  readonly heldUntil: Instant | null
  readonly centrePhone: string | null
  readonly link: string | null
}

/** The values of a template, each in the forms it may take, the fullest first. */
export function templateValues(
  appointment: SpokenAppointment,
  language: MessageLanguage,
  now: Instant,
): TemplateValues {
  const { communeName, date, start, zone, heldUntil, centrePhone, link } = appointment
  const phones = centrePhone ? [`${language === 'fr' ? 'Tél.' : 'Tel.'} ${centrePhone}`, centrePhone] : []
  return {
    centre: [centreInWords(communeName, language), communeName],
    date: [dateInWords(date, start, language), shortDate(date, start, language)],
    until: heldUntil ? deadlineForms(heldUntil, zone, language, now) : [],
    contact: [...(link ? [link] : []), ...phones],
    phone: centrePhone ? [centrePhone] : [],
  }
}

/** « jeudi 5 février à 18 h », then « jeu. 18h » when it is within the week. */
function deadlineForms(until: Instant, zone: TimeZone, language: MessageLanguage, now: Instant): string[] {
  const { date, minute } = wallClock(until, zone)
  const isThisWeek = daysBetween(wallClock(now, zone).date, date) < 7
  const short = isThisWeek ? shortDeadline(date, minute, language) : shortDate(date, minute, language)
  return [dateInWords(date, minute, language), short]
}
