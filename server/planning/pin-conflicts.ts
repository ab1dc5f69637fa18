import { addDays } from '../../shared/days.ts'
import type { PlanPin, PlanProblem } from '../../shared/plan.ts'
import type { PlanReason, PlanRefusal } from '../../shared/plan-result.ts'
import { type Compiled, visitsOf } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { buildModel } from './exact/model.ts'
import { forbiddingRule } from './explain/absent.ts'
import { rulesInTheWay } from './pin-remedies.ts'
import { refusePlan } from './refuse-plan.ts'
import { answersPin, fixedStops } from './rules/pins.ts'
import { problemDays } from './rules/stop-rules.ts'

/** A stop asked for at a centre, with its unit and days where they are given. */
export type FixedStop = Omit<PlanPin, 'id'>

const factsOf = (pin: FixedStop): PlanReason['facts'] => ({
  centreId: pin.centreId,
  ...(pin.unitId !== null && { unitId: pin.unitId }),
  ...(pin.first !== null && { first: pin.first }),
  ...(pin.last !== null && { last: pin.last }),
})

/** A pin has an identifier of its own; a published stop has none. */
const isPublished = (pin: FixedStop): boolean => !('id' in pin)

const reasonOf = (pin: FixedStop): PlanReason => ({
  code: isPublished(pin) ? 'published_stop' : 'pin',
  facts: factsOf(pin),
})

const remedyOf = (pin: FixedStop): PlanReason => ({
  code: isPublished(pin) ? 'change_the_published' : 'move_the_pin',
  facts: factsOf(pin),
})

function hasPossibleStop(compiled: Compiled, pin: FixedStop): boolean {
  const centre = compiled.problem.centres.findIndex(({ id }) => id === pin.centreId)
  for (let unit = 0; unit < compiled.unitCount; unit += 1) {
    for (let week = 0; week < compiled.weekCount; week += 1) {
      for (const visit of visitsOf(compiled, unit, centre, week)) {
        if (answersPin(compiled, { unit, centre, week, visit }, pin)) return true
      }
    }
  }
  return false
}

/** The days of the ban a pin runs into, so that it can be told from others; nothing of one without days. */
function banFacts(problem: PlanProblem, pin: FixedStop, code: string, day: string | null): PlanReason['facts'] {
  if (code !== 'banned') return {}
  const during = problem.bans.find(
    (ban) =>
      (ban.centreId ?? pin.centreId) === pin.centreId &&
      (ban.unitId ?? pin.unitId) === pin.unitId &&
      (ban.during === null || day === null || (ban.during.from <= day && day <= ban.during.to)),
  )?.during
  return during ? { from: during.from, until: during.to } : {}
}

/** The rule that makes one pin impossible by itself, with the day it falls on where the pin names days. */
function ruleAgainst(compiled: Compiled, pin: FixedStop): PlanReason {
  const { problem } = compiled
  const centreIndex = problem.centres.findIndex(({ id }) => id === pin.centreId)
  const forbidding = forbiddingRule(compiled, centreIndex)
  if (forbidding !== null)
    return {
      code: forbidding.code,
      facts: { centreId: pin.centreId, ...banFacts(problem, pin, forbidding.code, pin.first) },
    }
  const centre = problem.centres[centreIndex] as PlanProblem['centres'][number]
  const units = problem.units.filter((unit) => pin.unitId === null || unit.id === pin.unitId)
  if (pin.first !== null) {
    const { first } = pin
    const last = pin.last ?? addDays(first, centre.minDays - 1)
    const broken = units.map((unit) => problemDays(problem, unit, centre, first, last))
    const rules = broken.every((each) => each.length > 0) ? (broken[0] ?? []) : []
    const telling = rules.find(({ facts }) => facts.date !== undefined) ?? rules[0]
    if (telling !== undefined) {
      const day = telling.facts.date === undefined ? null : String(telling.facts.date)
      return { ...telling, facts: { ...telling.facts, ...banFacts(problem, pin, telling.code, day) } }
    }
  }
  return { code: 'no_possible_stop', facts: { centreId: pin.centreId } }
}

/** Whether pins can stand together, demand and score aside. Only their own centres can be in each other's way. */
export function canStandTogether(compiled: Compiled, highs: Highs, pins: readonly FixedStop[]): boolean {
  const ids = new Set(pins.map((pin) => pin.centreId))
  const only: Compiled = {
    ...compiled,
    problem: { ...compiled.problem, pins: pins.map((pin, index) => ({ id: `${index}`, ...pin })), frozen: [] },
  }
  const { model } = buildModel(only, {
    hasStop: ({ centre }) => ids.has(compiled.problem.centres[centre]?.id ?? ''),
    hasMove: () => true,
    hasDemand: false,
  })
  return highs.withModel(model.data(highs), (solver) => {
    solver.options.set({ output_flag: false, time_limit: 5, mip_max_improving_sols: 1 })
    solver.run()
    return solver.getModelStatus() !== highs.constants.modelStatus.infeasible
  })
}

/** A smallest set that cannot stand together: every pin left in it is needed for the conflict (deletion filter). */
function smallestConflict(compiled: Compiled, highs: Highs, pins: readonly FixedStop[]): readonly FixedStop[] {
  let conflict = pins
  for (const pin of pins) {
    const without = conflict.filter((other) => other !== pin)
    if (without.length > 0 && !canStandTogether(compiled, highs, without)) conflict = without
  }
  return conflict
}

/** Refuses pins and frozen stops that break a rule, alone or together, naming the rule and a smallest set in conflict. */
export function refusePins(compiled: Compiled, highs: Highs): PlanRefusal | null {
  const pins = fixedStops(compiled)
  if (pins.length === 0) return null
  const impossible = pins.find((pin) => !hasPossibleStop(compiled, pin))
  if (impossible !== undefined) {
    const rule = ruleAgainst(compiled, impossible)
    return refusePlan(
      'pin_impossible',
      'pins',
      [reasonOf(impossible), rule],
      [remedyOf(impossible), { code: 'relax_rule', facts: { ...rule.facts, rule: rule.code } }],
    )
  }
  if (canStandTogether(compiled, highs, pins)) return null
  const conflict = smallestConflict(compiled, highs, pins)
  const { rules, isRelaxable } = rulesInTheWay(compiled.problem, highs, conflict)
  return refusePlan(
    'pins_in_conflict',
    'pins',
    [...conflict.map(reasonOf), ...rules],
    [
      ...conflict.map(remedyOf),
      ...(isRelaxable ? rules.map(({ code, facts }) => ({ code: 'relax_rule', facts: { ...facts, rule: code } })) : []),
    ],
  )
}

/** Refuses a problem in which no stop is possible at all, with the rule that blocks each centre. */
export function refuseWithoutStops(compiled: Compiled): PlanRefusal | null {
  const conflicts: PlanReason[] = []
  for (const [index, centre] of compiled.problem.centres.entries()) {
    const rule = forbiddingRule(compiled, index)
    if (rule === null) return null
    conflicts.push({ code: rule.code, facts: { ...rule.facts, centreId: centre.id } })
  }
  const rules = [...new Set(conflicts.map(({ code }) => code))]
  return refusePlan(
    'no_feasible_stop',
    'centres',
    conflicts,
    rules.map((rule) => ({ code: 'relax_rule', facts: { rule } })),
  )
}
