import type { PlanCentre, PlanProblem, PlanUnit } from '../../shared/plan.ts'
import { PLAN_CLASSES } from '../../shared/plan-classes.ts'
import type { ClassCount, Plan, PlanChange, PlanLeg, PlanReason, PlanStop } from '../../shared/plan-result.ts'
import { dateOfDay } from './calendar.ts'
import { changesAgainst } from './changes.ts'
import type { Compiled } from './compile/compile.ts'
import { explainAbsence } from './explain/absent.ts'
import { countExclusive, countLate, type Exclusive } from './explain/seen-detail.ts'
import { stopReasons, stopWarnings } from './explain/stop-reasons.ts'
import { explainUnserved } from './explain/unserved.ts'
import { type Filling, fillPlaces } from './fill.ts'
import { breaksOn, type Drive, driveBetween, wholeDrivingDays } from './legs.ts'
import { hashProblem } from './problem-hash.ts'
import { answersPin } from './rules/pins.ts'
import { legsOfUnit, type PlacedVisit, type Schedule, stopsOf } from './schedule.ts'
import { sessionsOfStop } from './sessions.ts'
import { accountStops, pointsOf, type StopAccount, sumTerms } from './terms/score.ts'

/** What a search knows of its bound when it hands over a schedule. */
export type Proof = Pick<Plan, 'bound' | 'boundP1' | 'boundP2' | 'proof' | 'boundStillTightening' | 'certificate'>

/** Plans up to this many stops carry, for each stop, what would be lost without it; larger ones compute it on demand. */
const STOPS_VALUED_AT_ONCE = 40

/** A schedule with its places filled at best, and its score: what costs most of a plan in words, done once. */
export type Filled = {
  readonly schedule: Schedule
  readonly filling: Filling
  readonly accounts: readonly StopAccount[]
  readonly score: number
}

/** Fills the places of a schedule at best, and counts its score. */
export function fillSchedule(compiled: Compiled, schedule: Schedule): Filled {
  const filling = fillPlaces(compiled, stopsOf(schedule))
  const accounts = accountStops(compiled, schedule, filling)
  return { schedule, filling, accounts, score: pointsOf(sumTerms(accounts)) }
}

/**
 * Turns a filled schedule into the plan a person reads: dated stops, legs, score by term, reasons, what is left unserved;
 * `isQuick` leaves out what is lost without a stop and gained by another.
 */
export function assembleFilled(
  compiled: Compiled,
  filled: Filled,
  proof: Proof,
  search: Plan['search'],
  isQuick = false,
): Plan {
  const { problem } = compiled
  const { schedule, filling, accounts, score } = filled
  const placed = stopsOf(schedule)
  const terms = sumTerms(accounts)
  const areValued = !isQuick && placed.length <= STOPS_VALUED_AT_ONCE
  const exclusive = countExclusive(compiled, filling, placed.length)
  const late = countLate(compiled, filling, placed)
  const stops = placed.map((stop, index) => {
    const detail = {
      account: accounts[index] as StopAccount,
      ...(exclusive[index] as Exclusive),
      late: late[index] as number[],
    }
    return planStop(compiled, filled, stop, detail, areValued)
  })
  const bound = Math.max(proof.bound, score)
  const changes = changesAgainst(problem.frozen, stops)
  return {
    version: 1,
    problemName: problem.name,
    problemHash: hashProblem(problem),
    stops,
    units: problem.units.map((unit, index) => unitTravel(compiled, unit, index, schedule, stops)),
    terms,
    score,
    ...proof,
    bound,
    gap: proof.proof === 'optimal' || bound === score ? 0 : (bound - score) / Math.max(1e-9, Math.abs(bound)),
    unserved: explainUnserved(compiled, placed, filling),
    absentCentres: explainAbsence(compiled, schedule, score, isQuick ? null : (changed) => scoreOf(compiled, changed)),
    warnings: planWarnings(problem, stops, changes),
    changes,
    search,
  }
}

function planWarnings(
  { replanning: { mode, maxChangedStops } }: PlanProblem,
  stops: readonly PlanStop[],
  changes: readonly PlanChange[],
): PlanReason[] {
  const changed = changes.filter(({ kind }) => kind === 'moved' || kind === 'removed').length
  const isOver = mode !== 'keep' && maxChangedStops !== null && changed > maxChangedStops
  return [
    ...(stops.length === 0 ? [{ code: 'nothing_worth_a_stop', facts: {} }] : []),
    // Stops that can no longer stand are changed whatever the limit.
    ...(isOver ? [{ code: 'changes_over_limit', facts: { changed, limit: maxChangedStops } }] : []),
  ]
}

/** The score of a schedule, its places filled at best. */
export function scoreOf(compiled: Compiled, schedule: Schedule): number {
  return fillSchedule(compiled, schedule).score
}

/** Whom a stop sees, and whom it alone sees; by class. */
type StopDetail = Exclusive & { readonly account: StopAccount; readonly late: readonly number[] }

function planStop(
  compiled: Compiled,
  { schedule, score }: Filled,
  stop: PlacedVisit,
  { account, exclusive, expected, late }: StopDetail,
  isValued: boolean,
): PlanStop {
  const { problem, calendar } = compiled
  const unit = problem.units[stop.unit] as PlanUnit
  const centre = problem.centres[stop.centre] as PlanCentre
  const dates = { first: dateOfDay(calendar, stop.visit.firstDay), last: dateOfDay(calendar, stop.visit.lastDay) }
  const sees = PLAN_CLASSES.map(
    (priorityClass, each): ClassCount => ({
      priorityClass,
      inTime: account.seen[each]?.amount ?? 0,
      expected: expected[each] as number,
      exclusive: exclusive[each] as number,
      late: late[each] as number,
    }),
  )
  const base = {
    unitId: unit.id,
    centreId: centre.id,
    ...dates,
    sessions: sessionsOfStop(problem, unit, centre, dates.first, dates.last),
    places: stop.visit.places,
    toBeStaffed: stop.visit.toBeStaffed,
    isPinned: problem.pins.some((pin) => answersPin(compiled, stop, pin)),
    isPublished: problem.frozen.some((frozen) => answersPin(compiled, stop, frozen)),
    sees,
    newlyReachable: account.reachable.people,
    newlyReachableNowhereElse: account.reachable.nowhereElse,
    terms: [...account.terms],
    points: pointsOf(account.terms),
    pointsLostWithout: isValued ? score - scoreWithout(compiled, schedule, stop) : null,
  }
  return { ...base, reasons: stopReasons(base), warnings: stopWarnings(compiled, base, schedule, stop) }
}

function scoreWithout(compiled: Compiled, schedule: Schedule, left: PlacedVisit): number {
  return scoreOf(
    compiled,
    schedule.map((weeks) => weeks.map((stop) => (stop === left ? null : stop))),
  )
}

function unitTravel(
  compiled: Compiled,
  unit: PlanUnit,
  index: number,
  schedule: Schedule,
  stops: readonly PlanStop[],
): Plan['units'][number] {
  const { problem, calendar } = compiled
  const legs = legsOfUnit(compiled, index, schedule[index] as Schedule[number]).map((leg): PlanLeg => {
    const drive = driveBetween(problem, leg.from, leg.to) as Drive
    const place = (each: number) =>
      each < compiled.unitCount
        ? `depot:${problem.units[each]?.id}`
        : (problem.centres[each - compiled.unitCount] as PlanCentre).id
    const departure =
      leg.after?.visit.lastDay ??
      (leg.before as PlacedVisit).visit.firstDay - 1 - wholeDrivingDays(drive.seconds, unit.drivingPolicy)
    const arrival =
      leg.before === null
        ? departure + 1 + wholeDrivingDays(drive.seconds, unit.drivingPolicy)
        : leg.before.visit.firstDay
    return {
      from: place(leg.from),
      to: place(leg.to),
      earliestDeparture: dateOfDay(calendar, departure),
      latestArrival: dateOfDay(calendar, arrival),
      driveSeconds: drive.seconds,
      ...breaksOn(drive.seconds, unit.drivingPolicy, dateOfDay(calendar, departure)),
      metres: drive.metres,
      wholeDays: wholeDrivingDays(drive.seconds, unit.drivingPolicy),
    }
  })
  const mine = stops.filter((stop) => stop.unitId === unit.id)
  return {
    unitId: unit.id,
    legs,
    metres: legs.reduce((sum, leg) => sum + leg.metres, 0),
    driveSeconds: legs.reduce((sum, leg) => sum + leg.driveSeconds, 0),
    days: mine.reduce((sum, stop) => sum + stop.sessions.length, 0) + legs.reduce((sum, leg) => sum + leg.wholeDays, 0),
  }
}
