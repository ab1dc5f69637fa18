import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { said } from '../messages/patient-texts.ts'
import { dayInWords, timeInWords } from '../messages/wording.ts'
import type { Language } from '../problems.ts'
import { programmeTexts } from './programme-texts.ts'

type Days = { readonly firstDay: LocalDate; readonly lastDay: LocalDate }
type Hours = { readonly date: LocalDate; readonly start: MinuteOfDay; readonly end: MinuteOfDay }

/** A day with its year: « mardi 17 février 2026 ». */
export function datedDay(date: LocalDate, language: Language): string {
  return `${dayInWords(date, language)} ${date.slice(0, 4)}`
}

/** « du mardi 17 février au jeudi 19 février 2026 », or the one day. */
export function daysInWords({ firstDay, lastDay }: Days, language: Language): string {
  const text = programmeTexts(language)
  if (firstDay === lastDay) return said(text.day, { first: datedDay(firstDay, language) })
  return said(text.days, { first: dayInWords(firstDay, language), last: datedDay(lastDay, language) })
}

/** Hours of one day: « 9 h à 12 h 40, 13 h 40 à 17 h 20 »; empty without a session. */
export function hoursInWords(sessions: readonly Hours[], date: LocalDate, language: Language): string {
  const { to } = programmeTexts(language)
  return sessions
    .filter((session) => session.date === date)
    .map(({ start, end }) => `${unbroken(start, language)} ${to} ${unbroken(end, language)}`)
    .join(', ')
}

/** « 12 h 40 », which no line cuts. */
const unbroken = (minute: MinuteOfDay, language: Language): string =>
  timeInWords(minute, language).replaceAll(' ', '\u00a0')
