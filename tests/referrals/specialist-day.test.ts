import { beforeAll, describe, expect, it } from 'vitest'
import type { StopSummary } from '../../shared/tour.ts'
import { testApp } from '../support/test-app.ts'

describe('the day of a specialist', () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let stop: StopSummary
  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
    const coordinator = await app.as('Garance')
    const { stops } = await (await coordinator.api.agenda.stops.$get()).json()
    stop = stops[0]!.stop as StopSummary
    const param = { stopId: stop.stopId }
    const allocation = coordinator.api.agenda.stops[':stopId'].allocation
    const { fingerprint } = await (await allocation.preview.$post({ param, json: {} })).json()
    expect((await allocation.$post({ param, json: { fingerprint } })).status).toBe(200)
  })

  const dayOf = async (name: string) => {
    const specialist = await app.as(name)
    return specialist.api.referrals.days[':stopId'][':date'].$get({
      param: { stopId: stop.stopId, date: stop.firstDay },
    })
  }

  it('lists the patients of their own stop in the order of the day, without a phone number', async () => {
    const day = await (await dayOf('Saturnin')).json()
    expect(day.visits.length).toBeGreaterThan(3)
    expect(day.visits.map(({ start }) => start)).toEqual(day.visits.map(({ start }) => start).toSorted((a, b) => a - b))
    expect(JSON.stringify(day)).not.toMatch(/phone|\+33/i)
  })

  it('is a 404 for a specialist who is not on that stop', async () => {
    expect((await dayOf('Ondine')).status).toBe(404)
  })

  it('takes an outcome from the day of the visit on, shows it, and lets it be corrected', async () => {
    const specialist = await app.as('Saturnin')
    const [first] = (await (await dayOf('Saturnin')).json()).visits
    const record = (outcome: 'benign' | 'watch' | 'excision_to_arrange') =>
      specialist.api.referrals.outcomes.$post({ json: { appointmentId: first!.appointmentId, outcome, report: 'Vu.' } })
    expect((await record('benign')).status).toBe(409)

    app.ports.clock.moveTo(`${stop.firstDay}T10:00:00.000Z` as never)
    expect((await record('excision_to_arrange')).status).toBeGreaterThanOrEqual(400)
    expect((await record('benign')).status).toBe(200)
    expect((await record('watch')).status).toBe(200)
    const { visits } = await (await dayOf('Saturnin')).json()
    expect(visits.find(({ appointmentId }) => appointmentId === first!.appointmentId)).toMatchObject({
      state: 'done',
      visit: { outcome: 'watch', report: 'Vu.' },
    })
  })

  it('leaves a line in the access log', async () => {
    const administrator = await app.as('Camélia')
    const { lines } = await (await administrator.api.admin['access-log'].$get({ query: {} })).json()
    expect(lines).toContainEqual(
      expect.objectContaining({ resource: 'stop', purpose: 'specialist_day', role: 'specialist', action: 'read' }),
    )
  })
})
