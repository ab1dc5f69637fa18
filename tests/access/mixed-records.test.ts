import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rightOf } from '../../server/access/rights.ts'
import { runJobs } from '../../server/jobs.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { type DataRoute, dataRoutes } from './data-routes.ts'
import { type CentreIds, fillCentre, type TestApp } from './one-centre.ts'
import { sampleOf } from './route-samples.ts'

const INSIDERS = { gp: 'Olive', coordinator: 'Garance', specialist: 'Saturnin' } as const
type ForeignIds = Partial<Record<keyof CentreIds, string>>

/** A patient may be given a place at another centre's stop, which the programme shows to all: stops and places may be named there. */
const ELSEWHERE = [
  'GET /api/appointments/free stopId',
  'POST /api/appointments slotId',
  'POST /api/appointments/overbooked stopId',
  'POST /api/appointments/:appointmentId/move slotId',
  'GET /api/referrals/queue/stops/:stopId stopId',
]
/** A draft begins under an identifier its author makes, and forgetting one twice is no fault. */
const BEGUN = ['PUT /api/referrals/drafts/:draftId draftId', 'DELETE /api/referrals/drafts/:draftId draftId']
/** Acts on the one who asks, and the clock everybody shares. */
const APART = /session|sign-in|\/demo\//

/** A patient booked at another centre, by what a path calls what is kept of them; everything there is of that kind. */
async function fillElsewhere(demo: TestApp): Promise<ForeignIds> {
  const coordinator = await demo.rawAs('Jonquille')
  const read = async <Answer>(path: string) => (await (await coordinator(path)).json()) as Answer
  const { person } = await read<{ person: { centreIds: string[] } }>('/api/session')
  const centreId = person.centreIds[0]!
  const { stops } = await read<{ stops: { stop: { stopId: string } }[] }>('/api/agenda/stops')
  const { stopId } = stops[0]!.stop
  const { db } = demo.ports
  // Our specialist has no business at that stop.
  await db
    .deleteFrom('specialist_day')
    .where('stop_id', '=', stopId as never)
    .execute()
  const waiting = db
    .selectFrom('referral')
    .select('id')
    .where('centre_id', '=', centreId as never)
  const { id: referralId } = await waiting.where('state', '=', 'waiting').executeTakeFirstOrThrow()
  const free = await read<{ slots: { slotId: string }[] }>(
    `/api/appointments/free?referralId=${referralId}&stopId=${stopId}`,
  )
  const [taken, slot] = free.slots
  const body = JSON.stringify({ referralId, slotId: taken!.slotId })
  const booked = await coordinator('/api/appointments', { method: 'POST', body })
  expect(booked.status).toBe(201)
  const { appointmentId } = (await booked.json()) as { appointmentId: string }
  await runJobs(demo.ports)
  const ofCentre = async (table: 'message' | 'alert' | 'call_task') =>
    (
      await db
        .selectFrom(table)
        .select('id')
        .where('centre_id', '=', centreId as never)
        .execute()
    ).at(0)?.id
  const gp = await demo.rawAs('Basile')
  const draft = { centreId: '', revision: 0, body: { note: 'essai' } }
  const own = (await (await gp('/api/session')).json()) as { person: { centreIds: string[] } }
  const draftId = randomUUID()
  const kept = { ...draft, centreId: own.person.centreIds[0]! }
  expect((await gp(`/api/referrals/drafts/${draftId}`, { method: 'PUT', body: JSON.stringify(kept) })).status).toBe(200)
  const found = {
    ...{ centreId, id: centreId, stopId, slotId: slot!.slotId, appointmentId, seenAppointmentId: appointmentId },
    ...{ referralId, seenReferralId: referralId, distantReferralId: referralId, draftId },
    ...{
      messageId: await ofCentre('message'),
      alertId: await ofCentre('alert'),
      callTaskId: await ofCentre('call_task'),
    },
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

describe(`identifiers of another centre in one’s own request, on ${ENGINE}`, () => {
  let demo: TestApp
  let routes: DataRoute[]
  let ids: CentreIds
  let foreign: ForeignIds
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    routes = dataRoutes(demo.app)
    ids = (await fillCentre(demo)).ids
    foreign = await fillElsewhere(demo)
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })

  const addressOf = ({ path, route }: DataRoute, used: CentreIds) => {
    const filled = path.replace(/:(\w+)/g, (_, part: string) => String(used[part as keyof CentreIds]))
    const { query } = sampleOf(route, used)
    return query ? `${filled}?${new URLSearchParams(query)}` : filled
  }
  const ask = async (name: string, route: DataRoute, used: CentreIds) => {
    const { body, picture } = sampleOf(route.route, used)
    const init: RequestInit = { method: route.method }
    if (body) init.body = JSON.stringify(body)
    if (picture) {
      init.body = picture
      init.headers = { 'Content-Type': 'image/jpeg' }
    }
    const answer = await (await demo.rawAs(name))(addressOf(route, used), init)
    return { status: answer.status, text: await answer.text() }
  }

  it('are answered as identifiers of nothing, one at a time, in the path, the query or the body', async () => {
    expect(Object.keys(foreign).length).toBeGreaterThan(10)
    const told: string[] = []
    let tried = 0
    for (const [role, name] of Object.entries(INSIDERS) as [keyof typeof INSIDERS, string][]) {
      for (const route of routes) {
        const scope = rightOf(route.route)?.grants[role]?.scope
        if (scope === undefined || scope === 'everywhere' || APART.test(route.path)) continue
        for (const [key, value] of Object.entries(foreign)) {
          const mixed = { ...ids, [key]: value }
          const sent = `${addressOf(route, mixed)} ${JSON.stringify(sampleOf(route.route, mixed).body ?? '')}`
          if (!sent.includes(value) || [...ELSEWHERE, ...BEGUN].includes(`${route.route} ${key}`)) continue
          tried += 1
          const answer = await ask(name, route, mixed)
          const none = await ask(name, route, { ...ids, [key]: randomUUID() })
          if (answer.status < 400 || answer.status !== none.status || answer.text !== none.text)
            told.push(`${role} ${route.route} with ${key}: ${answer.status}, ${none.status} for nothing`)
        }
      }
    }
    expect(tried).toBeGreaterThan(80)
    expect(told).toEqual([])
  })
})
