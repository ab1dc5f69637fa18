import { describe, expect, it } from 'vitest'
import { chainAccess } from '../../server/access/chain-access.ts'
import { verifyAccessLog } from '../../server/access/verify-access-log.ts'
import { contentsOf } from '../../server/demo/demo-store.ts'
import { sentBefore } from '../../server/demo/patients.ts'
import { refuseDemoAccounts, seedDemo, seedPeopleAndPlaces } from '../../server/demo/seed.ts'
import { seedReferrals } from '../../server/demo/seed-referrals.ts'
import { seedTours } from '../../server/demo/seed-tours.ts'
import type { Database } from '../../server/store/database.ts'
import { listStops } from '../../server/tours/list-stops.ts'
import type { SettingLine } from '../../shared/administration.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { QueueLine } from '../../shared/referral.ts'
import { testApp, testPorts } from '../support/test-app.ts'

/** How many patients the demo refers to each specialty. */
async function referralsBySpecialty(db: Database) {
  const rows = await db.selectFrom('referral').select('specialty').execute()
  return Object.fromEntries(
    [...new Set(rows.map((row) => row.specialty))].map((one) => [
      one,
      rows.filter(({ specialty }) => specialty === one).length,
    ]),
  )
}

describe('the demo', () => {
  it('is written whole, once, and holds the pilot tour and its first patients', async () => {
    const ports = await testPorts()
    expect(await contentsOf(ports.db)).toBe('empty')
    await seedDemo(ports)
    await seedDemo(ports)
    expect(await contentsOf(ports.db)).toBe('demo')
    const published = await listStops(ports.db, { states: ['published'] })
    const daysOf = (specialty: string) =>
      published.filter((stop) => stop.specialty === specialty).map(({ firstDay }) => firstDay)
    expect(daysOf('dermatology').sort()).toEqual(['2026-02-04', '2026-02-17', '2026-04-08'])
    expect(daysOf('ophthalmology').sort()).toEqual(['2026-02-10', '2026-03-12'])
    expect(published).toHaveLength(5)
    expect(await referralsBySpecialty(ports.db)).toEqual({ dermatology: 33, ophthalmology: 6 })
  })

  it('gives a second specialty its own places, patients, words and contacts, and none of the first', async () => {
    const demo = await testApp({ seed: 'demo' })
    const cerise = await demo.rawAs('Cerise')
    const ajain = '00023002-0000-4000-8000-000000023002'
    const lines = (await (await cerise(`/api/referrals/queue?centreId=${ajain}`)).json()) as QueueLine[]
    expect(lines.map(({ priorityClass, safety }) => `${priorityClass} ${safety}`)).toEqual([
      'P2 place_free',
      'P2 place_free',
      'P3 to_place',
      'P3 to_place',
      'P3 to_place',
      'P4 no_limit',
    ])
    expect(lines.map((line) => line.summary!.fr).join()).toContain('glaucome')
    const contacts = (await (await cerise(`/api/contacts?centreId=${ajain}&specialty=ophthalmology`)).json()) as {
      name: string
    }[]
    expect(contacts.map(({ name }) => name)).toEqual([
      'Ophtalmologie hospitalière (fictif)',
      'Téléexpertise de la vue (fictif)',
    ])
  })

  it('shows an administrator the delays of each specialty and the driving of each unit', async () => {
    const demo = await testApp({ seed: 'demo' })
    const settings = (await (await (await demo.rawAs('Camélia'))('/api/admin/settings')).json()) as SettingLine[]
    const first = settings.filter(({ group, key }) => group === 'deadlines' && key === 'P1')
    expect(first.map(({ value, about }) => [value, about?.fr])).toEqual([
      [14, 'Lésions cutanées'],
      [7, 'Troubles de la vue'],
    ])
    const shown = settings.map(({ group, key, about }) => `${group}.${key} ${about?.fr ?? ''}`)
    expect(new Set(shown).size).toBe(settings.length)
  })

  it('is written again whole when the first writing was cut short', async () => {
    const ports = await testPorts()
    await seedPeopleAndPlaces(ports)
    await seedTours(ports)
    await seedReferrals(ports, sentBefore.slice(0, 1))
    await chainAccess(ports)
    expect(await contentsOf(ports.db)).toBe('unfinished')
    await seedDemo(ports)
    expect(await contentsOf(ports.db)).toBe('demo')
    expect(await verifyAccessLog(ports)).toMatchObject({ firstAltered: null })
    expect(await referralsBySpecialty(ports.db)).toEqual({ dermatology: 33, ophthalmology: 6 })
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
