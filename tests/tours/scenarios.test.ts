import { beforeAll, describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { finishProposal, insertProposal } from '../../server/tours/proposal-store.ts'
import { PlanRates } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { ProposalRequest, type ProposalView, type Scenario } from '../../shared/proposal.ts'
import { toInstant } from '../../shared/time.ts'
import type { TourComparison } from '../../shared/tour-view.ts'
import { aProblem, planFor } from '../planning/small-problem.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

let app: Awaited<ReturnType<typeof testApp>>
let plan: Plan
let send: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>
const scenarios = async () => ((await send('GET', '/proposals')).body as { scenarios: Scenario[] }).scenarios

/** A proposal computed so many hours after the first one; without a plan where it failed. */
async function aProposal(hours: number, found: Plan | null = plan, rates: object = {}): Promise<string> {
  const proposalId = crypto.randomUUID()
  const now = toInstant(Date.parse('2026-01-19T08:00:00.000Z') + hours * 3_600_000)
  const asked = { from: '2026-01-05', to: '2026-01-18', unitIds: [mobilderm.unitId], rates }
  const request = ProposalRequest.parse(asked)
  const problemText = JSON.stringify(aProblem())
  await insertProposal(app.ports.db, {
    proposalId,
    request,
    problemText,
    now,
    personId: null,
    runner: 'this',
    aliveAt: now,
  })
  const end = { plan: found, refusal: found ? null : { refusal: 'planner_failed' }, now }
  await finishProposal(app.ports.db, proposalId, { state: found ? 'done' : 'failed', ...end })
  return proposalId
}

beforeAll(async () => {
  app = await testApp({ seed: 'people' })
  const raw = await app.rawAs('Perle')
  send = async (method, path, body) => {
    const init = { method, headers: { Origin: 'http://localhost' } }
    const answer = await raw(`/api${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    return { status: answer.status, body: (await answer.json()) as never }
  }
  plan = { ...(await planFor(aProblem())), stops: [] }
})

describe(`scenarios on ${ENGINE}`, () => {
  it('are the proposals kept under a name, however old, and the latest of the others, with their criteria', async () => {
    const [kept] = [await aProposal(0)]
    const failed = await aProposal(1, null)
    const others: string[] = []
    for (let hours = 2; hours < 12; hours += 1) others.push(await aProposal(hours))
    expect((await scenarios()).map(({ proposalId }) => proposalId)).toEqual(others.slice(-8).reverse())

    const named = await send('PUT', `/proposals/${kept}/name`, { name: 'Sans Bû' })
    expect(named.status).toBe(200)
    const listed = await scenarios()
    expect(listed.map(({ proposalId }) => proposalId)).toEqual([...others.slice(-8).reverse(), kept])
    const { score, bound, gap, terms } = plan
    expect(listed.at(-1)).toEqual({
      proposalId: kept,
      name: 'Sans Bû',
      createdAt: '2026-01-19T08:00:00.000Z',
      from: '2026-01-05',
      to: '2026-01-18',
      units: ['Mobil’Derm'],
      preset: 'balanced',
      summary: { score, bound, gap, isOptimal: plan.proof === 'optimal', terms, stops: 0 },
    })
    expect((await send('GET', `/proposals/${kept}`)).body as ProposalView).toMatchObject({ name: 'Sans Bû' })

    expect((await send('PUT', `/proposals/${kept}/name`, { name: null })).status).toBe(200)
    expect((await scenarios()).map(({ proposalId }) => proposalId)).not.toContain(kept)
    expect((await send('PUT', `/proposals/${failed}/name`, { name: 'x' })).body).toMatchObject({
      code: 'proposal_not_ready',
    })
    expect((await send('PUT', `/proposals/${crypto.randomUUID()}/name`, { name: 'x' })).status).toBe(404)
    expect((await send('PUT', `/proposals/${kept}/name`, { name: ' ' })).status).toBe(400)
  })

  it('are compared by name, each with its own score, bound and rates', async () => {
    const [left, right] = [await aProposal(20), await aProposal(21, plan, { perSetUp: 3 })]
    await send('PUT', `/proposals/${left}/name`, { name: 'Au plus court' })
    const path = `/tours/compare?left=proposal:${left}&right=proposal:${right}`
    const compared = (await send('GET', path)).body as TourComparison
    const { score, bound, gap } = plan
    const said = { score, bound, gap, isOptimal: plan.proof === 'optimal' }
    expect(compared.left).toMatchObject({ name: 'Au plus court', plan: { ...said, rates: PlanRates.parse({}) } })
    expect(compared.right).toMatchObject({ name: '', plan: { ...said, rates: PlanRates.parse({ perSetUp: 3 }) } })
  })
})
