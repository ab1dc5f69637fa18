import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordAccess } from '../../server/access/audit.ts'
import { personNamed } from '../../server/demo/people.ts'
import { applyReply } from '../../server/messages/apply-reply.ts'
import { transaction } from '../../server/store/database.ts'
import { listTables } from '../../server/store/tables.ts'
import type { ErasurePlan } from '../../shared/person-data.ts'
import { instantAt, MinuteOfDay, PARIS } from '../../shared/time.ts'
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

  it('hold something of every table that speaks of a patient, but for what names nobody', async () => {
    const lists: Record<string, string> = {
      ...{ patient: 'patient', referral: 'referrals', referral_event: 'events', appointment: 'appointments' },
      ...{ visit: 'visits', advice: 'advice', message: 'messages', reply: 'replies', picture: 'pictures' },
      ...{ alternative: 'alternatives', alert: 'alerts', waiting_list_entry: 'waiting', call_task: 'calls' },
      ...{ attendance_note: 'notes', patient_link: 'links', access_log: 'accesses' },
    }
    // That a referral or a patient was erased, once nobody can say whose it was.
    const ofNobody = ['erased_referral', 'erased_patient']
    const speaks = /^(patient|referral|appointment|message)_id$|phone_fingerprint/
    const speaking = (await listTables(demo.ports.db)).filter(({ columns }) =>
      columns.some((name) => speaks.test(name)),
    )
    expect(speaking.length).toBeGreaterThan(12)
    expect(speaking.map(({ name }) => name).filter((name) => !lists[name] && !ofNobody.includes(name))).toEqual([])
    const answer = await (await demo.rawAs('Olive'))(`/api/operations/referrals/${ids.referralId}/export`)
    const record = (await answer.json()) as Record<string, unknown>
    expect(Object.values(lists).filter((name) => record[name] === undefined)).toEqual([])
    expect(record.about).toMatchObject({ fr: expect.arrayContaining([expect.stringContaining('24 mois')]) })
  })

  it('hold why a place was added for them, and who read what was written to them', async () => {
    const { ports, rawAs, stopAt } = demo
    const referralId = await demo.refer('P1')
    const { stopId, firstDay } = stopAt('Mas')
    const reason = 'nævus inquiétant, à voir sans attendre'
    const body = JSON.stringify({ referralId, stopId, date: firstDay, reason })
    const added = await (await rawAs('Olive'))('/api/appointments/overbooked', { method: 'POST', body })
    expect(added.status, await added.clone().text()).toBe(201)
    const { appointmentId } = (await added.json()) as { appointmentId: string }
    const person = { personId: personNamed('Garance').id, role: 'coordinator' as const }
    const at = ports.clock.now()
    await transaction(ports.db, (trx) =>
      recordAccess(trx, {
        ...{ person, action: 'read', resource: 'appointment', resourceId: appointmentId },
        ...{ purpose: 'a read of the appointment alone', at },
      }),
    )
    const text = await (await (await rawAs('Olive'))(`/api/operations/referrals/${referralId}/export`)).text()
    expect(text).toContain(reason)
    expect(text).toContain('a read of the appointment alone')
  })

  it('leave out the letter a specialist keeps back, until it is sent', async () => {
    const fresh = await openClinic()
    const referralId = await fresh.refer('P1')
    const [slot] = await findFree(fresh, ['Mas'])
    const post = async (name: string, path: string, body: object) => {
      const answer = await (await fresh.rawAs(name))(`/api/${path}`, { method: 'POST', body: JSON.stringify(body) })
      expect(answer.status, path).toBeLessThan(300)
      return (await answer.json()) as { appointmentId: string }
    }
    const { appointmentId } = await post('Garance', 'appointments', { referralId, slotId: slot!.slotId })
    fresh.ports.clock.moveTo(instantAt(slot!.date, MinuteOfDay.parse(1200), PARIS))
    const answer = { appointmentId, outcome: 'benign', report: 'Vu ce jour.', letter: 'Brouillon de lettre.' }
    const exported = async () => {
      const gp = await fresh.rawAs('Olive')
      const record = await (await gp(`/api/operations/referrals/${referralId}/export`)).json()
      return (record as { visits: { letter: string | null; report: string; letter_kept_back: boolean }[] }).visits
    }
    await post('Saturnin', 'referrals/outcomes', { ...answer, sendLetter: false })
    expect(await exported()).toMatchObject([{ letter: null, report: 'Vu ce jour.', letter_kept_back: true }])
    await post('Saturnin', 'referrals/outcomes', answer)
    expect(await exported()).toMatchObject([{ letter: 'Brouillon de lettre.', letter_kept_back: false }])
    await fresh.ports.planner.close()
    await fresh.ports.db.destroy()
  })

  it('are those of nobody to another centre, and to a coordinator no business of theirs', async () => {
    const path = `/api/operations/referrals/${ids.distantReferralId}/export`
    expect((await (await demo.rawAs('Olive'))(path)).status).toBe(404)
    expect((await (await demo.rawAs('Garance'))(path)).status).toBe(403)
  })

  it('are erased on request once care is over: what was shown goes, the doctor’s record stays', async () => {
    const { db } = demo.ports
    const gp = await demo.rawAs('Olive')
    const path = `/api/operations/referrals/${ids.referralId}/erasure`
    const planned = async () => (await (await gp(path)).json()) as ErasurePlan
    const erase = (expected: ErasurePlan['erasable']) =>
      gp(path, { method: 'POST', body: JSON.stringify({ expected }) })

    const during = await planned()
    expect(during).toMatchObject({ careUnderWay: true, recordKeptUntil: null })
    expect(await (await erase(during.erasable)).json()).toMatchObject({ code: 'care_under_way' })

    const closed = { state: 'closed', closed_at: demo.ports.clock.now() } as const
    await db
      .updateTable('referral')
      .set(closed)
      .where('id', '=', ids.referralId as never)
      .execute()
    const after = await planned()
    expect(after.careUnderWay).toBe(false)
    expect(after.recordKeptUntil! > demo.ports.clock.now()).toBe(true)
    expect(after.erasable.phones).toBe(1)
    expect(await (await erase({ ...after.erasable, pictures: 7 })).json()).toMatchObject({ code: 'erasure_changed' })
    expect((await planned()).erasable).toEqual(after.erasable)

    expect(await (await erase(after.erasable)).json()).toEqual(after.erasable)
    expect(Object.values((await planned()).erasable)).toEqual([0, 0, 0, 0, 0, 0])
    const kept = await db
      .selectFrom('referral')
      .innerJoin('patient', 'patient.id', 'referral.patient_id')
      .where('referral.id', '=', ids.referralId as never)
      .select(['sealed_clinical', 'sealed_identity', 'sealed_phone', 'phone_fingerprint'])
      .executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ sealed_phone: null, phone_fingerprint: null })
    expect(demo.ports.vault.open(kept.sealed_identity)).toContain('familyName')
    expect(demo.ports.vault.open(kept.sealed_clinical)).toContain('lesions')
    const logged = await db.selectFrom('access_log').selectAll().where('purpose', '=', 'erasure_request').execute()
    expect(logged).toHaveLength(1)
  })

  it('are erased by nobody else: another centre, a coordinator', async () => {
    const path = (id: string) => `/api/operations/referrals/${id}/erasure`
    expect((await (await demo.rawAs('Olive'))(path(ids.distantReferralId))).status).toBe(404)
    expect((await (await demo.rawAs('Garance'))(path(ids.referralId))).status).toBe(403)
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
