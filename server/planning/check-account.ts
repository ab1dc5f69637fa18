import type { Plan, PlanReason, PlanStop } from '../../shared/plan-result.ts'
import { assembleFilled, type Filled } from './assemble.ts'
import type { Compiled } from './compile/compile.ts'

const TOLERANCE = 1e-6

/** What a stop says of itself beyond its days and places. */
const OF_A_STOP = [
  'sees',
  'newlyReachable',
  'newlyReachableNowhereElse',
  'terms',
  'points',
  'isPinned',
  'isPublished',
] as const satisfies readonly (keyof PlanStop)[]
const IN_TOTAL = ['terms', 'units', 'unserved', 'changes'] as const satisfies readonly (keyof Plan)[]

/**
 * What a plan says that its stops, filled at best, do not bear out, they and the score aside: whom each stop sees, its points, the
 * drives, those left unserved, the gap. `wrong_account` names the part, and the stop where it is a stop's.
 */
export function wrongAccounts(compiled: Compiled, filled: Filled, plan: Plan): PlanReason[] {
  const { bound, boundP1, boundP2, proof, boundStillTightening, certificate } = plan
  const said = { bound, boundP1, boundP2, proof, boundStillTightening, certificate }
  const again = assembleFilled(compiled, filled, said, plan.search, true)
  const keyOf = (stop: PlanStop) => `${stop.unitId} ${stop.first}`
  const stated = new Map(plan.stops.map((stop) => [keyOf(stop), stop]))
  const breaches = again.stops.flatMap((stop): PlanReason[] => {
    const wrong = OF_A_STOP.find((part) => !isAlike(stop[part], stated.get(keyOf(stop))?.[part]))
    return wrong === undefined ? [] : [breachOf(wrong, { centreId: stop.centreId, first: stop.first })]
  })
  for (const part of IN_TOTAL) if (!isAlike(again[part], plan[part])) breaches.push(breachOf(part))
  if (!isAlike(again.gap, plan.gap))
    breaches.push({ code: 'wrong_gap', facts: { stated: plan.gap, actual: again.gap } })
  return breaches
}

const breachOf = (part: string, facts: PlanReason['facts'] = {}): PlanReason => ({
  code: 'wrong_account',
  facts: { part, ...facts },
})

/** Whether two values say the same, figures within a millionth. */
function isAlike(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one))
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isAlike(one[key as keyof typeof one], other[key as keyof typeof other]))
  )
}
