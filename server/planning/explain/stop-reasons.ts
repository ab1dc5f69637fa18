import type { PlanCentre, PlanUnit } from '../../../shared/plan.ts'
import type { PlanReason, PlanStop } from '../../../shared/plan-result.ts'
import { amountOf } from '../../../shared/plan-terms.ts'
import type { Compiled } from '../compile/compile.ts'
import { driveBetween } from '../legs.ts'
import { dayWarnings } from '../rules/warnings.ts'
import { legsOfUnit, type PlacedVisit, type Schedule } from '../schedule.ts'

const round = (value: number): number => Math.round(value * 10) / 10

/** Why this stop, strongest first: who it sees, whom no other stop could, who becomes reachable, what it costs. */
export function stopReasons(stop: Omit<PlanStop, 'reasons' | 'warnings'>): PlanReason[] {
  const reasons: PlanReason[] = []
  if (stop.isPublished) reasons.push({ code: 'published', facts: {} })
  else if (stop.isPinned) reasons.push({ code: 'pinned', facts: {} })
  const counts = Object.fromEntries(stop.sees.map(({ priorityClass, inTime }) => [priorityClass, round(inTime)]))
  const seen = stop.sees.reduce((sum, { inTime }) => sum + inTime, 0)
  if (seen > 0) reasons.push({ code: 'sees_in_time', facts: { total: round(seen), places: stop.places, ...counts } })
  const exclusive = stop.sees.reduce((sum, each) => sum + each.exclusive, 0)
  const urgentExclusive = stop.sees.slice(0, 2).reduce((sum, each) => sum + each.exclusive, 0)
  if (exclusive > 0) {
    reasons.push({ code: 'only_stop_for', facts: { total: round(exclusive), urgent: round(urgentExclusive) } })
  }
  const late = stop.sees.reduce((sum, each) => sum + each.late, 0)
  if (late > 0) reasons.push({ code: 'also_sees_late', facts: { total: round(late) } })
  if (stop.newlyReachable > 0) {
    const facts = { people: Math.round(stop.newlyReachable), nowhereElse: Math.round(stop.newlyReachableNowhereElse) }
    reasons.push({ code: 'newly_reachable', facts })
  }
  if (amountOf(stop.terms, 'department_first_visit') > 0) reasons.push({ code: 'department_first_visit', facts: {} })
  reasons.push({
    code: 'costs',
    facts: {
      days: amountOf(stop.terms, 'days_on_road'),
      kilometres: Math.round(amountOf(stop.terms, 'kilometres')),
      points: round(-pointsOf(stop, 'days_on_road') - pointsOf(stop, 'set_ups') - pointsOf(stop, 'kilometres')),
    },
  })
  if (stop.pointsLostWithout !== null) {
    reasons.push({ code: 'lost_without', facts: { points: round(stop.pointsLostWithout) } })
  }
  return reasons
}

const pointsOf = (stop: Pick<PlanStop, 'terms'>, name: string): number =>
  stop.terms.find(({ term }) => term === name)?.points ?? 0

/** What deserves attention at a stop; nothing here blocks, except that a red or unstaffed stop cannot be published. */
export function stopWarnings(
  compiled: Compiled,
  stop: Pick<PlanStop, 'sessions' | 'toBeStaffed' | 'isPublished'>,
  schedule: Schedule,
  placed: PlacedVisit,
): PlanReason[] {
  const centre = compiled.problem.centres[placed.centre] as PlanCentre
  const warnings: PlanReason[] = []
  const seen = new Set<string>()
  for (const { date } of stop.sessions) {
    for (const code of dayWarnings(compiled.problem, centre, date)) {
      if (seen.has(code)) continue
      seen.add(code)
      warnings.push({ code, facts: { date } })
    }
  }
  // A published stop has been through the gate: its specialists stand on the roster, which the problem need not repeat.
  if (stop.toBeStaffed && !stop.isPublished) warnings.push({ code: 'to_be_staffed', facts: {} })
  if (centre.readiness !== 'green') warnings.push({ code: `readiness_${centre.readiness}`, facts: {} })
  if (arrivesLate(compiled, schedule, placed)) warnings.push({ code: 'late_arrival', facts: {} })
  return warnings
}

/** A leg that the evening after tear-down cannot hold, with no whole day left before the first session. */
function arrivesLate(compiled: Compiled, schedule: Schedule, placed: PlacedVisit): boolean {
  const unit = compiled.problem.units[placed.unit] as PlanUnit
  const leg = legsOfUnit(compiled, placed.unit, schedule[placed.unit] as Schedule[number]).find(
    (each) => each.before === placed,
  )
  if (leg?.after == null) return false
  const seconds = driveBetween(compiled.problem, leg.from, leg.to)?.seconds ?? 0
  const nights = placed.visit.firstDay - leg.after.visit.lastDay
  return nights === 1 && seconds > unit.drivingPolicy.eveningDriveSeconds / 2
}
