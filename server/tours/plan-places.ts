import { addDays, daysFromTo } from '../../shared/days.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import { PlanCentre, PlanUnit } from '../../shared/plan.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Unit } from '../../shared/unit.ts'
import { type SchoolCalendar, schoolZoneOf } from '../territory/calendar.ts'
import { isPublicHoliday } from '../territory/public-holidays.ts'

const ONE_DAY_SECONDS = 86_400
/** The planner counts whole weeks: a stop ending on a Friday and one starting on a Monday lose this many days of them. */
const FRIDAY_TO_MONDAY = 4

/** A unit as the planner takes it. A driving policy that is not applied asks for no break. */
export function planUnitOf(unit: Unit): PlanUnit {
  const { applied, ...policy } = unit.drivingPolicy
  return PlanUnit.parse({
    id: unit.unitId,
    name: unit.name,
    depot: unit.depot.lngLat,
    vehicleProfile: unit.profile,
    rooms: unit.rooms,
    drivingPolicy: applied ? policy : { ...policy, breakAfterSeconds: ONE_DAY_SECONDS, breakSeconds: 0 },
    outOfService: unit.outOfService.map(({ from, to }) => ({ from, to })),
    sessionTemplate: unit.sessionTemplate,
  })
}

/** A host centre as the planner takes it: weekly hours, closed weeks as days, revisit interval in weeks that always hold its days. */
export function planCentreOf(
  centre: HostCentre,
  calendar: SchoolCalendar,
  earlierVisits: readonly LocalDate[] = [],
): PlanCentre {
  const opening = Object.entries(centre.openingHours).flatMap(([day, spans]) =>
    spans.map((span) => ({ dayOfWeek: Number(day), span })),
  )
  return PlanCentre.parse({
    id: centre.hostCentreId,
    name: centre.name,
    department: centre.department,
    lngLat: centre.lngLat,
    opening,
    closed: centre.closedWeeks.map((monday) => ({ from: monday, to: addDays(monday, 6) })),
    schoolZone: schoolZoneOf(centre.department, calendar),
    minDays: centre.minDays,
    maxDays: centre.maxDays,
    revisitWeeks: Math.max(1, Math.ceil((centre.revisitDays + FRIDAY_TO_MONDAY) / 7)),
    earlierVisits,
  })
}

/** The public holidays of a department from one day to another. */
export function holidaysBetween(from: LocalDate, to: LocalDate, department: string): ReadonlySet<LocalDate> {
  return new Set(daysFromTo(from, to).filter((date) => isPublicHoliday(date, department)))
}

/** The school holidays of every zone as whole days, both included. */
export function schoolHolidaysOf(calendar: SchoolCalendar): { zone: string; from: LocalDate; to: LocalDate }[] {
  return calendar.schoolHolidays.map(({ zone, from, back }) => ({ zone, from, to: addDays(back, -1) }))
}
