import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import type { Planner } from '../../server/planning/planner.ts'
import { transaction } from '../../server/store/database.ts'
import { buildProblem } from '../../server/tours/build-problem.ts'
import { createProposals } from '../../server/tours/propose-tour.ts'
import { saveUnit } from '../../server/tours/unit-store.ts'
import { mondayOf } from '../../shared/days.ts'
import { UnitId } from '../../shared/ids.ts'
import { type PlanProblem, PlanRates, PlanProblem as Problem } from '../../shared/plan.ts'
import {
  ProposalRequest,
  type ProposalRequestInput,
  type ProposalRoad,
  type ProposalView,
} from '../../shared/proposal.ts'
import { toInstant } from '../../shared/time.ts'
import type { TourComparison, TourDetail } from '../../shared/tour-view.ts'
import { testApp } from '../support/test-app.ts'

let app: Awaited<ReturnType<typeof testApp>>
let send: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>

const base = { from: '2026-02-01', to: '2026-04-30', unitIds: [mobilderm.unitId], seconds: 6 }
const request = (change: object = {}) => ({ ...base, ...change }) as unknown as ProposalRequestInput

async function problemOf(change: object = {}): Promise<PlanProblem> {
  const problem = await buildProblem(app.ports, ProposalRequest.parse(request(change)))
  if ('refusal' in problem) throw new Error(problem.refusal)
  return problem
}

async function centreId(name: string): Promise<string> {
  const centres = (await send('GET', '/tours/places')).body as { centres: { centreId: string; name: string }[] }
  return centres.centres.find((centre) => centre.name === name)!.centreId
}

async function ended(proposalId: string): Promise<ProposalView> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await send('GET', `/proposals/${proposalId}`)
    if ((body as ProposalView).state !== 'running') return body as ProposalView
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the proposal never ended')
}

async function proposed(change: object = {}): Promise<ProposalView> {
  const { status, body } = await send('POST', '/proposals', request(change))
  expect(status).toBe(201)
  return ended((body as { proposalId: string }).proposalId)
}

beforeAll(async () => {
  app = await testApp({ seed: 'demo' })
  const raw = await app.rawAs('Perle')
  send = async (method, path, body) => {
    const init = { method, headers: { Origin: 'http://localhost' } }
    const answer = await raw(`/api${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() }
  }
})
afterAll(() => app.ports.planner.close())

describe('the planning problem of a request', () => {
  it('is a whole document: eleven centres, the communes they reach, counts of referrals', async () => {
    const problem = await problemOf()
    expect(Problem.parse(JSON.parse(JSON.stringify(problem)))).toEqual(problem)
    expect(problem.centres).toHaveLength(11)
    expect(problem.communes.length).toBeGreaterThan(1000)
    expect(problem.referrals.reduce((sum, group) => sum + group.count, 0)).toBeGreaterThan(10)
    expect(problem.travel.truckSeconds).toHaveLength(12)
    expect(problem.calendars.publicHolidays).toContainEqual({ date: '2026-04-06', departments: null })
  })

  it('holds no person: only communes, classes, deadlines and counts', async () => {
    const { referrals } = await problemOf()
    const keys = ['communeId', 'count', 'deadline', 'from', 'priorityClass', 'reachMinutes']
    for (const group of referrals) expect(Object.keys(group).sort()).toEqual(keys)
  })

  it('is the same twice', async () => {
    expect(JSON.stringify(await problemOf())).toBe(JSON.stringify(await problemOf()))
  })

  it('freezes published stops, or leaves them out to compare', async () => {
    expect((await problemOf()).frozen.map((stop) => stop.first)).toEqual(['2026-02-04', '2026-02-17', '2026-04-08'])
    expect((await problemOf({ published: 'ignore' })).frozen).toEqual([])
  })

  it('remembers visits before its horizon, which start the revisit interval', async () => {
    const later = await problemOf({ from: '2026-05-01', to: '2026-06-30' })
    const bellegarde = later.centres.find((centre) => centre.name === 'Bellegarde-en-Marche')
    expect(bellegarde?.earlierVisits).toEqual(['2026-04-08'])
    expect(later.frozen).toEqual([])
  })
})

describe('a request', () => {
  it.each([
    ['a horizon that ends before it starts', { from: '2026-05-01', to: '2026-04-30' }, 'horizon_reversed'],
    ['a horizon of a century', { to: '2126-04-30' }, 'horizon_too_long'],
    ['a horizon that has begun', { from: '2026-01-18' }, 'horizon_begun'],
    ['an unknown unit', { unitIds: [crypto.randomUUID()] }, 'unknown_unit'],
    ['an unknown centre', { centreIds: [crypto.randomUUID()] }, 'unknown_centre'],
    ['a pin on an unknown centre', { pins: [{ centreId: crypto.randomUUID() }] }, 'unknown_centre'],
  ])('is refused with %s', async (_, change, code) => {
    expect(await send('POST', '/proposals', request(change))).toMatchObject({ status: 422, body: { code } })
  })

  it('is refused when it is malformed', async () => {
    expect(await send('POST', '/proposals', { from: 'demain' })).toMatchObject({
      status: 400,
      body: { code: 'bad_request' },
    })
  })
})

describe('a proposal', () => {
  it('ends with stops, reasons and a bound no plan can beat, and can be downloaded, compared and kept', async () => {
    const view = await proposed()
    const plan = view.plan!
    expect(view.state).toBe('done')
    expect(plan.stops.length).toBeGreaterThan(3)
    expect(plan.bound).toBeGreaterThanOrEqual(plan.score)
    expect(plan.stops.filter((stop) => stop.isPublished)).toHaveLength(3)
    for (const stop of plan.stops) expect(stop.reasons.length).toBeGreaterThan(0)

    const documents = (await send('GET', `/proposals/${view.proposalId}/documents`)).body as { problem: PlanProblem }
    expect(Problem.parse(documents.problem)).toEqual(documents.problem)

    const { tours } = (await send('GET', '/tours')).body as { tours: { tourId: string; state: string }[] }
    const current = tours.find((tour) => tour.state === 'published')!
    const path = `/tours/compare?left=tour:${current.tourId}&right=proposal:${view.proposalId}`
    const { left, right } = (await send('GET', path)).body as TourComparison
    const { roads } = (await send('GET', `/proposals/${view.proposalId}/roads`)).body as { roads: ProposalRoad[] }
    const driven = plan.units.flatMap((unit) => unit.legs.map(({ from, to }) => `${from} ${to}`))
    expect(new Set(roads.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(driven))
    for (const road of roads) expect(road.path.length).toBeGreaterThan(2)
    expect(left.totals.stops).toBe(3)
    expect(right.totals.population).toBeGreaterThan(left.totals.population)

    const kept = await send('POST', `/proposals/${view.proposalId}/keep`, { name: 'Complément' })
    expect(kept.status).toBe(201)
    const [tourId] = (kept.body as { tourIds: string[] }).tourIds
    const tour = (await send('GET', `/tours/${tourId}`)).body as TourDetail
    expect(tour.stops).toHaveLength(plan.stops.length - 3)
    expect(tour.tour).toMatchObject({ state: 'draft', hasPlan: true })
    expect(new Set(tour.obstacles.map((obstacle) => obstacle.code))).toEqual(
      new Set(['to_be_staffed', 'host_not_confirmed']),
    )
  })

  it('tells what one change is worth: the best tour without a stop scores no more', async () => {
    const view = await proposed({ from: '2026-05-01', to: '2026-06-30' })
    const [stop] = view.plan!.stops
    const bans = [{ centreId: stop!.centreId, during: { from: stop!.first, to: stop!.last } }]
    const variant = { of: view.proposalId, kind: 'without_stop', centreId: stop!.centreId }
    const other = await proposed({ from: '2026-05-01', to: '2026-06-30', bans, variant })
    const { score, bound, gap, proof, terms, stops } = view.plan!
    const { rates } = view.request
    const summary = { score, bound, gap, isOptimal: proof === 'optimal', terms, stops: stops.length }
    expect(other.base).toEqual({ ...summary, rates })
    expect(other.plan!.score).toBeLessThanOrEqual(bound + 1e-6)
    expect(other.plan!.stops.some(({ centreId, first }) => centreId === stop!.centreId && first === stop!.first)).toBe(
      false,
    )
  })

  it('is refused as a variant of nothing', async () => {
    const variant = { of: crypto.randomUUID(), kind: 'with_centre', centreId: await centreId('Reuilly') }
    expect(await send('POST', '/proposals', request({ variant }))).toMatchObject({
      status: 422,
      body: { code: 'unknown_base_proposal' },
    })
  })

  it('counts by the rates asked for', async () => {
    const dear = { ...PlanRates.parse({}), perSetUp: 100_000 }
    const view = await proposed({ from: '2026-05-01', to: '2026-06-30', rates: dear })
    expect(view.plan!.stops).toEqual([])
    expect(view.request.rates.perSetUp).toBe(100_000)
  })

  it('replaces published stops that can no longer stand, and lists every change', async () => {
    const bellegarde = await centreId('Bellegarde-en-Marche')
    const bans = [{ centreId: bellegarde, during: { from: '2026-04-01', to: '2026-04-30' } }]
    expect((await proposed({ bans })).plan).toBeNull()
    const view = await proposed({ bans, published: 'repair' })
    const changes = view.plan!.changes
    expect(changes.filter(({ kind }) => kind === 'kept')).toHaveLength(2)
    expect(changes.filter(({ before }) => before?.centreId === bellegarde).map(({ kind }) => kind)).not.toContain(
      'kept',
    )
  })

  it('says which pin breaks which rule instead of giving an empty plan', async () => {
    const pins = [{ centreId: await centreId('Reuilly'), first: '2026-04-06', last: '2026-04-07' }]
    const view = await proposed({ pins })
    expect(view.state).toBe('failed')
    expect(view.plan).toBeNull()
    expect(view.refusal).toMatchObject({ refusal: 'pin_impossible' })
    expect(await send('POST', `/proposals/${view.proposalId}/keep`, { name: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'proposal_not_ready' },
    })
  })

  it('can be stopped, and keeps the best found so far', async () => {
    const { body } = await send('POST', '/proposals', request({ seconds: 60 }))
    const { proposalId } = body as { proposalId: string }
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const stopped = (await send('POST', `/proposals/${proposalId}/cancel`)).body as ProposalView
    expect(stopped.state).not.toBe('running')
    expect(stopped.plan?.stops.length).toBeGreaterThan(0)
  })
})

describe('several units', () => {
  it('share one plan without meeting, and are kept as one draft each', async () => {
    const second = { ...mobilderm, unitId: UnitId.parse(crypto.randomUUID()), name: 'Seconde unité' }
    await transaction(app.ports.db, (trx) => saveUnit(trx, second))
    const unitIds = [mobilderm.unitId, second.unitId]
    const period = { from: '2026-09-01', to: '2026-10-31' }
    const view = await proposed({ ...period, unitIds })
    const plan = view.plan!
    expect(new Set(plan.stops.map((stop) => stop.unitId))).toEqual(new Set(unitIds))
    const weeks = plan.stops.map((stop) => `${stop.centreId} ${mondayOf(stop.first)}`)
    expect(new Set(weeks).size).toBe(weeks.length)
    const { tourIds } = (await send('POST', `/proposals/${view.proposalId}/keep`, { name: 'Automne' })).body as {
      tourIds: string[]
    }
    expect(tourIds).toHaveLength(2)
    const { tour } = (await send('GET', `/tours/${tourIds[1]}`)).body as TourDetail
    expect(tour).toMatchObject({ name: 'Automne · Seconde unité', unitId: second.unitId })
  })

  it('of two specialties are refused', async () => {
    const other = { ...mobilderm, unitId: UnitId.parse(crypto.randomUUID()), name: 'Yeux', specialty: 'ophthalmology' }
    await transaction(app.ports.db, (trx) => saveUnit(trx, other))
    expect(await send('POST', '/proposals', request({ unitIds: [mobilderm.unitId, other.unitId] }))).toMatchObject({
      status: 422,
      body: { code: 'mixed_specialties', field: 'unitIds.1' },
    })
  })
})

describe('the desk of proposals', () => {
  const moment = () => ({ now: app.ports.clock.now(), personId: null })
  const asked = () => ProposalRequest.parse(request())
  const untilAborted: Planner['solve'] = (_, run) =>
    new Promise((resolve) => run?.signal?.addEventListener('abort', () => resolve({ refusal: 'stopped' })))

  it('takes no more at once than it says, however close together they are asked for', async () => {
    const planner: Planner = { solve: untilAborted, close: async () => {} }
    const desk = createProposals({ ...app.ports, planner })
    const answers = await Promise.all([1, 2, 3, 4].map(() => desk.start(asked(), moment())))
    const started = answers.filter((answer) => typeof answer === 'string')
    expect(started).toHaveLength(2)
    expect(answers.filter((answer) => typeof answer !== 'string')).toEqual([
      { refusal: 'too_many_proposals' },
      { refusal: 'too_many_proposals' },
    ])
    for (const proposalId of started) await desk.cancel(proposalId)
    expect(await desk.start(asked(), moment())).toEqual(expect.any(String))
  })

  it('may ask what an earlier one would be without a stop once its period has begun, and no more', async () => {
    const desk = createProposals({ ...app.ports, planner: { solve: untilAborted, close: async () => {} } })
    const of = (await desk.start(asked(), moment())) as string
    await desk.cancel(of)
    const later = { ...moment(), now: toInstant(Date.parse(`${base.to}T10:00:00Z`)) }
    expect(await desk.start(asked(), later)).toMatchObject({ refusal: 'horizon_begun' })
    const variant = { of, kind: 'with_centre', centreId: await centreId('Reuilly') } as const
    const proposalId = await desk.start(ProposalRequest.parse(request({ variant })), later)
    expect(proposalId).toEqual(expect.any(String))
    await desk.cancel(proposalId as string)
  })

  it('outlives a database that does not answer when a plan is to be kept', async () => {
    let isDown = false
    const db = new Proxy(app.ports.db, {
      get(target, name) {
        if (isDown && name === 'updateTable') throw new Error('the database does not answer')
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const desk = createProposals({ ...app.ports, db, planner: { solve: untilAborted, close: async () => {} } })
    const proposalId = await desk.start(asked(), moment())
    isDown = true
    expect(await desk.cancel(proposalId as string)).toMatchObject({ refusal: { refusal: 'interrupted' } })
  })

  it('computed by another process are followed from here, may be asked to stop, and end there', async () => {
    const found = { seconds: 1, score: 12, bound: 15, boundStillTightening: true }
    const planner: Planner = {
      solve: (problem, run) => {
        run?.onProgress?.({ ...found, plan: null })
        return untilAborted(problem, run)
      },
      close: async () => {},
    }
    const there = createProposals({ ...app.ports, planner }, { everySeconds: 0.05, believedSeconds: 30 })
    const here = createProposals(app.ports)
    const proposalId = (await there.start(asked(), moment())) as string
    expect(await here.view(proposalId)).toMatchObject({ state: 'running', isElsewhere: true, isStopping: false })
    await expect.poll(async () => (await here.view(proposalId)) as object).toMatchObject({ progress: [found] })
    expect(await there.view(proposalId)).toMatchObject({ state: 'running', isElsewhere: false })
    await here.cancel(proposalId)
    await expect.poll(async () => ((await here.view(proposalId)) as ProposalView).state).toBe('cancelled')
    expect(await here.view(proposalId)).toMatchObject({ isElsewhere: false, refusal: { refusal: 'stopped' } })
  })

  it('whose process has not been heard of for a while read as interrupted', async () => {
    const planner: Planner = { solve: untilAborted, close: async () => {} }
    const there = createProposals({ ...app.ports, planner }, { everySeconds: 3600, believedSeconds: 30 })
    const here = createProposals(app.ports)
    const proposalId = (await there.start(asked(), moment())) as string
    const silent = toInstant(Date.now() - 60_000)
    await app.ports.db.updateTable('proposal').set({ seen_alive_at: silent }).where('id', '=', proposalId).execute()
    expect(await here.view(proposalId)).toMatchObject({ state: 'failed', refusal: { refusal: 'interrupted' } })
    expect(await there.view(proposalId)).toMatchObject({ state: 'running' })
    await there.cancel(proposalId)
  })
})
