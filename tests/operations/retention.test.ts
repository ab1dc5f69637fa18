import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAccess, listAccessLines } from '../../server/access/access-log-store.ts'
import { chainAccess } from '../../server/access/chain-access.ts'
import { setAccountActive } from '../../server/access/manage-duties.ts'
import { verifyAccessLog } from '../../server/access/verify-access-log.ts'
import { insertMessage } from '../../server/messages/message-store.ts'
import { operationsJobs } from '../../server/operations/jobs.ts'
import { cutoffsAt, monthsBefore } from '../../server/operations/retention.ts'
import { listRuns, readRetentionRules, saveRetentionRules } from '../../server/operations/retention-store.ts'
import { runRetention } from '../../server/operations/run-retention.ts'
import { listEvents } from '../../server/referrals/referral-store.ts'
import { transaction } from '../../server/store/database.ts'
import { addDays } from '../../shared/days.ts'
import type { MessageId, PersonId, ReferralId } from '../../shared/ids.ts'
import { RetentionRules } from '../../shared/operations.ts'
import { addMinutes, type Instant, localDateOf, PARIS } from '../../shared/time.ts'
import { productionApp, setUpPassword } from '../access/production.ts'
import { dropAccessLogGuard } from '../support/own-the-database.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

const MONTH = 31 * 24 * 60

describe('how long things are kept', () => {
  it('counts months by the calendar', () => {
    expect(monthsBefore('2026-03-31T10:00:00.000Z' as Instant, 1)).toBe('2026-02-28T10:00:00.000Z')
    expect(monthsBefore('2026-01-15T10:00:00.000Z' as Instant, 24)).toBe('2024-01-15T10:00:00.000Z')
    const cutoffs = cutoffsAt('2026-06-30T10:00:00.000Z' as Instant, RetentionRules.parse({}))
    expect(cutoffs).toMatchObject({ pictures: '2026-04-01T10:00:00.000Z', phoneDay: '2025-06-30' })
  })
})

describe(`retention on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    const { db, vault, clock, newId } = demo.ports
    const referral = await db.selectFrom('referral').select(['id', 'centre_id']).executeTakeFirstOrThrow()
    const now = clock.now()
    await transaction(db, (trx) =>
      insertMessage(trx, {
        id: newId() as MessageId,
        centre_id: referral.centre_id,
        referral_id: referral.id,
        appointment_id: null,
        slot_id: null,
        kind: 'answered_contact',
        language: 'fr',
        sealed_phone: vault.seal('+33639981234'),
        phone_fingerprint: vault.fingerprint('+33639981234'),
        sealed_body: vault.seal('Nous vous rappelons.'),
        segments: 1,
        state: 'delivered',
        urgent: 0,
        asks: 0,
        answered_at: null,
        due_at: now,
        lapses_at: null,
        attempts: 1,
        gateway: 'console',
        gateway_reference: null,
        skipped_reason: null,
        dedupe_key: newId(),
        claimed_until: null,
        created_at: now,
        sent_at: now,
        updated_at: now,
      }),
    )
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })
  const kept = async () => {
    const { db, vault } = demo.ports
    const patients = await db.selectFrom('patient').selectAll().orderBy('id').execute()
    const referrals = await db.selectFrom('referral').selectAll().orderBy('id').execute()
    return {
      names: patients.map((patient) => vault.open(patient.sealed_identity)),
      phones: patients.filter(({ sealed_phone }) => sealed_phone !== null).length,
      clinical: referrals.map((referral) => vault.open(referral.sealed_clinical)),
      classes: referrals.map(({ id, priority_class }) => `${id} ${priority_class}`).sort(),
    }
  }

  it('erases nothing of what is under way, however long it takes', async () => {
    const before = await kept()
    demo.ports.clock.moveTo(addMinutes(demo.ports.clock.now(), 40 * MONTH))
    await runRetention(demo.ports, false)
    expect(await kept()).toEqual(before)
  })

  it('closes a referral handed over elsewhere when nothing was written of it for long, and one may be opened again', async () => {
    const { db, clock } = demo.ports
    const [quiet, followed] = await db
      .selectFrom('referral')
      .where('state', '=', 'waiting')
      .select(['id', 'revision', 'sent_at'])
      .orderBy('id')
      .limit(2)
      .execute()
    const both = [quiet!.id, followed!.id]
    await db.updateTable('referral').set({ state: 'redirected' }).where('id', 'in', both).execute()
    await db
      .updateTable('referral_event')
      .set({ at: addMinutes(clock.now(), -MONTH) })
      .where('referral_id', '=', followed!.id)
      .where('sequence', '=', followed!.revision)
      .execute()
    expect((await runRetention(demo.ports, true)).counts.redirected).toBe(1)
    const stateOf = async (id: ReferralId) =>
      db.selectFrom('referral').select(['state', 'closed_reason', 'closed_at']).where('id', '=', id).executeTakeFirst()
    expect(await stateOf(quiet!.id)).toMatchObject({ state: 'redirected', closed_at: null })
    expect((await runRetention(demo.ports, false)).counts).toMatchObject({ redirected: 1, referrals: 0 })
    const closed = { state: 'closed', closed_reason: 'seen_elsewhere', closed_at: clock.now() }
    expect(await stateOf(quiet!.id)).toEqual(closed)
    expect(await stateOf(followed!.id)).toMatchObject({ state: 'redirected' })
    const [event] = (await listEvents(db, quiet!.id)).slice(-1)
    expect(event).toMatchObject({ kind: 'closed', at: clock.now() })
    await db.updateTable('referral').set({ state: 'waiting' }).where('id', '=', followed!.id).execute()
    expect((await runRetention(demo.ports, false)).counts.redirected).toBe(0)
  })

  it('empties a reply nobody read in half a year, which then waits for nobody', async () => {
    const { db, vault, clock, newId } = demo.ports
    const reply = (days: number) => ({
      id: newId(),
      received_at: addMinutes(clock.now(), -days * 24 * 60),
      sealed_phone: vault.seal('+33639981234'),
      phone_fingerprint: vault.fingerprint('+33639981234'),
      sealed_body: vault.seal('Je ne comprends pas'),
      meaning: 'unclear' as const,
      message_id: null,
      centre_id: null,
      state: 'to_review' as const,
      reviewed_by: null,
      reviewed_at: null,
      gateway_reference: null,
    })
    const [old, recent] = [reply(181), reply(179)]
    await db.insertInto('reply').values([old, recent]).execute()
    expect((await runRetention(demo.ports, true)).counts).toMatchObject({ replies: 0, unreadReplies: 1 })
    expect((await runRetention(demo.ports, false)).counts).toMatchObject({ replies: 0, unreadReplies: 1 })
    const kept = async (id: string) => db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const emptied = await kept(old.id)
    expect(emptied).toMatchObject({ phone_fingerprint: '', state: 'reviewed', reviewed_at: clock.now() })
    expect([vault.open(emptied.sealed_body), vault.open(emptied.sealed_phone)]).toEqual(['', ''])
    expect(await kept(recent.id)).toEqual(recent)
    await db.deleteFrom('reply').where('id', 'in', [old.id, recent.id]).execute()
  })

  it('forgets the papers of a stop long after its last day, and those of no other', async () => {
    const { db, clock, newId, vault } = demo.ports
    const [old, recent] = await db.selectFrom('stop').select(['id', 'last_day']).limit(2).execute()
    const paper = (stop_id: NonNullable<typeof old>['id']) => ({
      id: newId(),
      stop_id,
      item: 'pitch',
      name: 'accord.pdf',
      media_type: 'application/pdf' as const,
      size_bytes: 4,
      sealed_content: vault.seal('%PDF'),
      added_by: null,
      added_at: clock.now(),
    })
    const today = localDateOf(clock.now(), PARIS)
    await db
      .insertInto('readiness_document')
      .values([paper(old!.id), paper(recent!.id)])
      .execute()
    await db
      .updateTable('stop')
      .set({ last_day: addDays(today, -800) })
      .where('id', '=', old!.id)
      .execute()
    await db
      .updateTable('stop')
      .set({ last_day: addDays(today, -600) })
      .where('id', '=', recent!.id)
      .execute()
    expect((await runRetention(demo.ports, false)).counts.documents).toBe(1)
    const kept = await db.selectFrom('readiness_document').select('stop_id').execute()
    expect(kept).toEqual([{ stop_id: recent!.id }])
  })

  it('rehearses without changing anything, then erases as many, keeps what is counted, and finds nothing more', async () => {
    const { db, clock } = demo.ports
    const closedAt = addMinutes(clock.now(), -25 * MONTH)
    const before = await kept()
    await db.updateTable('appointment').set({ live: 0, state: 'cancelled' }).execute()
    await db
      .updateTable('slot')
      .set({ date: '2024-01-02' as never, room: 1, start_minute: 0 as never, withdrawn: 1 })
      .execute()
    await db.updateTable('referral').set({ state: 'closed', closed_at: closedAt, sent_at: closedAt }).execute()
    await db.updateTable('message').set({ state: 'delivered', updated_at: closedAt }).execute()
    const rehearsal = await runRetention(demo.ports, true)
    expect(await kept()).toEqual({ ...before, classes: before.classes })
    expect(rehearsal.counts.referrals).toBe(before.classes.length)
    const run = await runRetention(demo.ports, false)
    expect(run.counts).toEqual({ ...rehearsal.counts, patients: before.names.length })
    expect(run.counts.phones).toBe(before.phones)
    const after = await kept()
    expect(new Set(after.names).size).toBe(1)
    expect(after.phones).toBe(0)
    expect(new Set(after.clinical).size).toBe(1)
    expect(after.classes).toEqual(before.classes)
    const messages = await db.selectFrom('message').select('sealed_body').execute()
    expect(new Set(messages.map(({ sealed_body }) => demo.ports.vault.open(sealed_body)))).toEqual(new Set(['']))
    const again = await runRetention(demo.ports, false)
    expect(Object.values(again.counts).every((count) => count === 0)).toBe(true)
  })

  it('shows an erased referral to its centre as one of nobody', async () => {
    const { db } = demo.ports
    const referral = await db.selectFrom('referral').select(['id', 'centre_id']).executeTakeFirstOrThrow()
    const gps = await db
      .selectFrom('duty')
      .innerJoin('person', 'person.id', 'duty.person_id')
      .where('duty.centre_id', '=', referral.centre_id)
      .where('person.role', '=', 'gp')
      .select('person.name')
      .execute()
    for (const { name } of gps) {
      const gp = await demo.rawAs(name)
      const answer = await gp(`/api/referrals/${referral.id}`)
      expect([200, 404]).toContain(answer.status)
    }
  })

  it('runs by itself once a day, at the lengths an administrator set', async () => {
    const { db, clock } = demo.ports
    const runs = async () => (await listRuns(db, 100)).length
    const before = await runs()
    await operationsJobs.run(demo.ports)
    await operationsJobs.run(demo.ports)
    expect(await runs()).toBe(before + 1)
    clock.moveTo(addMinutes(clock.now(), 24 * 60))
    await operationsJobs.run(demo.ports)
    expect(await runs()).toBe(before + 2)
    const rules = RetentionRules.parse({ pictureDays: 30 })
    await transaction(db, (trx) => saveRetentionRules(trx, rules))
    expect(await readRetentionRules(db)).toEqual(rules)
  })
})

describe(`accounts closed long ago on ${ENGINE}`, () => {
  it('keep their name beside what they signed, and nothing by which to reach or to let them in', async () => {
    const production = await productionApp()
    const { ports } = production
    const { db } = ports
    const set = async (name: string, rpps: string) => {
      const invited = await production.invite(name, 'gp', rpps)
      await setUpPassword(production, production.browser(), invited.token)
      await chainAccess(ports)
      return invited.personId
    }
    const [left, stays] = [await set('Dr Noé Essai', '10000000009'), await set('Dr Lou Essai', '10000000017')]
    const admin = await production.invite('Camille Essai', 'administrator')
    const by = { ...admin, role: 'administrator' as const, name: '', centreIds: [], specialistId: null }
    expect(await setAccountActive(ports, left, false, by)).toEqual({ personId: left })
    const held = async (personId: PersonId) => {
      const person = await db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirstOrThrow()
      const ways = await db.selectFrom('authenticator').select('id').where('person_id', '=', personId).execute()
      return [person.name, person.sealed_email !== null, person.rpps_fingerprint !== null, ways.length]
    }
    production.later(11 * 31 * 24 * 60)
    expect((await runRetention(ports, false)).counts.accounts).toBe(0)
    production.later(2 * 31 * 24 * 60)
    expect((await runRetention(ports, true)).counts.accounts).toBe(1)
    expect((await runRetention(ports, false)).counts.accounts).toBe(1)
    expect(await held(left)).toEqual(['Dr Noé Essai', false, false, 0])
    expect(await held(stays)).toEqual(['Dr Lou Essai', true, true, 1])
    expect((await runRetention(ports, false)).counts.accounts).toBe(0)
    await ports.planner.close()
    await db.destroy()
  })
})

describe(`the access log kept long enough on ${ENGINE}`, () => {
  it('loses its oldest lines and can still be verified, and only by whoever holds the key', async () => {
    const { ports } = await testApp({ seed: 'none' })
    const { db, vault } = ports
    const write = (at: Instant) =>
      transaction(db, (trx) =>
        appendAccess(trx, {
          person: null,
          action: 'read',
          resource: 'referral',
          resourceId: null,
          purpose: 'care',
          at,
        }),
      )
    const now = ports.clock.now()
    for (let line = 0; line < 4; line++) await write(addMinutes(now, -40 * MONTH + line))
    for (let line = 0; line < 3; line++) await write(now)
    await chainAccess(ports)
    const { counts } = await runRetention(ports, false)
    expect(counts.accessLog).toBe(4)
    // The three that stay, and the one that says the others were taken out, up to the fourth.
    expect(await verifyAccessLog(ports)).toEqual({ sound: 4, firstAltered: null })
    const [witness] = await listAccessLines(db, 1)
    expect(witness).toMatchObject({ sequence: 8, personName: null, action: 'delete', resource: 'access_log' })
    expect(witness).toMatchObject({ resourceId: '4', purpose: 'retention' })
    await dropAccessLogGuard(db)
    await db.deleteFrom('access_log').where('sequence', '=', 5).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 0, firstAltered: 5 })
    const forged = JSON.stringify({ sequence: 5, hash: randomBytes(32).toString('base64url') })
    await db
      .updateTable('setting')
      .set({ value: vault.seal(forged) })
      .where('key', '=', 'access_log_start')
      .execute()
    expect((await verifyAccessLog(ports)).firstAltered).toBe(6)
    await ports.planner.close()
    await db.destroy()
  })
})
