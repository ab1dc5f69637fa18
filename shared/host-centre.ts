import { z } from 'zod'
import { DepartmentCode, InseeCode, LngLat } from './geo.ts'
import { HostCentreId } from './ids.ts'
import { DaySpan, LocalDate, TimeZone } from './time.ts'

const DayHours = z.array(DaySpan)

/** When a centre is open, per ISO weekday (1 Monday … 7 Sunday), in its own time; an empty list is a closed day. */
export const WeekHours = z.object({
  1: DayHours,
  2: DayHours,
  3: DayHours,
  4: DayHours,
  5: DayHours,
  6: DayHours,
  7: DayHours,
})
export type WeekHours = z.infer<typeof WeekHours>

/** A health centre in front of which a unit may stop. */
export const HostCentre = z.object({
  hostCentreId: HostCentreId,
  name: z.string().min(1),
  communeInsee: InseeCode,
  department: DepartmentCode,
  /** Where it stands; the commune's position until the building's is known. */
  lngLat: LngLat,
  zone: TimeZone,
  /** Lines of doctors: two lines are two GPs on duty at once. */
  lines: z.int().positive(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  /** How to find the unit, in words, for patients. */
  directions: z.string().nullable(),
  openingHours: WeekHours,
  /** True when the hours are the operator's default, not the centre's own: say so wherever they decide something. */
  openingHoursAssumed: z.boolean(),
  /** Mondays of the weeks the centre is closed. */
  closedWeeks: z.array(LocalDate),
  /** Fewest and most days of one stop. */
  minDays: z.int().positive(),
  maxDays: z.int().positive(),
  /** Fewest days from the end of a stop to the start of the next. */
  revisitDays: z.int().min(0),
  active: z.boolean(),
})
export type HostCentre = z.infer<typeof HostCentre>
