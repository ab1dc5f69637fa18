import { beforeAll, describe, expect, it } from 'vitest'
import { personNamed } from '../../server/demo/people.ts'
import type { SpecialistFile } from '../../shared/specialist.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

const profile = {
  specialty: 'dermatology',
  status: 'private',
  baseInsee: '47159',
  maxDaysPerMonth: 2,
  authorisations: [
    { department: '23', state: 'requested', from: null, to: null },
    { department: '47', state: 'granted', from: '2026-01-01', to: '2026-12-31' },
  ],
}

describe(`a specialist’s profile on ${ENGINE}`, () => {
  let send: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>
  let personId: string

  beforeAll(async () => {
    const app = await testApp({ seed: 'demo' })
    const raw = await app.rawAs('Camélia')
    send = async (method, path, body) => {
      const init = { method, headers: { Origin: 'http://localhost' } }
      const answer = await raw(`/api${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) })
      return { status: answer.status, body: await answer.json() }
    }
    const made = await send('POST', '/admin/people', {
      name: 'Dr Nouvelle Fictive',
      role: 'specialist',
      email: null,
      rpps: null,
    })
    personId = (made.body as { personId: string }).personId
  })

  it('is empty on a new account, is filled in, and is read back', async () => {
    expect((await send('GET', `/specialists/${personId}`)).body).toMatchObject({ profile: null })
    const saved = await send('PUT', `/specialists/${personId}`, profile)
    expect(saved).toMatchObject({ status: 200, body: { profile, baseName: "Le Mas-d'Agenais" } })
    expect((await send('GET', `/specialists/${personId}`)).body).toEqual(saved.body)
  })

  it('replaces what was known, authorisations included', async () => {
    const [, granted] = profile.authorisations
    await send('PUT', `/specialists/${personId}`, { ...profile, status: 'retired', authorisations: [granted] })
    const { body } = await send('GET', `/specialists/${personId}`)
    expect((body as SpecialistFile).profile).toEqual({ ...profile, status: 'retired', authorisations: [granted] })
  })

  it.each([
    ['a specialty without protocol', { specialty: 'astrology' }, 400, 'unknown_specialty'],
    ['a base that is no commune', { baseInsee: '99999' }, 422, 'unknown_commune'],
    ['no day a month', { maxDaysPerMonth: 0 }, 400, 'bad_request'],
    [
      'a department twice',
      { authorisations: [profile.authorisations[0], profile.authorisations[0]] },
      400,
      'bad_request',
    ],
  ])('refuses %s', async (_, change, status, code) => {
    expect(await send('PUT', `/specialists/${personId}`, { ...profile, ...change })).toMatchObject({
      status,
      body: { code },
    })
  })

  it('is nothing to an account that is no specialist’s', async () => {
    const gp = personNamed('Olive').id
    expect(await send('GET', `/specialists/${gp}`)).toMatchObject({ status: 404 })
    expect(await send('PUT', `/specialists/${gp}`, profile)).toMatchObject({ status: 404 })
  })
})
