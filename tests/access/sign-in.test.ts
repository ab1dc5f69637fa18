import { beforeAll, describe, expect, it } from 'vitest'
import { personNamed } from '../../server/demo/people.ts'
import type { LocalDate } from '../../shared/time.ts'
import { instantAt, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'

type TestApp = Awaited<ReturnType<typeof testApp>>

describe('signing in', () => {
  let demo: TestApp
  beforeAll(async () => {
    demo = await testApp()
  })
  const session = async (name?: string) =>
    (await (await (await demo.rawAs(name))('/api/session')).json()) as {
      person: { name: string; role: string; centreIds: string[]; specialistId: string | null } | null
      demoPeople: { name: string }[] | null
    }

  it('lists the fictitious people to a stranger, who is nobody', async () => {
    const answer = await session()
    expect(answer.person).toBeNull()
    expect(answer.demoPeople?.length).toBeGreaterThanOrEqual(10)
    expect(answer.demoPeople?.every(({ name }) => name.includes('Exemple'))).toBe(true)
  })

  it('gives a GP the centre where they are on duty today', async () => {
    const { person } = await session('Olive')
    expect(person).toMatchObject({ role: 'gp', specialistId: null })
    expect(person?.centreIds).toHaveLength(1)
  })

  it('takes the centre away the day after the assignment ends, in the middle of a session', async () => {
    const own = await testApp({ now: instantAt('2026-01-18' as LocalDate, 1200 as MinuteOfDay, PARIS) })
    const request = await own.rawAs('Prune')
    const centres = async () =>
      ((await (await request('/api/session')).json()) as { person: { centreIds: string[] } }).person.centreIds
    expect(await centres()).toHaveLength(1)
    own.ports.clock.moveTo(instantAt('2026-01-19' as LocalDate, 1 as MinuteOfDay, PARIS))
    expect(await centres()).toEqual([])
  })

  it('ends a session on sign-out', async () => {
    const request = await demo.rawAs('Perle')
    await request('/api/session', { method: 'DELETE' })
    const answer = (await (await request('/api/session')).json()) as { person: unknown }
    expect(answer.person).toBeNull()
  })

  it('has no fictitious account in production, not even by its identifier', async () => {
    const key = Buffer.alloc(32, 7).toString('base64')
    const production = await testApp({ env: { ESCALE_MODE: 'production', ESCALE_KEY: key } })
    const request = await production.rawAs()
    const answer = await request('/api/session/demo', {
      method: 'POST',
      body: JSON.stringify({ personId: personNamed('Olive').id }),
    })
    expect(answer.status).toBe(404)
    expect(((await (await request('/api/session')).json()) as { demoPeople: unknown }).demoPeople).toBeNull()
  })
})
