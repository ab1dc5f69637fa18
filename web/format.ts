import { dayOfWeek } from '../shared/days.ts'
import type { Instant, LocalDate, MinuteOfDay, TimeZone } from '../shared/time.ts'
import { type Language, language } from './i18n/language.ts'

// Every function takes the language last; left out, it is the one on screen.
// Written with no-break spaces so that « 14 h 20 » and « 12 km » never break across lines.

/** The clocks of whoever is at no centre in particular: planners, administrators, pages for everybody. */
export const PARIS = 'Europe/Paris' as TimeZone

const NBSP = '\u00a0'
const LOCALE = { fr: 'fr-FR', en: 'en-GB' } as const

const WEEKDAYS = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}
const SHORT_MONTHS: Record<Language, readonly string[]> = {
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juill.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const

export type DateStyle = {
  /** Starts with the day's name; true unless told. */
  readonly weekday?: boolean
  /** Ends with the year; false unless told. */
  readonly year?: boolean
}

/** A day in words: « mardi 10 février », « 1er mars 2026 », "Tuesday 10 February". */
export function formatDate(date: LocalDate, style: DateStyle = {}, lang: Language = language.value): string {
  const day = Number(date.slice(8, 10))
  const words = [
    style.weekday === false ? '' : WEEKDAYS[lang][dayOfWeek(date) - 1],
    lang === 'fr' && day === 1 ? '1er' : String(day),
    MONTHS[lang][Number(date.slice(5, 7)) - 1],
    style.year ? date.slice(0, 4) : '',
  ]
  const [weekday, ...rest] = words
  return [weekday, rest.filter(Boolean).join(NBSP)].filter(Boolean).join(' ')
}

/** The name of a day of the week: « lundi », "Monday". */
export function formatWeekday(date: LocalDate, lang: Language = language.value): string {
  return WEEKDAYS[lang][dayOfWeek(date) - 1]!
}

/** A month from `2026-02` or a day of it: « février 2026 ». */
export function formatMonth(month: string, lang: Language = language.value): string {
  return `${MONTHS[lang][Number(month.slice(5, 7)) - 1]}${NBSP}${month.slice(0, 4)}`
}

/** A month where its name does not fit: « déc. », « mai »; "Dec", "May". */
export function formatShortMonth(month: string, lang: Language = language.value): string {
  return SHORT_MONTHS[lang][Number(month.slice(5, 7)) - 1]!
}

/** A time of day: « 14 h 20 », « 8 h »; "14:20", "08:00". */
export function formatTime(minute: MinuteOfDay | number, lang: Language = language.value): string {
  const hours = Math.floor(minute / 60)
  const minutes = String(minute % 60).padStart(2, '0')
  if (lang === 'en') return `${String(hours).padStart(2, '0')}:${minutes}`
  return minutes === '00' ? `${hours}${NBSP}h` : `${hours}${NBSP}h${NBSP}${minutes}`
}

/** A day and a time of that day, both in the place's own zone: « mardi 10 février à 14 h 20 ». */
export function formatDateTime(
  date: LocalDate,
  minute: MinuteOfDay | number,
  style: DateStyle = {},
  lang: Language = language.value,
): string {
  return `${formatDate(date, style, lang)} ${lang === 'fr' ? 'à' : 'at'} ${formatTime(minute, lang)}`
}

/** A point in time as the clocks of `zone` show it: « mardi 10 février à 14 h 20 ». */
export function formatInstant(
  instant: Instant,
  zone: TimeZone,
  style: DateStyle = {},
  lang: Language = language.value,
): string {
  const { date, minute } = clockAt(instant, zone)
  return formatDateTime(date, minute, style, lang)
}

/** The day and the minute the clocks of `zone` show at `instant`. */
export function clockAt(instant: Instant, zone: TimeZone): { date: LocalDate; minute: MinuteOfDay } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(instant))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  return {
    date: `${part('year')}-${part('month')}-${part('day')}` as LocalDate,
    minute: (Number(part('hour')) * 60 + Number(part('minute'))) as MinuteOfDay,
  }
}

/** Days that follow each other: « du 4 au 6 février 2026 », « du 30 mars au 2 avril 2026 », or one day. */
export function formatDays(first: LocalDate, last: LocalDate, lang: Language = language.value): string {
  if (first === last) return formatDate(first, { year: true }, lang)
  const sameMonth = first.slice(0, 7) === last.slice(0, 7)
  const sameYear = first.slice(0, 4) === last.slice(0, 4)
  const end = formatDate(last, { weekday: false, year: true }, lang)
  const start = sameMonth
    ? formatDate(first, { weekday: false }, lang).split(NBSP)[0]!
    : formatDate(first, { weekday: false, year: !sameYear }, lang)
  return lang === 'fr' ? `du ${start} au ${end}` : `${start} to ${end}`
}

/** A duration from minutes, rounded to the minute: « 1 h 20 », « 45 min », « 2 h »; "1 h 20 min". */
export function formatMinutes(minutes: number, lang: Language = language.value): string {
  const whole = Math.round(minutes)
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  if (hours === 0) return `${rest}${NBSP}min`
  if (rest === 0) return `${hours}${NBSP}h`
  const padded = String(rest).padStart(2, '0')
  return lang === 'fr' ? `${hours}${NBSP}h${NBSP}${padded}` : `${hours}${NBSP}h${NBSP}${rest}${NBSP}min`
}

/** A duration from seconds, rounded to the minute. */
export function formatSeconds(seconds: number, lang: Language = language.value): string {
  return formatMinutes(seconds / 60, lang)
}

/** A road distance: « 12 km » from 10 km on, « 3,4 km » below. */
export function formatMetres(metres: number, lang: Language = language.value): string {
  const kilometres = metres / 1000
  return `${formatNumber(kilometres, kilometres < 9.95 ? 1 : 0, lang)}${NBSP}km`
}

/** A count with thin no-break spaces in French, commas in English: « 12 500 ». */
export function formatCount(count: number, lang: Language = language.value): string {
  return formatNumber(count, 0, lang)
}

/** A number with at most `decimals` decimals. */
export function formatNumber(value: number, decimals: number, lang: Language = language.value): string {
  return new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: decimals }).format(value)
}

/** A share from 0 to 1 as a whole percentage: « 42 % ». */
export function formatShare(share: number, lang: Language = language.value): string {
  return percentage(share, 0, lang)
}

/** How far a plan is from the best possible, from 0 to 1: « 1,21 % », and « 12,5 % » from ten per cent on. */
export function formatGap(gap: number, lang: Language = language.value): string {
  return percentage(gap, gap < 0.1 ? 2 : 1, lang)
}

const percentage = (share: number, decimals: number, lang: Language): string =>
  `${formatNumber(share * 100, decimals, lang)}${lang === 'fr' ? NBSP : ''}%`

/** A number with its sign, a true minus, as `format` writes its size: « +3 », « −1 h 20 », « 0 ». */
export function formatSigned(value: number, format: (size: number) => string): string {
  const size = format(Math.abs(value))
  return size === format(0) ? size : `${value < 0 ? '−' : '+'}${size}`
}

/** A difference with its sign; « = » where it is too small for `format` to show. */
export function formatDifference(difference: number, format: (size: number) => string): string {
  const signed = formatSigned(difference, format)
  return signed === format(0) ? '=' : signed
}

/** Names joined for reading: « Lise, Paul et Anne ». */
export function formatList(names: readonly string[], lang: Language = language.value): string {
  return new Intl.ListFormat(LOCALE[lang], { type: 'conjunction' }).format(names)
}
