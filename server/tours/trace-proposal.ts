import type { LngLat } from '../../shared/geo.ts'
import { PlanProblem } from '../../shared/plan.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { ProposalRoad } from '../../shared/proposal.ts'
import type { Ports } from '../ports.ts'
import { findProposal } from './proposal-store.ts'
import { truckLimitsOf } from './truck-limits.ts'
import { listEveryUnit } from './unit-store.ts'

/**
 * The way of each leg of a proposal, once per pair of places however often it is driven; a leg nobody can trace is left
 * out. Refuses `not_found` and a proposal without plan.
 */
export async function traceProposal(
  { db, travel }: Pick<Ports, 'db' | 'travel'>,
  proposalId: string,
): Promise<ProposalRoad[] | Refusal> {
  const proposal = await findProposal(db, proposalId)
  if (!proposal) return refuse('not_found')
  if (!proposal.plan) return refuse('proposal_not_ready')
  const { units, centres } = PlanProblem.parse(JSON.parse(proposal.problemText))
  const places = new Map<string, LngLat>([
    ...units.map(({ id, depot }): [string, LngLat] => [`depot:${id}`, depot]),
    ...centres.map(({ id, lngLat }): [string, LngLat] => [id, lngLat]),
  ])
  const roads = new Map<string, ProposalRoad>()
  const kept = await listEveryUnit(db)
  // As the problem had them measured: every unit of a plan drives alike.
  const truck = truckLimitsOf(kept.filter(({ unitId }) => units.some(({ id }) => id === unitId)))
  const profile = truck ? 'truck' : 'car'
  for (const unit of proposal.plan.units) {
    for (const { from, to } of unit.legs) {
      const [start, end] = [places.get(from), places.get(to)]
      if (!start || !end || roads.has(`${from} ${to}`)) continue
      const route = await travel.route({ profile, truck, from: start, to: end })
      if ('reason' in route) continue
      const path = route.geometry.coordinates.map(([lng, lat]): LngLat => [lng!, lat!])
      roads.set(`${from} ${to}`, { from, to, path })
    }
  }
  return [...roads.values()]
}
