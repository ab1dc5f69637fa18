import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SchoolHoliday, SchoolZone } from '../../shared/calendar.ts'
import { DepartmentCode } from '../../shared/geo.ts'
import { LocalDate } from '../../shared/time.ts'

/** `data/calendar.json`: school holidays by zone, and the span of days for which they are known. */
export const SchoolCalendar = z.object({
  known: z.object({ from: LocalDate, to: LocalDate }),
  schoolZones: z.record(SchoolZone, z.array(DepartmentCode)),
  schoolHolidays: z.array(SchoolHoliday),
})
export type SchoolCalendar = z.infer<typeof SchoolCalendar>

/** What was read, by folder: it does not change while a process runs. */
const loaded = new Map<string, SchoolCalendar>()

/** Reads and checks `calendar.json` in `dataFolder` (default: `data/` of the current folder). */
export function loadCalendar(dataFolder: string = join(process.cwd(), 'data')): SchoolCalendar {
  const known = loaded.get(dataFolder)
  if (known) return known
  const calendar = SchoolCalendar.parse(JSON.parse(readFileSync(join(dataFolder, 'calendar.json'), 'utf8')))
  loaded.set(dataFolder, calendar)
  return calendar
}

/** The school zone of a department; null for Corsica and overseas, which belong to none. */
export function schoolZoneOf(department: string, calendar: SchoolCalendar): SchoolZone | null {
  const zones = SchoolZone.options
  return zones.find((zone) => calendar.schoolZones[zone].some((member) => member === department)) ?? null
}

/**
 * The school holiday a day falls in, in a department; null when classes are on; `unknown` outside the imported years and
 * where no zone applies, so that silence is never read as "no holiday".
 */
export function schoolHolidayOf(
  date: LocalDate,
  department: string,
  calendar: SchoolCalendar,
): SchoolHoliday | null | 'unknown' {
  const zone = schoolZoneOf(department, calendar)
  if (zone === null || date < calendar.known.from || date > calendar.known.to) return 'unknown'
  return (
    calendar.schoolHolidays.find((holiday) => holiday.zone === zone && holiday.from <= date && date < holiday.back) ??
    null
  )
}
