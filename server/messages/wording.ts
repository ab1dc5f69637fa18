import { dayOfWeek } from '../../shared/days.ts'
import type { MessageLanguage } from '../../shared/message.ts'
import { ofPlace } from '../../shared/place-names.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'

const DAYS = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

const MONTHS = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** A time of day: « 14 h 20 », « 9 h »; `14:20` in English. */
export function timeInWords(minute: MinuteOfDay, language: MessageLanguage): string {
  const hours = Math.floor(minute / 60)
  const minutes = minute % 60
  if (language === 'en') return `${twoDigits(hours)}:${twoDigits(minutes)}`
  return minutes === 0 ? `${hours} h` : `${hours} h ${twoDigits(minutes)}`
}

/** A day: « mardi 10 février », « dimanche 1er mars »; `Tuesday 10 February` in English. */
export function dayInWords(date: LocalDate, language: MessageLanguage): string {
  return `${DAYS[language][dayOfWeek(date) - 1]!} ${dayOfMonth(date, language)}`
}

/** A day of any year: « 1er mars 1951 »; `1 March 1951` in English. */
export function calendarDay(date: LocalDate, language: MessageLanguage): string {
  return `${dayOfMonth(date, language)} ${date.slice(0, 4)}`
}

function dayOfMonth(date: LocalDate, language: MessageLanguage): string {
  const day = Number(date.slice(8))
  const month = MONTHS[language][Number(date.slice(5, 7)) - 1]!
  return `${day === 1 && language === 'fr' ? '1er' : day} ${month}`
}

/** A day and a time: « mardi 10 février à 14 h 20 ». */
export function dateInWords(date: LocalDate, minute: MinuteOfDay, language: MessageLanguage): string {
  return `${dayInWords(date, language)} ${language === 'fr' ? 'à' : 'at'} ${timeInWords(minute, language)}`
}

/** The same, as short as stays clear: « mar. 10/02 à 14h20 ». */
export function shortDate(date: LocalDate, minute: MinuteOfDay, language: MessageLanguage): string {
  const day = DAYS[language][dayOfWeek(date) - 1]!.slice(0, 3)
  if (language === 'en') {
    const month = MONTHS.en[Number(date.slice(5, 7)) - 1]!.slice(0, 3)
    return `${day} ${Number(date.slice(8))} ${month} at ${timeInWords(minute, 'en')}`
  }
  return `${day}. ${date.slice(8)}/${date.slice(5, 7)} à ${timeInWords(minute, 'fr').replaceAll(' ', '')}`
}

/** A day of the coming week and a time: « jeu. 18h ». */
export function shortDeadline(date: LocalDate, minute: MinuteOfDay, language: MessageLanguage): string {
  const day = DAYS[language][dayOfWeek(date) - 1]!.slice(0, 3)
  const time = timeInWords(minute, language)
  return language === 'en' ? `${day} ${time}` : `${day}. ${time.replaceAll(' ', '')}`
}

/** « de Bourdeilles », « du Mas-d'Agenais », « des Abrets », « d'Ajain »: a commune's name after *de*. */
export function ofCommune(name: string): string {
  return ofPlace(name).replace('’', "'")
}

/** « Centre de santé de Bourdeilles »: who writes, without saying for which care. */
export function centreInWords(communeName: string, language: MessageLanguage): string {
  return language === 'fr' ? `Centre de santé ${ofCommune(communeName)}` : `${communeName} health centre`
}
