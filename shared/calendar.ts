import { z } from 'zod'
import { LocalDate } from './time.ts'

/** French school zones; Corsica and overseas have calendars of their own and belong to none. */
export const SchoolZone = z.enum(['A', 'B', 'C'])
export type SchoolZone = z.infer<typeof SchoolZone>

const SchoolHolidayName = z.enum(['autumn', 'christmas', 'winter', 'spring', 'summer'])
export type SchoolHolidayName = z.infer<typeof SchoolHolidayName>

/** From the first day without class to the day classes resume, `back` not included. */
export const SchoolHoliday = z.object({ name: SchoolHolidayName, zone: SchoolZone, from: LocalDate, back: LocalDate })
export type SchoolHoliday = z.infer<typeof SchoolHoliday>

/** French public holidays; `good_friday` and `saint_stephen` in Alsace and Moselle alone, `abolition_of_slavery` overseas. */
export const PublicHolidayName = z.enum([
  'new_year',
  'easter_monday',
  'labour_day',
  'victory_1945',
  'ascension',
  'whit_monday',
  'national_day',
  'assumption',
  'all_saints',
  'armistice_1918',
  'christmas',
  'good_friday',
  'saint_stephen',
  'abolition_of_slavery',
])
export type PublicHolidayName = z.infer<typeof PublicHolidayName>
