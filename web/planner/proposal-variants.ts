import type { Plan, PlanStop } from '../../shared/plan-result.ts'
import type { ProposalRequest, ProposalRequestInput, ProposalVariant, ProposalView } from '../../shared/proposal.ts'

type CentreId = NonNullable<ProposalVariant['centreId']>

const variantOf = (view: ProposalView, kind: ProposalVariant['kind'], centreId: string): ProposalVariant => ({
  of: view.proposalId,
  kind,
  centreId: centreId as CentreId,
})

/** The same request with this stop's centre forbidden on the stop's days. */
export function withoutStop(view: ProposalView, stop: PlanStop): ProposalRequestInput {
  const during = { from: stop.first, to: stop.last }
  const ban = { centreId: stop.centreId as CentreId, during }
  return {
    ...view.request,
    bans: [...view.request.bans, ban],
    pins: withoutPinsAt(view.request, stop.centreId),
    variant: variantOf(view, 'without_stop', stop.centreId),
  }
}

/** The same request without what imposes this stop: its best plan tells what imposing it costs. */
export function withoutPin(view: ProposalView, stop: PlanStop): ProposalRequestInput {
  return {
    ...view.request,
    pins: withoutPinsAt(view.request, stop.centreId),
    variant: variantOf(view, 'without_pin', stop.centreId),
  }
}

/** The same request with a visit to this centre imposed, any days. */
export function withCentre(view: ProposalView, centreId: string): ProposalRequestInput {
  const pin = { centreId: centreId as CentreId, first: null, last: null }
  return {
    ...view.request,
    pins: [...view.request.pins, pin],
    bans: view.request.bans.filter((ban) => ban.centreId !== centreId),
    variant: variantOf(view, 'with_centre', centreId),
  }
}

const withoutPinsAt = (request: ProposalRequest, centreId: string) =>
  request.pins.filter((pin) => pin.centreId !== centreId)

/** A request changed by hand from this proposal's, so that the effect of the changes is shown. */
export const changedFrom = (request: ProposalRequestInput, proposalId: string): ProposalRequestInput => ({
  ...request,
  variant: { of: proposalId, kind: 'changed' },
})

/**
 * Score gained or lost by the variant against what it varies, and whether both are proven optimal; null where their
 * points are not the same ones.
 */
export function differenceFrom(view: ProposalView, plan: Plan): { points: number; isExact: boolean } | null {
  if (!view.base || view.state === 'running' || !isSame(view.base.rates, view.request.rates)) return null
  return { points: plan.score - view.base.score, isExact: view.base.isOptimal && plan.proof === 'optimal' }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
