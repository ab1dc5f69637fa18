import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyReply } from '../../server/messages/apply-reply.ts'
import { openClinic } from '../appointments/clinic.ts'
import { findFree } from '../appointments/find-free.ts'
import { ENGINE } from '../support/test-database.ts'

describe(`one person’s data on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof openClinic>>
  let ids: { referralId: string; distantReferralId: string }
  beforeAll(async () => {
    demo = await openClinic()
    const referralId = await demo.refer('P1')
    const { db } = demo.ports
    const own = await db
      .selectFrom('referral')
      .select('centre_id')
      .where('id', '=', referralId)
      .executeTakeFirstOrThrow()
    const other = await db
      .selectFrom('referral')
      .select('id')
      .where('centre_id', '!=', own.centre_id)
      .executeTakeFirstOrThrow()
    ids = { referralId, distantReferralId: other.id }
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })

  it('are handed to a GP of their centre in clear, complete, and the handing is logged', async () => {
    const gp = await demo.rawAs('Olive')
    const path = `/api/operations/referrals/${ids.referralId}/export`
    const answer = await gp(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Disposition')).toContain('attachment')
    const text = await answer.text()
    const record = JSON.parse(text) as {
      patient: { identity: { familyName: string } }
      referrals: { clinical: object }[]
    }
    expect(record.patient.identity.familyName.length).toBeGreaterThan(1)
    expect(record.referrals[0]!.clinical).toMatchObject({ lesions: expect.any(Array) })
    expect(text).not.toMatch(/"v[12]\.[\w+/]{20}|_fingerprint"|"sealed_/)
    const logged = await demo.ports.db.selectFrom('access_log').selectAll().where('action', '=', 'export').execute()
    expect(logged).toHaveLength(1)
    const again = JSON.parse(await (await gp(path)).text()) as { accesses: { action: string }[] }
    expect(again.accesses.map(({ action }) => action)).toContain('export')
  })

  it('hold what a specialist advised, what the patient answered and what stood against them', async () => {
    const { ports, stopAt, rawAs } = demo
    const referralId = await demo.refer('P1', { phone: '0639987711' })
    const [slot] = await findFree(demo, ['Mas'])
    const post = async (name: string, path: string, body: object) => {
      const answer = await (await rawAs(name))(`/api/${path}`, { method: 'POST', body: JSON.stringify(body) })
      expect(answer.status, path).toBeLessThan(300)
      return (await answer.json()) as { appointmentId: string }
    }
    const { appointmentId } = await post('Garance', 'appointments', { referralId, slotId: slot!.slotId })
    await post('Saturnin', `referrals/${referralId}/advice`, {
      appointmentId,
      proposal: 'come',
      text: 'À voir de près.',
    })
    await applyReply(ports, { from: '+33639987711', body: 'Je viendrai en car', gatewayReference: 'essai:1' })
    const text = await (await (await rawAs('Olive'))(`/api/operations/referrals/${referralId}/export`)).text()
    for (const part of ['À voir de près.', 'Je viendrai en car', stopAt('Mas').stopId]) expect(text).toContain(part)
    const record = JSON.parse(text) as Record<string, unknown>
    for (const list of ['advice', 'replies', 'alerts', 'waiting', 'notes']) expect(record[list]).toBeInstanceOf(Array)
  })

  it('are those of nobody to another centre, and to a coordinator no business of theirs', async () => {
    const path = `/api/operations/referrals/${ids.distantReferralId}/export`
    expect((await (await demo.rawAs('Olive'))(path)).status).toBe(404)
    expect((await (await demo.rawAs('Garance'))(path)).status).toBe(403)
  })

  it('say whether they take SMS, which their desk notes and takes back', async () => {
    const coordinator = await demo.rawAs('Garance')
    const put = (id: string, stopped: boolean) =>
      coordinator(`/api/operations/referrals/${id}/sms`, { method: 'PUT', body: JSON.stringify({ stopped }) })
    const stoppedNow = async () => {
      const row = await demo.ports.db
        .selectFrom('referral')
        .innerJoin('patient', 'patient.id', 'referral.patient_id')
        .where('referral.id', '=', ids.referralId as never)
        .select('patient.sms_stopped')
        .executeTakeFirstOrThrow()
      return row.sms_stopped
    }
    expect((await put(ids.referralId, true)).status).toBe(200)
    expect(await stoppedNow()).toBe(1)
    expect((await put(ids.referralId, false)).status).toBe(200)
    expect(await stoppedNow()).toBe(0)
    expect((await put(ids.distantReferralId, true)).status).toBe(404)
  })
})
