import type { PlanCentre, PlanProblem, PlanUnit } from '../../../shared/plan.ts'
import type { LocalDate } from '../../../shared/time.ts'
import { type Calendar, dateOfDay, dayOfDate } from '../calendar.ts'
import { brokenCentreDayRule, brokenUnitDayRule } from '../rules/day-rules.ts'
import { dayWarnings } from '../rules/warnings.ts'
import { consultingOn, slotsIn, spansOfDay } from '../sessions.ts'

/** One possible stop of a kind of unit at a centre within one week. */
export type Visit = {
  readonly firstDay: number
  readonly lastDay: number
  readonly dayPlaces: readonly number[]
  readonly places: number
  readonly toBeStaffed: boolean
  readonly warnings: number
}

/** The possible stops of a kind of unit at a centre in each week, and, where there is none, the first rule in the way. */
export type CentreVisits = { readonly byWeek: readonly (readonly Visit[])[]; readonly brokenRules: Map<string, number> }

type Day = {
  readonly open: boolean
  readonly rule: string | null
  readonly warnings: number
  readonly consulting: number
  readonly toBeStaffed: boolean
}

const closedBy = (rule: string): Day => ({ open: false, rule, warnings: 0, consulting: 0, toBeStaffed: false })

/** By day number, what closes the day to a unit whatever the centre; null where nothing does. */
export type DaysOff = readonly (Day | null)[]

/** Days on which a unit stands nowhere: judged once for all its centres. */
export function unitDaysOff(problem: PlanProblem, calendar: Calendar, unit: PlanUnit): DaysOff {
  return calendar.dates.map((date) => {
    const rule = brokenUnitDayRule({ problem, unit, date })
    return rule === null ? null : closedBy(rule)
  })
}

function judgeDay(problem: PlanProblem, unit: PlanUnit, centre: PlanCentre, date: LocalDate): Day {
  const rule = brokenCentreDayRule({ problem, unit, centre, date })
  if (rule !== null) return closedBy(rule)
  const { consulting, toBeStaffed } = consultingOn(problem, unit, centre, date)
  return { open: true, rule: null, warnings: dayWarnings(problem, centre, date).length, consulting, toBeStaffed }
}

/** Weeks in which the interval since an earlier visit still runs. */
export function firstWeekAfterEarlierVisits(calendar: Calendar, centre: PlanCentre): number {
  const weeks = centre.earlierVisits.map((date) => Math.floor(dayOfDate(calendar, date) / 7) + centre.revisitWeeks)
  return Math.max(0, ...weeks)
}

/** Slots per person consulting, by day of the week and place in a stop: worked out once for all centres with the same hours. */
export class SlotsByHours {
  readonly #unit: PlanUnit
  readonly #tables = new Map<string, Int32Array>()

  constructor(unit: PlanUnit) {
    this.#unit = unit
  }

  /** A centre's slots: 4 × day of the week (Monday is 0), + 2 on the first day of a stop, + 1 on its last. */
  of(centre: PlanCentre): Int32Array {
    let hours = ''
    for (const { dayOfWeek, span } of centre.opening) hours += `${dayOfWeek} ${span.start} ${span.end} `
    const known = this.#tables.get(hours)
    if (known !== undefined) return known
    const table = Int32Array.from({ length: 28 }, (_, key) => {
      const place = { isFirst: (key & 2) !== 0, isLast: (key & 1) !== 0 }
      return slotsIn(spansOfDay(this.#unit, centre, (key >> 2) + 1, place), this.#unit.sessionTemplate.slotMinutes)
    })
    this.#tables.set(hours, table)
    return table
  }
}

/** Lists every stop the day rules allow, of minDays to maxDays days in a row within a week, with at least one place. */
export function visitsAtCentre(
  problem: PlanProblem,
  calendar: Calendar,
  unit: PlanUnit,
  centre: PlanCentre,
  daysOff: DaysOff,
  slotsByHours: SlotsByHours,
): CentreVisits {
  const brokenRules = new Map<string, number>()
  const count = (rule: string) => brokenRules.set(rule, (brokenRules.get(rule) ?? 0) + 1)
  const firstWeek = firstWeekAfterEarlierVisits(calendar, centre)
  const slots = slotsByHours.of(centre)
  const byWeek = Array.from({ length: calendar.weeks }, (_, week): Visit[] => {
    if (week < firstWeek) {
      count('revisit_interval')
      return []
    }
    const days: Day[] = []
    for (let day = week * 7; day < week * 7 + 7; day += 1) {
      days.push(daysOff[day] ?? judgeDay(problem, unit, centre, dateOfDay(calendar, day)))
    }
    const visits: Visit[] = []
    if (!days.some((day) => day.open)) {
      count(ruleInTheWay(days))
      return visits
    }
    for (let start = 0; start < 7; start += 1) {
      for (
        let length = 1;
        length <= centre.maxDays && start + length <= 7 && days[start + length - 1]?.open;
        length += 1
      ) {
        if (length < centre.minDays) continue
        const visit = visitOf(days, slots, start, length, week * 7)
        if (visit.places > 0) visits.push(visit)
      }
    }
    if (visits.length === 0) count(ruleInTheWay(days))
    return visits
  })
  return { byWeek, brokenRules }
}

/** The stop of `length` days from day `start` of a week. */
function visitOf(days: readonly Day[], slots: Int32Array, start: number, length: number, monday: number): Visit {
  const dayPlaces: number[] = []
  let [places, warnings, toBeStaffed] = [0, 0, false]
  for (let offset = 0; offset < length; offset += 1) {
    const day = days[start + offset] as Day
    const key = (start + offset) * 4 + (offset === 0 ? 2 : 0) + (offset === length - 1 ? 1 : 0)
    const here = (slots[key] as number) * day.consulting
    dayPlaces.push(here)
    places += here
    warnings += day.warnings
    toBeStaffed ||= day.toBeStaffed
  }
  const firstDay = monday + start
  return { firstDay, lastDay: firstDay + length - 1, dayPlaces, places, toBeStaffed, warnings }
}

function ruleInTheWay(days: readonly Day[]): string {
  if (days.some((day) => day.open)) return 'too_few_days_in_a_row'
  const telling = days.find(
    (day) => day.rule !== null && day.rule !== 'day_not_worked' && day.rule !== 'outside_horizon',
  )
  return telling?.rule ?? 'day_not_worked'
}
