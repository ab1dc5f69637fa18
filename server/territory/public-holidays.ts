import type { PublicHolidayName } from '../../shared/calendar.ts'
import { addDays } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'

/** Departments under local law, with two holidays of their own (ordinance of 16 August 1892). */
const ALSACE_MOSELLE = new Set(['57', '67', '68'])

/**
 * The day each overseas department keeps for the abolition of slavery (code du travail, art. L.3422-2), as month and day:
 * Guadeloupe, Martinique, Guyane, La Réunion, Mayotte, and the two collectivities that left Guadeloupe.
 */
const ABOLITION_OF_SLAVERY: Readonly<Record<string, readonly [month: number, day: number]>> = {
  '971': [5, 27],
  '972': [5, 22],
  '973': [6, 10],
  '974': [12, 20],
  '976': [4, 27],
  '977': [10, 9],
  '978': [5, 27],
}

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher's rule). */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return localDate(year, Math.floor(days / 31), (days % 31) + 1)
}

/** The public holidays of a year in a department (code du travail, art. L.3133-1 and L.3422-2), in no order. */
export function publicHolidaysOf(year: number, department: string): Map<LocalDate, PublicHolidayName> {
  const easter = easterSunday(year)
  const holidays: [LocalDate, PublicHolidayName][] = [
    [localDate(year, 1, 1), 'new_year'],
    [addDays(easter, 1), 'easter_monday'],
    [localDate(year, 5, 1), 'labour_day'],
    [localDate(year, 5, 8), 'victory_1945'],
    [addDays(easter, 39), 'ascension'],
    [addDays(easter, 50), 'whit_monday'],
    [localDate(year, 7, 14), 'national_day'],
    [localDate(year, 8, 15), 'assumption'],
    [localDate(year, 11, 1), 'all_saints'],
    [localDate(year, 11, 11), 'armistice_1918'],
    [localDate(year, 12, 25), 'christmas'],
  ]
  if (ALSACE_MOSELLE.has(department)) {
    holidays.push([addDays(easter, -2), 'good_friday'], [localDate(year, 12, 26), 'saint_stephen'])
  }
  const abolition = ABOLITION_OF_SLAVERY[department]
  if (abolition) holidays.push([localDate(year, ...abolition), 'abolition_of_slavery'])
  return new Map(holidays)
}

/** The years asked for, by year and department: each day of a queue asks for its own. Begun anew when it holds too many. */
const MOST_KNOWN = 2000
const known = new Map<string, ReadonlyMap<LocalDate, PublicHolidayName>>()

/** The public holiday of a day in a department, or null. */
export function publicHolidayOf(date: LocalDate, department: string): PublicHolidayName | null {
  const year = date.slice(0, 4)
  const key = `${year} ${department}`
  const holidays = known.get(key) ?? publicHolidaysOf(Number(year), department)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, holidays)
  return holidays.get(date) ?? null
}

/** Whether a day is a public holiday in a department. */
export function isPublicHoliday(date: LocalDate, department: string): boolean {
  return publicHolidayOf(date, department) !== null
}

/** Whether a working day touches a public holiday, and on which side: people leave the day before and stay away the day after. */
export function besidePublicHoliday(date: LocalDate, department: string): 'day_before' | 'day_after' | null {
  if (isPublicHoliday(date, department)) return null
  if (isPublicHoliday(addDays(date, 1), department)) return 'day_before'
  return isPublicHoliday(addDays(date, -1), department) ? 'day_after' : null
}

const localDate = (year: number, month: number, day: number): LocalDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as LocalDate
