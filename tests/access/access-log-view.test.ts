import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAccess } from '../../server/access/access-log-store.ts'
import { personNamed } from '../../server/demo/people.ts'
import { transaction } from '../../server/store/database.ts'
import { rowsOf } from '../../server/territory/underserved-file.ts'
import { addDays } from '../../shared/days.ts'
import { addMinutes, localDateOf, PARIS } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

describe(`the access log as an administrator reads it on ${ENGINE}`, () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let admin: Awaited<ReturnType<typeof app.as>>
  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
    admin = await app.as('Camélia')
  })
  afterAll(async () => {
    await app.ports.planner.close()
    await app.ports.db.destroy()
  })

  it('shows the lines of a person, of an action, of some days, and all that concerns a patient', async () => {
    const { db, clock } = app.ports
    const gp = await app.as('Anis')
    const referral = await db.selectFrom('referral').select(['id', 'patient_id']).executeTakeFirstOrThrow()
    const anis = personNamed('Anis').id
    await transaction(db, async (trx) => {
      const person = { personId: anis, role: 'gp' as const }
      const about = { person, action: 'read', purpose: 'care', at: clock.now() } as const
      await appendAccess(trx, { ...about, resource: 'referral', resourceId: referral.id })
      await appendAccess(trx, { ...about, resource: 'patient', resourceId: referral.patient_id })
      await appendAccess(trx, {
        ...about,
        resource: 'queue',
        resourceId: null,
        at: addMinutes(clock.now(), 3 * 24 * 60),
      })
    })
    const ask = async (query: Record<string, string>) =>
      (await (await admin.api.admin['access-log'].$get({ query })).json()).lines
    const ofAnis = await ask({ person: anis })
    expect(new Set(ofAnis.map(({ personName }) => personName))).toEqual(new Set([personNamed('Anis').name]))
    for (const record of [referral.id, referral.patient_id]) {
      const found = await ask({ record, person: anis, action: 'read' })
      expect(new Set(found.map(({ resourceId }) => resourceId))).toEqual(new Set([referral.id, referral.patient_id]))
    }
    const later = localDateOf(addMinutes(clock.now(), 3 * 24 * 60), PARIS)
    expect((await ask({ from: later })).map(({ resource }) => resource)).toEqual(['queue'])
    expect((await ask({ to: addDays(later, -1) })).every(({ at }) => localDateOf(at, PARIS) < later)).toBe(true)
    expect((await gp.api.admin['access-log'].$get({ query: {} })).status).toBe(403)
  })

  it('exports the lines as they are narrowed, and says in the log that it did', async () => {
    const anis = personNamed('Anis').id
    const answer = await admin.api.admin['access-log']['journal.csv'].$get({ query: { person: anis } })
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="journal.csv"')
    const rows = rowsOf(await answer.text())!
    expect(rows[0]).toEqual(['sequence', 'at', 'person', 'role', 'action', 'resource', 'record', 'purpose'])
    expect(rows.length).toBeGreaterThan(3)
    expect(new Set(rows.slice(1).map(([, , name]) => name))).toEqual(new Set([personNamed('Anis').name]))
    const query = { action: 'export' } as const
    const { lines } = await (await admin.api.admin['access-log'].$get({ query })).json()
    expect(lines[0]).toMatchObject({ resource: 'access_log', purpose: 'administration' })
  })
})
