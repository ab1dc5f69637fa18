import type { PlanCentre } from '../../../shared/plan.ts'
import type { AbsentCentre, PlanReason } from '../../../shared/plan-result.ts'
import { dateOfDay } from '../calendar.ts'
import { type Compiled, visitsOf } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'
import { brokenPlanRules } from '../rules/plan-rules.ts'
import { type PlacedVisit, type Schedule, stopsOf } from '../schedule.ts'

const CENTRES_TRIED_AT_ONCE = 30
const round = (value: number): number => Math.round(value * 10) / 10

type ScoreOf = (schedule: Schedule) => number

/**
 * Every centre left out: the first rule that forbids it whatever the plan, or the use the plan prefers, with the change in
 * points of the best single insertion or exchange (other stops staying). Tried at once for small plans where `scoreOf` is
 * given, else on demand.
 */
export function explainAbsence(
  compiled: Compiled,
  schedule: Schedule,
  score: number,
  scoreOf: ScoreOf | null,
): AbsentCentre[] {
  const visited = new Set(stopsOf(schedule).map((stop) => stop.centre))
  const absent = compiled.problem.centres.map((_, index) => index).filter((index) => !visited.has(index))
  const isSmall = absent.length <= CENTRES_TRIED_AT_ONCE && stopsOf(schedule).length <= CENTRES_TRIED_AT_ONCE
  return absent.map((centre) => {
    const centreId = (compiled.problem.centres[centre] as PlanCentre).id
    const rule = forbiddingRule(compiled, centre)
    if (rule !== null) return { centreId, reason: rule, pointsOfBestInsertion: null }
    if (!isSmall || scoreOf === null)
      return { centreId, reason: { code: 'better_use', facts: {} }, pointsOfBestInsertion: null }
    return { centreId, ...bestInsertion(compiled, schedule, centre, score, scoreOf) }
  })
}

/** The rule that keeps every unit from every possible stop at a centre, or null when some stop is possible. */
export function forbiddingRule(compiled: Compiled, centre: number): PlanReason | null {
  const units = Array.from({ length: compiled.unitCount }, (_, unit) => unit)
  const isReached = units.some((unit) => compiled.isReachable[unit * compiled.centreCount + centre] === 1)
  if (!isReached) return { code: 'unreachable_centre', facts: {} }
  const { maxVisits, revisitWeeks, minDays, maxDays } = compiled.problem.centres[centre] as PlanCentre
  if (maxVisits === 0) return { code: 'max_visits', facts: { most: 0 } }
  if (maxDays < minDays) return { code: 'days_per_stop_reversed', facts: { least: minDays, most: maxDays } }
  const rules = new Map<string, number>()
  for (const unit of units) {
    for (let week = 0; week < compiled.weekCount; week += 1) {
      if (visitsOf(compiled, unit, centre, week).length > 0) return null
    }
    const kind = compiled.kindOfUnit[unit] as number
    for (const [rule, weeks] of compiled.brokenRules[kind * compiled.centreCount + centre] as ReadonlyMap<
      string,
      number
    >) {
      rules.set(rule, (rules.get(rule) ?? 0) + weeks)
    }
  }
  const [code] = [...rules].sort((a, b) => b[1] - a[1])[0] ?? ['no_possible_stop']
  return { code, facts: code === 'revisit_interval' ? { weeks: revisitWeeks } : {} }
}

function bestInsertion(compiled: Compiled, schedule: Schedule, centre: number, score: number, scoreOf: ScoreOf) {
  let best: { delta: number; placed: PlacedVisit; instead: PlacedVisit | null } | null = null
  let firstBreach: PlanReason | null = null
  for (const [unit, weeks] of schedule.entries()) {
    for (const [week, instead] of weeks.entries()) {
      const visit = longest(visitsOf(compiled, unit, centre, week))
      if (visit === undefined) continue
      const placed = { unit, centre, week, visit }
      const changed = schedule.map((row, each) => (each === unit ? row.with(week, placed) : row))
      const breach = brokenPlanRules(compiled, changed)[0]
      if (breach !== undefined) {
        firstBreach ??= breach
        continue
      }
      const delta = scoreOf(changed) - score
      if (best === null || delta > best.delta) best = { delta, placed, instead }
    }
  }
  if (best === null)
    return { reason: firstBreach ?? { code: 'no_possible_stop', facts: {} }, pointsOfBestInsertion: null }
  const facts: PlanReason['facts'] = {
    points: round(best.delta),
    first: dateOfDay(compiled.calendar, best.placed.visit.firstDay),
    ...(best.instead && { insteadOf: (compiled.problem.centres[best.instead.centre] as PlanCentre).id }),
  }
  const code = best.instead === null ? 'not_worth_the_journey' : 'better_use'
  return { reason: { code, facts }, pointsOfBestInsertion: round(best.delta) }
}

function longest(visits: readonly Visit[]): Visit | undefined {
  return visits.reduce<Visit | undefined>(
    (best, visit) => (best && best.places >= visit.places ? best : visit),
    undefined,
  )
}
