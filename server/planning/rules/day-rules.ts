import { liesIn, weekdayOf } from '../calendar.ts'
import { specialistsOn } from '../specialists.ts'
import type { DayRule, StopDay, UnitDayRule } from './day-rule.ts'

/** The day lies in the horizon. */
export const insideHorizon: UnitDayRule = {
  code: 'outside_horizon',
  holds: ({ problem, date }) => problem.horizon.from <= date && date <= problem.horizon.to,
}

/** The unit works on that day of the week. */
export const unitWorks: UnitDayRule = {
  code: 'day_not_worked',
  holds: ({ unit, date }) => unit.sessionTemplate.daysOfWeek.includes(weekdayOf(date)),
}

/** The unit is not out of service. */
export const unitInService: UnitDayRule = {
  code: 'unit_out_of_service',
  holds: ({ unit, date }) => !liesIn(unit.outOfService, date),
}

/** The centre has opening hours that day and is not closed for the period. */
export const centreOpen: DayRule = {
  code: 'centre_closed',
  holds: ({ centre, date }) =>
    !liesIn(centre.closed, date) && centre.opening.some((opening) => opening.dayOfWeek === weekdayOf(date)),
}

/** The centre offers the date, if it limits its dates at all. */
export const centreOffered: DayRule = {
  code: 'centre_not_offered',
  holds: ({ centre, date }) => centre.offered === null || liesIn(centre.offered, date),
}

/** Public holidays are days off unless the centre opens on them. */
export const notPublicHoliday: DayRule = {
  code: 'public_holiday',
  holds: ({ problem, centre, date }) =>
    centre.opensOnPublicHolidays ||
    !problem.calendars.publicHolidays.some(
      (holiday) => holiday.date === date && (holiday.departments?.includes(centre.department) ?? true),
    ),
}

/** No ban covers this centre, unit and date. */
export const notBanned: DayRule = {
  code: 'banned',
  holds: ({ problem, unit, centre, date }) =>
    !problem.bans.some(
      (ban) =>
        (ban.centreId === null || ban.centreId === centre.id) &&
        (ban.unitId === null || ban.unitId === unit.id) &&
        (ban.during === null || liesIn([ban.during], date)),
    ),
}

/** A specialist authorised in the department is there, or the stop may be planned *to be staffed*. */
export const specialistPresent: DayRule = {
  code: 'no_specialist',
  holds: ({ problem, unit, centre, date }) =>
    problem.staffing.policy === 'to_be_recruited' ||
    problem.staffing.allowToBeStaffed ||
    specialistsOn(problem.staffing.specialists, unit.id, centre.department, date).length > 0,
}

/** Rules on a day that hold or not whatever the centre. */
const UNIT_DAY_RULES: readonly UnitDayRule[] = [insideHorizon, unitWorks, unitInService]
const CENTRE_DAY_RULES: readonly DayRule[] = [centreOpen, centreOffered, notPublicHoliday, notBanned, specialistPresent]

/** The code of the first rule a day breaks whatever the centre, or null. */
export function brokenUnitDayRule(day: Omit<StopDay, 'centre'>): string | null {
  return UNIT_DAY_RULES.find((rule) => !rule.holds(day))?.code ?? null
}

/** The code of the first rule a day breaks at its centre, those whatever the centre aside, or null. */
export function brokenCentreDayRule(day: StopDay): string | null {
  return CENTRE_DAY_RULES.find((rule) => !rule.holds(day))?.code ?? null
}

/** The code of the first rule a day breaks, in the order a planner would want to be told them, or null. */
export function brokenDayRule(day: StopDay): string | null {
  return brokenUnitDayRule(day) ?? brokenCentreDayRule(day)
}
