import { addDays, dayOfWeek, daysBetween, daysFromTo, mondayOf } from '../../shared/days.ts'
import type { PlanCentre, PlanProblem, PlanUnit } from '../../shared/plan.ts'
import type { LocalDate } from '../../shared/time.ts'
import { mostPointsSeen } from './most-seen.ts'

// The best plan of a tiny problem by trying every plan. Written from PRODUCT.md §3 and the words of shared/plan.ts alone,
// sharing nothing with the solver but the calendar's arithmetic.

/** A stop that may stand, whatever the others: its unit, its days, and the places of each. */
export type PossibleStop = {
  readonly unit: number
  readonly centre: number
  readonly week: number
  readonly first: LocalDate
  readonly last: LocalDate
  readonly days: readonly { readonly date: LocalDate; readonly places: number }[]
}

type Range = { from: LocalDate; to: LocalDate }
const covers = (ranges: readonly Range[], date: LocalDate) => ranges.some(({ from, to }) => from <= date && date <= to)

function isDayPossible(problem: PlanProblem, unit: PlanUnit, centre: PlanCentre, date: LocalDate): boolean {
  const { horizon, calendars, bans, staffing } = problem
  const isHoliday = calendars.publicHolidays.some(
    (each) => each.date === date && (each.departments === null || each.departments.includes(centre.department)),
  )
  const isBanned = bans.some(
    (ban) =>
      [null, centre.id].includes(ban.centreId) &&
      [null, unit.id].includes(ban.unitId) &&
      (ban.during === null || covers([ban.during], date)),
  )
  return (
    horizon.from <= date &&
    date <= horizon.to &&
    unit.sessionTemplate.daysOfWeek.includes(dayOfWeek(date)) &&
    !covers(unit.outOfService, date) &&
    centre.opening.some((opening) => opening.dayOfWeek === dayOfWeek(date)) &&
    !covers(centre.closed, date) &&
    (centre.offered === null || covers(centre.offered, date)) &&
    (centre.opensOnPublicHolidays || !isHoliday) &&
    !isBanned &&
    (staffing.policy === 'to_be_recruited' || staffing.allowToBeStaffed || authorised(problem, unit, centre, date) > 0)
  )
}

function authorised({ staffing }: PlanProblem, unit: PlanUnit, centre: PlanCentre, date: LocalDate): number {
  if (staffing.policy === 'to_be_recruited') return 0
  return staffing.specialists.filter(
    (each) =>
      [null, unit.id].includes(each.unitId) &&
      each.departments.includes(centre.department) &&
      covers(each.available, date),
  ).length
}

/** Places of a day: slots of 20 min or so within the spans, the hours, set-up and tear-down, × min(rooms, specialists). */
function placesOn(problem: PlanProblem, unit: PlanUnit, centre: PlanCentre, date: LocalDate, ends: [boolean, boolean]) {
  const { staffing } = problem
  const named = authorised(problem, unit, centre, date)
  const people = staffing.policy === 'to_be_recruited' ? staffing.specialistsPerUnit : Math.max(named, 1)
  const { spans, firstDayFrom, lastDayUntil, slotMinutes } = unit.sessionTemplate
  let slots = 0
  for (const span of spans) {
    for (const opening of centre.opening.filter((each) => each.dayOfWeek === dayOfWeek(date))) {
      const start = Math.max(span.start, opening.span.start, ends[0] ? firstDayFrom : 0)
      const end = Math.min(span.end, opening.span.end, ends[1] ? lastDayUntil : 1440)
      slots += Math.max(0, Math.floor((end - start) / slotMinutes))
    }
  }
  return slots * Math.min(unit.rooms, people)
}

const wholeDays = (unit: PlanUnit, seconds: number) =>
  Math.max(0, Math.ceil((seconds - unit.drivingPolicy.eveningDriveSeconds) / unit.drivingPolicy.maxDriveSecondsPerDay))

/** The drive between two rows of the truck matrix, or null where the unit has none. */
function drive(problem: PlanProblem, unit: PlanUnit, from: number, to: number) {
  const seconds = problem.travel.truckSeconds[from]?.[to] ?? null
  const metres = problem.travel.truckMetres[from]?.[to] ?? null
  if (seconds === null || metres === null) return null
  const { maxLegMetres } = unit.drivingPolicy
  return maxLegMetres !== null && metres > maxLegMetres ? null : { metres, days: wholeDays(unit, seconds) }
}

function isInReach(problem: PlanProblem, unit: number, centre: number): boolean {
  const policy = problem.units[unit]!.drivingPolicy
  const out = drive(problem, problem.units[unit]!, unit, problem.units.length + centre)
  const back = drive(problem, problem.units[unit]!, problem.units.length + centre, unit)
  if (out === null || back === null || out.days > 2 || back.days > 2) return false
  return policy.maxMetresFromDepot === null || out.metres <= policy.maxMetresFromDepot
}

/** Every stop that may stand by itself. */
export function possibleStops(problem: PlanProblem): PossibleStop[] {
  const monday = mondayOf(problem.horizon.from)
  const weekOf = (date: LocalDate) => Math.floor(daysBetween(monday, date) / 7)
  const stops: PossibleStop[] = []
  for (const [u, unit] of problem.units.entries()) {
    for (const [c, centre] of problem.centres.entries()) {
      if (!isInReach(problem, u, c)) continue
      for (const first of daysFromTo(problem.horizon.from, problem.horizon.to)) {
        const isTooSoon = centre.earlierVisits.some((date) => weekOf(first) - weekOf(date) < centre.revisitWeeks)
        for (let length = centre.minDays; length <= centre.maxDays && !isTooSoon; length += 1) {
          const last = addDays(first, length - 1)
          const dates = daysFromTo(first, last)
          if (mondayOf(first) !== mondayOf(last)) continue
          if (!dates.every((date) => isDayPossible(problem, unit, centre, date))) continue
          const days = dates.map((date) => ({
            date,
            places: placesOn(problem, unit, centre, date, [date === first, date === last]),
          }))
          if (days.some(({ places }) => places > 0))
            stops.push({ unit: u, centre: c, week: weekOf(first), first, last, days })
        }
      }
    }
  }
  return stops
}

type Plan = readonly (readonly (PossibleStop | null)[])[]

/** Drivable days strictly between two stops. */
function drivableBetween(unit: PlanUnit, before: PossibleStop, after: PossibleStop): number {
  const between = daysFromTo(addDays(before.last, 1), addDays(after.first, -1))
  return between.filter((date) => unit.drivingPolicy.drivingDaysOfWeek.includes(dayOfWeek(date))).length
}

/** Legs into and out of a unit's stops: home between them after an idle week, or always where the policy says so. */
function roadOf(problem: PlanProblem, u: number, weeks: readonly (PossibleStop | null)[]) {
  const unit = problem.units[u]!
  const place = (stop: PossibleStop) => problem.units.length + stop.centre
  let metres = 0
  let days = 0
  const go = (from: number, to: number) => {
    const leg = drive(problem, unit, from, to)
    if (leg === null) return null
    metres += leg.metres
    days += leg.days
    return leg.days
  }
  let before: PossibleStop | null = null
  for (const stop of weeks) {
    if (stop === null) continue
    if (before === null) go(u, place(stop))
    else {
      const isNext: boolean = stop.week === before.week + 1
      const isDirect = isNext && unit.drivingPolicy.returnsToDepot === 'after_idle_week'
      const legs: (number | null)[] = isDirect
        ? [go(place(before), place(stop))]
        : [go(place(before), u), go(u, place(stop))]
      if (legs.includes(null)) return null
      const needed = legs.reduce<number>((sum, each) => sum + (each ?? 0), 0)
      if (isNext && needed > drivableBetween(unit, before, stop)) return null
    }
    before = stop
  }
  if (before !== null) go(place(before), u)
  return { metres, days }
}

function holdsTogether(problem: PlanProblem, stops: readonly PossibleStop[]): boolean {
  const areCentresKept = problem.centres.every((centre, c) => {
    const here = stops.filter((stop) => stop.centre === c)
    if (centre.maxVisits !== null && here.length > centre.maxVisits) return false
    return here.every((stop) =>
      here.every((other) => {
        if (other === stop) return true
        const weeks = Math.abs(stop.week - other.week)
        return weeks === 0 ? centre.mayHostSeveralUnits : weeks >= centre.revisitWeeks
      }),
    )
  })
  return (
    areCentresKept &&
    problem.pins.every((pin) =>
      stops.some(
        (stop) =>
          problem.centres[stop.centre]!.id === pin.centreId &&
          [null, problem.units[stop.unit]!.id].includes(pin.unitId) &&
          [null, stop.first].includes(pin.first) &&
          [null, stop.last].includes(pin.last),
      ),
    )
  )
}

/** People counted once, departments once, less what the road costs; null when the legs do not fit. */
function pointsButPatients(problem: PlanProblem, plan: Plan): number | null {
  const { rates, coverageMinutes, horizon } = problem
  const stops = plan.flatMap((weeks) => weeks.filter((stop) => stop !== null))
  const centres = new Set(stops.map((stop) => stop.centre))
  let points = 0
  for (const { population, needWeight, carSeconds } of problem.communes) {
    const isReached = carSeconds.some(([centre, seconds]) => centres.has(centre) && seconds <= coverageMinutes * 60)
    if (isReached) points += (population / 1000) * needWeight * rates.perThousandNewlyReachable
  }
  const seen = problem.centres.filter((centre) => centre.earlierVisits.some((date) => date < horizon.from))
  const old = new Set(seen.map((centre) => centre.department))
  const visited = new Set([...centres].map((centre) => problem.centres[centre]!.department))
  points += [...visited].filter((department) => !old.has(department)).length * rates.departmentFirstVisit
  for (const stop of stops) points -= rates.perSetUp + stop.days.length * rates.perDayOnRoad
  for (const [unit, weeks] of plan.entries()) {
    const road = roadOf(problem, unit, weeks)
    if (road === null) return null
    points -= (road.metres / 1000) * rates.perKilometre + road.days * rates.perDayOnRoad
  }
  return points
}

/** How many plans there are before any rule on the whole: the product of every unit's choices in every week. */
export function countPlans(problem: PlanProblem): number {
  return choicesOf(problem).reduce((product, choices) => product * choices.length, 1)
}

function choicesOf(problem: PlanProblem): (PossibleStop | null)[][] {
  const weeks = Math.floor(daysBetween(mondayOf(problem.horizon.from), problem.horizon.to) / 7) + 1
  const stops = possibleStops(problem)
  return problem.units.flatMap((_, unit) =>
    Array.from({ length: weeks }, (_, week) => [
      ...stops.filter((stop) => stop.unit === unit && stop.week === week),
      null,
    ]),
  )
}

/** The highest score of any plan, by trying them all; null when none keeps every rule and pin. */
export function bestScore(problem: PlanProblem): number | null {
  const choices = choicesOf(problem)
  const weeks = choices.length / problem.units.length
  const chosen: (PossibleStop | null)[] = []
  let best: number | null = null
  const tryAll = (): void => {
    if (chosen.length < choices.length) {
      for (const choice of choices[chosen.length]!) {
        chosen.push(choice)
        tryAll()
        chosen.pop()
      }
      return
    }
    const stops = chosen.filter((stop) => stop !== null)
    if (!holdsTogether(problem, stops)) return
    const plan = problem.units.map((_, unit) => chosen.slice(unit * weeks, (unit + 1) * weeks))
    const others = pointsButPatients(problem, plan)
    if (others === null) return
    const points = others + mostPointsSeen(problem, stops, (best ?? Number.NEGATIVE_INFINITY) - others)
    if (best === null || points > best) best = points
  }
  tryAll()
  return best
}
