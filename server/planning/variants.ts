import type { PlanPin, PlanProblem } from '../../shared/plan.ts'
import type { PlanStop } from '../../shared/plan-result.ts'

// Problems one decision away from another: solving them answers "what without it?" and "what with it?".

/** The same problem without a stop of its plan: that centre, unit and those days are banned, and no pin asks for them. */
export function withoutStop(problem: PlanProblem, { unitId, centreId, first, last }: PlanStop): PlanProblem {
  const asksForIt = (pin: Omit<PlanPin, 'id'>) =>
    pin.centreId === centreId &&
    (pin.unitId ?? unitId) === unitId &&
    (pin.first ?? first) === first &&
    (pin.last ?? last) === last
  return {
    ...problem,
    pins: problem.pins.filter((pin) => !asksForIt(pin)),
    frozen: problem.frozen.filter((stop) => !asksForIt(stop)),
    bans: [
      ...problem.bans,
      { id: `without:${centreId}:${first}`, centreId, unitId, during: { from: first, to: last } },
    ],
  }
}

/** The same problem where a centre must be visited, whenever that is best. */
export function withCentre(problem: PlanProblem, centreId: string): PlanProblem {
  return {
    ...problem,
    pins: [...problem.pins, { id: `with:${centreId}`, centreId, unitId: null, first: null, last: null }],
  }
}

/** The same problem without one of its pins: the difference in score is the pin's price. */
export function withoutPin(problem: PlanProblem, pinId: string): PlanProblem {
  return { ...problem, pins: problem.pins.filter((pin) => pin.id !== pinId) }
}
