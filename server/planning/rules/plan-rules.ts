import type { PlanCentre } from '../../../shared/plan.ts'
import type { PlanReason } from '../../../shared/plan-result.ts'
import { dateOfDay } from '../calendar.ts'
import type { Compiled } from '../compile/compile.ts'
import { type PlacedVisit, type Schedule, stopsOf } from '../schedule.ts'
import { answersPin, fixedStops } from './pins.ts'
import { transferPoints, travelFits } from './travel-fits.ts'

/** A hard rule on a whole schedule: the breaches it finds, each with the facts a person needs. */
export type PlanRule = (compiled: Compiled, schedule: Schedule) => PlanReason[]

const nameOf = (compiled: Compiled, stop: PlacedVisit) => (compiled.problem.centres[stop.centre] as PlanCentre).id
const about = (compiled: Compiled, stop: PlacedVisit, other: PlacedVisit) => ({
  centreId: nameOf(compiled, stop),
  first: dateOfDay(compiled.calendar, stop.visit.firstDay),
  otherCentreId: nameOf(compiled, other),
  otherFirst: dateOfDay(compiled.calendar, other.visit.firstDay),
})

function byCentre(schedule: Schedule): PlacedVisit[][] {
  const groups = new Map<number, PlacedVisit[]>()
  for (const stop of stopsOf(schedule)) groups.set(stop.centre, [...(groups.get(stop.centre) ?? []), stop])
  return [...groups.values()].map((stops) => stops.sort((a, b) => a.week - b.week || a.unit - b.unit))
}

/** Rule `revisit_interval`: weeks between two visits of a centre. Units that may meet there count as one visit. */
export const revisitInterval: PlanRule = (compiled, schedule) =>
  byCentre(schedule).flatMap((stops) =>
    stops.slice(1).flatMap((stop, index) => {
      const before = stops[index] as PlacedVisit
      const centre = compiled.problem.centres[stop.centre] as PlanCentre
      if (stop.week === before.week || stop.week - before.week >= centre.revisitWeeks) return []
      return [{ code: 'revisit_interval', facts: { ...about(compiled, stop, before), weeks: centre.revisitWeeks } }]
    }),
  )

/** Rule `one_unit_at_a_centre`: two units meet only where that is allowed. */
export const oneUnitAtACentre: PlanRule = (compiled, schedule) =>
  byCentre(schedule).flatMap((stops) =>
    stops.slice(1).flatMap((stop, index) => {
      const before = stops[index] as PlacedVisit
      const mayMeet = (compiled.problem.centres[stop.centre] as PlanCentre).mayHostSeveralUnits
      if (stop.week !== before.week || mayMeet) return []
      return [{ code: 'one_unit_at_a_centre', facts: about(compiled, stop, before) }]
    }),
  )

/** Rule `max_visits`: no more visits of a centre than it accepts over the horizon. */
export const maxVisits: PlanRule = (compiled, schedule) =>
  byCentre(schedule).flatMap((stops) => {
    const { id, maxVisits: most } = compiled.problem.centres[(stops[0] as PlacedVisit).centre] as PlanCentre
    if (most === null || stops.length <= most) return []
    return [{ code: 'max_visits', facts: { centreId: id, visits: stops.length, most } }]
  })

/** Rule `travel_fits`: between stops of consecutive weeks there is a leg, and the days to drive it. */
export const travelIsPossible: PlanRule = (compiled, schedule) =>
  schedule.flatMap((weeks, unit) =>
    weeks.flatMap((stop, week) => {
      const before = week === 0 ? null : (weeks[week - 1] ?? null)
      if (stop === null || before === null) return []
      // Where a unit may not stay, there is no leg either: `revisit_interval` says so already.
      const isRevisit =
        stop.centre === before.centre && (compiled.problem.centres[stop.centre] as PlanCentre).revisitWeeks > 1
      if (isRevisit) return []
      const hasLeg = Number.isFinite(transferPoints(compiled, unit, before.centre, stop.centre))
      if (hasLeg && travelFits(compiled, unit, before, stop)) return []
      return [{ code: 'travel_fits', facts: about(compiled, stop, before) }]
    }),
  )

/** Rule `pin_kept`: every pinned and every frozen stop is in the plan. */
export const pinsKept: PlanRule = (compiled, schedule) => {
  const stops = stopsOf(schedule)
  return fixedStops(compiled)
    .filter((pin) => !stops.some((stop) => answersPin(compiled, stop, pin)))
    .map((pin) => ({
      code: 'pin_kept',
      facts: { centreId: pin.centreId, ...(pin.first && { first: pin.first }), ...(pin.last && { last: pin.last }) },
    }))
}

export const PLAN_RULES: readonly PlanRule[] = [
  revisitInterval,
  oneUnitAtACentre,
  maxVisits,
  travelIsPossible,
  pinsKept,
]

/** Every breach of the rules on a whole schedule. */
export function brokenPlanRules(compiled: Compiled, schedule: Schedule): PlanReason[] {
  return PLAN_RULES.flatMap((rule) => rule(compiled, schedule))
}
