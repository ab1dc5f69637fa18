import type { PlanCentre, PlanClass } from '../../../shared/plan.ts'
import { PLAN_CLASSES } from '../../../shared/plan-classes.ts'
import type { PlanReason, Unserved } from '../../../shared/plan-result.ts'
import { dateOfDay } from '../calendar.ts'
import { type Compiled, visitsOf } from '../compile/compile.ts'
import type { Filling } from '../fill.ts'
import type { PlacedVisit } from '../schedule.ts'

type Verdict = { rule: string; remedy: PlanReason | null }

/** Patients no stop sees in time, counted by nearest centre, class and the rule that leaves them out, with the nearest remedy. */
export function explainUnserved(compiled: Compiled, stops: readonly PlacedVisit[], filling: Filling): Unserved[] {
  const { demands, problem } = compiled
  const groups = new Map<string, Unserved>()
  const add = (
    centreId: string | null,
    priorityClass: PlanClass,
    verdict: Verdict,
    count: number,
    expectedCount: number,
  ) => {
    const key = `${centreId}|${priorityClass}|${verdict.rule}`
    const group = groups.get(key)
    if (group === undefined)
      groups.set(key, { centreId, priorityClass, rule: verdict.rule, count, expectedCount, remedy: verdict.remedy })
    else {
      group.count += count
      group.expectedCount += expectedCount
      group.remedy ??= verdict.remedy
    }
  }
  for (const { priorityClass, count, expectedCount } of demands.beyondReach) {
    add(
      null,
      priorityClass,
      { rule: 'beyond_reach', remedy: { code: 'add_a_centre_nearer', facts: {} } },
      count,
      expectedCount,
    )
  }
  const known = { stops, possible: possibleDays(compiled), firstDays: firstDaysByCentre(compiled, stops) }
  for (let demand = 0; demand < demands.size; demand += 1) {
    const left = (demands.count[demand] as number) - (filling.seen[demand] as number)
    if (left < 1e-6) continue
    const verdict = judge(compiled, filling, known, demand)
    const share = (demands.expectedCount[demand] as number) / (demands.count[demand] as number)
    const priorityClass = PLAN_CLASSES[demands.priorityClass[demand] as number] as PlanClass
    // Patients of one demand cannot be told apart: those left are shared out as all of them live.
    const nearest = demands.nearest[demand] as readonly number[]
    for (let index = 0; index < nearest.length; index += 2) {
      const here = (left * (nearest[index + 1] as number)) / (demands.count[demand] as number)
      add((problem.centres[nearest[index] as number] as PlanCentre).id, priorityClass, verdict, here, here * share)
    }
  }
  return [...groups.values()].sort((a, b) => a.priorityClass.localeCompare(b.priorityClass) || b.count - a.count)
}

/** For each centre, the days on which some unit could stand there (1), whatever else is planned. */
function possibleDays(compiled: Compiled): Uint8Array[] {
  const { kindOfUnit, isReachable, centreCount, weekCount } = compiled
  return compiled.problem.centres.map((_, centre) => {
    const days = new Uint8Array(weekCount * 7)
    const kinds = new Set<number>()
    for (const [unit, kind] of kindOfUnit.entries()) {
      // Units of a kind could make the same stops: one of them that comes here tells for all.
      if (kinds.has(kind) || isReachable[unit * centreCount + centre] !== 1) continue
      kinds.add(kind)
      for (let week = 0; week < weekCount; week += 1) {
        for (const visit of visitsOf(compiled, unit, centre, week)) days.fill(1, visit.firstDay, visit.lastDay + 1)
      }
    }
    return days
  })
}

/** For each centre, the first days of its stops, in order of time. */
function firstDaysByCentre(compiled: Compiled, stops: readonly PlacedVisit[]): readonly (readonly number[])[] {
  const days: number[][] = compiled.problem.centres.map(() => [])
  for (const { centre, visit } of stops) days[centre]?.push(visit.firstDay)
  for (const list of days) list.sort((a, b) => a - b)
  return days
}

/** The first day after `until` on which a stop begins at one of the centres; null where none does. */
function nextStop(firstDays: readonly (readonly number[])[], centres: readonly number[], until: number): number | null {
  let next = Number.POSITIVE_INFINITY
  for (const centre of centres) {
    for (const day of firstDays[centre] as readonly number[]) {
      if (day <= until) continue
      next = Math.min(next, day)
      break
    }
  }
  return next === Number.POSITIVE_INFINITY ? null : next
}

/** What the verdicts on all patients are drawn from, worked out once. */
type Known = {
  readonly stops: readonly PlacedVisit[]
  readonly possible: readonly Uint8Array[]
  readonly firstDays: readonly (readonly number[])[]
}

function judge(compiled: Compiled, filling: Filling, known: Known, demand: number): Verdict {
  const { stops, possible } = known
  const { demands, calendar, problem } = compiled
  const from = demands.fromDay[demand] as number
  const until = demands.untilDay[demand] as number
  const centres = demands.centresOfCell[demands.cell[demand] as number] as readonly number[]
  if (until < calendar.firstDay)
    return { rule: 'deadline_before_horizon', remedy: { code: 'refer_elsewhere', facts: {} } }
  if (from > calendar.lastDay) return { rule: 'window_outside_horizon', remedy: null }
  if (until < from) return { rule: 'window_reversed', remedy: { code: 'refer_elsewhere', facts: {} } }
  const bins = filling.binsOfDemand(demand)
  if (bins.length > 0) {
    const stop = stops[filling.bins[bins[0] as number]?.stop as number] as PlacedVisit
    const facts = {
      centreId: (problem.centres[stop.centre] as PlanCentre).id,
      first: dateOfDay(calendar, stop.visit.firstDay),
    }
    return { rule: 'places_taken', remedy: { code: remedyForPlaces(compiled, stop), facts } }
  }
  const openDay = firstPossibleDay(possible, centres, from, until)
  if (openDay === null) {
    const later = firstPossibleDay(possible, centres, until + 1, calendar.weeks * 7 - 1)
    const facts =
      later === null
        ? {}
        : { centreId: (problem.centres[later.centre] as PlanCentre).id, date: dateOfDay(calendar, later.day) }
    return {
      rule: 'no_possible_day_in_time',
      remedy: later === null ? { code: 'open_a_date', facts: {} } : { code: 'next_possible_day', facts },
    }
  }
  const next = nextStop(known.firstDays, centres, until)
  const facts = { centreId: (problem.centres[openDay.centre] as PlanCentre).id, date: dateOfDay(calendar, openDay.day) }
  if (next === null) return { rule: 'no_stop_in_time', remedy: { code: 'stop_on_another_day', facts } }
  const daysLate = next - until
  return { rule: 'stop_too_late', remedy: { code: 'stop_on_another_day', facts: { ...facts, daysLate } } }
}

function remedyForPlaces(compiled: Compiled, stop: PlacedVisit): string {
  const centre = compiled.problem.centres[stop.centre] as PlanCentre
  const canLengthen = visitsOf(compiled, stop.unit, stop.centre, stop.week).some(
    (visit) => visit.places > stop.visit.places,
  )
  if (canLengthen && stop.visit.dayPlaces.length < centre.maxDays) return 'one_more_day'
  return (compiled.problem.units[stop.unit]?.rooms ?? 1) > 1 ? 'second_specialist' : 'second_stop'
}

function firstPossibleDay(possible: readonly Uint8Array[], centres: readonly number[], from: number, until: number) {
  for (let day = Math.max(0, from); day <= until; day += 1) {
    for (const centre of centres) if (possible[centre]?.[day] === 1) return { centre, day }
  }
  return null
}
