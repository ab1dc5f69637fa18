import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClinic } from '../appointments/clinic.ts'
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
