import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobs, startJobs } from '../../server/jobs.ts'
import { operationsJobs } from '../../server/operations/jobs.ts'
import { RetentionKind, RetentionRules } from '../../shared/operations.ts'
import { addMinutes } from '../../shared/time.ts'
import { en } from '../../web/i18n/operations.en.ts'
import { fr } from '../../web/i18n/operations.fr.ts'
import { dropAccessLogGuard } from '../support/own-the-database.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

describe(`the health of the application on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let ask: Awaited<ReturnType<typeof demo.rawAs>>
  beforeAll(async () => {
    demo = await testApp()
    ask = await demo.rawAs()
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })

  it('is alive at once, and ready once somebody runs the jobs', async () => {
    expect((await ask('/health/live')).status).toBe(200)
    expect(await (await ask('/health/ready')).json()).toMatchObject({ ready: false, database: 'ok', jobs: 'late' })
    const stopJobs = startJobs(demo.ports, 20)
    await expect.poll(async () => (await ask('/health/ready')).status).toBe(200)
    await stopJobs()
    expect(await (await ask('/health/ready')).json()).toMatchObject({ ready: false, jobs: 'late' })
  })

  it('has words for each of its jobs, and for each kind of thing retention erases', () => {
    for (const { jobNames, kinds, rules } of [fr, en]) {
      expect(jobs.map(({ name }) => name).filter((name) => !jobNames[name])).toEqual([])
      expect(RetentionKind.options.filter((kind) => !(kind in kinds))).toEqual([])
      expect(Object.keys(rules).sort()).toEqual(Object.keys(RetentionRules.parse({})).sort())
    }
  })

  it('is not ready while a step of the tables is missing', async () => {
    const { db } = demo.ports
    const { rows } = await sql<{
      name: string
      timestamp: string
    }>`select * from kysely_migration order by name desc limit 1`.execute(db)
    await sql`delete from kysely_migration where name = ${rows[0]!.name}`.execute(db)
    expect(await (await ask('/health/ready')).json()).toMatchObject({ ready: false, migrations: 'behind' })
    await sql`insert into kysely_migration (name, timestamp) values (${rows[0]!.name}, ${rows[0]!.timestamp})`.execute(
      db,
    )
  })

  it('shows Prometheus figures by declared route, and never an identifier', async () => {
    const gp = await demo.rawAs('Olive')
    const id = '00000000-0000-4000-8000-00000000ffff'
    await gp(`/api/referrals/${id}`)
    await gp('/api/centres')
    const text = await (await ask('/metrics')).text()
    expect(text).toMatch(
      /escale_request_seconds_count\{method="GET",route="\/api\/referrals\/:referralId",status="404"\} 1/,
    )
    expect(text).toMatch(/route="\/api\/centres",status="200"/)
    expect(text).toContain('nodejs_heap_size_used_bytes')
    expect(text).not.toContain(id)
  })

  it('says by itself, once a day, that the access log was altered', async () => {
    const { db, clock } = demo.ports
    const admin = await demo.rawAs('Camélia')
    const told = async () => {
      const state = (await (await admin('/api/operations/state')).json()) as { accessLog: object | null }
      const figure = /^escale_access_log_altered (\d)$/m.exec(await (await ask('/metrics')).text())
      return [state.accessLog, figure?.[1]]
    }
    clock.moveTo(addMinutes(clock.now(), 24 * 60))
    await operationsJobs.run(demo.ports)
    expect(await told()).toEqual([{ at: clock.now(), firstAltered: null }, '0'])
    await dropAccessLogGuard(db)
    await db.updateTable('access_log').set({ purpose: 'care' }).where('sequence', '=', 1).execute()
    clock.moveTo(addMinutes(clock.now(), 24 * 60))
    await operationsJobs.run(demo.ports)
    expect(await told()).toEqual([{ at: clock.now(), firstAltered: 1 }, '1'])
  })

  it('shows them to this machine alone, or to whoever has the token', async () => {
    expect((await ask('/metrics', { headers: { 'X-Forwarded-For': '203.0.113.9' } })).status).toBe(404)
    const guarded = await testApp({ seed: 'none', env: { METRICS_TOKEN: 'a-token-of-sixteen' } })
    const asked = await guarded.rawAs()
    expect((await asked('/metrics')).status).toBe(404)
    expect((await asked('/metrics', { headers: { Authorization: 'Bearer another-of-sixteen' } })).status).toBe(404)
    expect((await asked('/metrics', { headers: { Authorization: 'Bearer a-token-of-sixteen' } })).status).toBe(200)
    await guarded.ports.planner.close()
    await guarded.ports.db.destroy()
  })

  it('gives each answer a number that the log repeats', async () => {
    expect((await ask('/api/session')).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})
