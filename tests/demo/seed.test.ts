import { describe, expect, it } from 'vitest'
import { contentsOf } from '../../server/demo/demo-store.ts'
import { refuseDemoAccounts, seedDemo, seedPeopleAndPlaces } from '../../server/demo/seed.ts'
import type { PersonId } from '../../shared/ids.ts'
import { testPorts } from '../support/test-app.ts'

describe('the demo', () => {
  it('is written whole, once, and holds the pilot tour and its first patients', async () => {
    const ports = await testPorts()
    expect(await contentsOf(ports.db)).toBe('empty')
    await seedDemo(ports)
    await seedDemo(ports)
    expect(await contentsOf(ports.db)).toBe('demo')
    const published = await ports.db.selectFrom('stop').select('first_day').where('state', '=', 'published').execute()
    expect(published.map((stop) => stop.first_day).sort()).toEqual(['2026-02-04', '2026-02-17', '2026-04-08'])
    const referrals = await ports.db.selectFrom('referral').select('id').execute()
    expect(referrals).toHaveLength(33)
  })

  it('is written again whole when the first writing was cut short', async () => {
    const ports = await testPorts()
    await seedPeopleAndPlaces(ports)
    expect(await contentsOf(ports.db)).toBe('unfinished')
    await seedDemo(ports)
    expect(await contentsOf(ports.db)).toBe('demo')
    expect(await ports.db.selectFrom('referral').select('id').execute()).toHaveLength(33)
  })

  it('refuses a database that holds real accounts, and production one that holds the demo', async () => {
    const real = await testPorts()
    await real.db
      .insertInto('person')
      .values({
        id: '00000000-0000-4000-8000-00000000aaaa' as PersonId,
        name: 'Compte réel',
        role: 'administrator',
        demo_description: null,
        active: 1,
        created_at: real.clock.now(),
      })
      .execute()
    expect(await seedDemo(real)).toMatchObject({ refusal: 'real_accounts' })
    const demo = await testPorts()
    await seedPeopleAndPlaces(demo)
    expect(await refuseDemoAccounts(demo)).toMatchObject({ refusal: 'demo_accounts' })
    expect(await refuseDemoAccounts(real)).toBeUndefined()
  })
})
