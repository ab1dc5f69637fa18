import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { advanceClock } from '../../server/demo/advance-clock.ts'
import { personNamed } from '../../server/demo/people.ts'
import { applyReply } from '../../server/messages/apply-reply.ts'
import { replyAsPatient } from '../../server/messages/reply-as-patient.ts'
import type { MessageId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { MAS } from '../referrals/sample.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { type CentreIds, fillCentre, type TestApp } from './one-centre.ts'

describe(`who may act on what, on ${ENGINE}`, () => {
  let demo: TestApp
  let ids: CentreIds
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    ids = (await fillCentre(demo)).ids
  })
  afterAll(() => demo.ports.planner.close())
  const post = async (name: string, path: string, body: object, headers: Record<string, string> = {}) => {
    const request = await demo.rawAs(name)
    return request(path, { method: 'POST', body: JSON.stringify(body), headers })
  }

  it('lets a desk seat somebody at the last minute at its own stops only', async () => {
    const { stops } = (await (await (await demo.rawAs('Jonquille'))('/api/agenda/stops')).json()) as {
      stops: { stop: { stopId: string } }[]
    }
    const free = await demo.ports.db
      .selectFrom('slot')
      .select('id')
      .where('stop_id', '=', stops[0]!.stop.stopId as never)
      .executeTakeFirstOrThrow()
    const walkIn = { referralId: ids.distantReferralId, isHere: false }
    expect((await post('Garance', `/api/agenda/slots/${free.id}/walk-in`, walkIn)).status).toBe(404)
    expect((await post('Garance', `/api/agenda/slots/${ids.slotId}/walk-in`, walkIn)).status).toBe(201)
  })

  it('lets a specialist conclude on the visits of their own stops, not on the patient’s next one elsewhere', async () => {
    const { stops } = (await (await (await demo.rawAs('Jonquille'))('/api/agenda/stops')).json()) as {
      stops: { stop: { stopId: string; lastDay: string } }[]
    }
    const { stopId } = stops[0]!.stop
    const slot = await demo.ports.db
      .selectFrom('slot')
      .select('id')
      .where('stop_id', '=', stopId as never)
      .executeTakeFirstOrThrow()
    const elsewhere = { slot_id: slot.id, stop_id: stopId as never }
    const appointment = demo.ports.db.updateTable('appointment').where('id', '=', ids.appointmentId as never)
    await demo.ports.db
      .deleteFrom('specialist_day')
      .where('stop_id', '=', stopId as never)
      .execute()
    const conclusion = { appointmentId: ids.appointmentId, outcome: 'benign', report: '' }
    expect((await post('Saturnin', '/api/referrals/outcomes', conclusion)).status).toBe(409)
    await appointment.set(elsewhere).execute()
    expect((await post('Saturnin', '/api/referrals/outcomes', conclusion)).status).toBe(404)
  })

  it('brings the reply of a patient we never wrote to to their own centre, and logs every reply', async () => {
    await applyReply(demo.ports, { from: '+33639987744', body: 'qui êtes-vous ?', gatewayReference: 'x:1' })
    const replies = async (name: string) =>
      JSON.stringify(await (await (await demo.rawAs(name))('/api/messages/replies')).json())
    expect(await replies('Garance')).toContain('qui êtes-vous ?')
    expect(await replies('Jonquille')).not.toContain('qui êtes-vous ?')
    const logged = await demo.ports.db
      .selectFrom('access_log')
      .select('purpose')
      .where('resource', '=', 'reply')
      .execute()
    expect(logged.map(({ purpose }) => purpose)).toContain('patient_reply:contact')
  })

  it('takes a form or an empty request from nobody else’s page', async () => {
    const path = `/api/agenda/stops/${ids.stopId}/lost-places`
    const request = await demo.rawAs('Garance')
    expect((await request(path, { method: 'POST', headers: { Origin: 'https://example.org' } })).status).toBe(403)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { Origin: 'https://example.org', 'Content-Type': type }
      expect((await post('Garance', '/api/messages/demo-reply', {}, headers)).status, type).toBe(403)
    }
  })

  it('signs no fictitious person in, plays no patient’s telephone and moves no clock in production', async () => {
    const key = Buffer.alloc(32, 7).toString('base64')
    const production = await testApp({ env: { ESCALE_MODE: 'production', ESCALE_KEY: key } })
    const { ports } = production
    const body = JSON.stringify({ personId: personNamed('Garance').id })
    const stranger = await production.rawAs()
    expect((await stranger('/api/session/demo', { method: 'POST', body })).status).toBe(404)
    const person: SignedInPerson = {
      personId: personNamed('Garance').id,
      name: 'Garance Exemple',
      role: 'coordinator',
      centreIds: [MAS],
      specialistId: null,
    }
    const reply = { messageId: ids.messageId as MessageId, body: 'NON' }
    const inDemo = { ...demo.ports, config: ports.config }
    expect(await replyAsPatient(inDemo, person, reply)).toMatchObject({ refusal: 'not_found' })
    expect(await advanceClock({ ...ports, clock: systemClock }, 'day')).toMatchObject({ refusal: 'not_found' })
  })

  it('lets nothing personal be kept by a browser, nor a script run that is not ours', async () => {
    for (const path of [
      '/api/session',
      '/api/referrals/worklist',
      `/api/referrals/${ids.referralId}`,
      '/api/nothing',
    ]) {
      const { headers } = await (await demo.rawAs('Olive'))(path)
      expect(headers.get('Cache-Control'), path).toBe('no-store')
      expect(headers.get('Content-Security-Policy'), path).toContain("script-src 'self';")
      expect(headers.get('Content-Security-Policy'), path).not.toContain('unsafe-inline')
    }
  })

  it('logs signing in and signing out', async () => {
    const request = await demo.rawAs('Anis')
    await request('/api/session', { method: 'DELETE' })
    const lines = await demo.ports.db
      .selectFrom('access_log')
      .select(['action'])
      .where('resource', '=', 'session')
      .execute()
    expect(lines.map(({ action }) => action)).toContain('sign_out')
  })
})
