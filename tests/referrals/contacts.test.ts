import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CareContact } from '../../shared/care-contact.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { MAS, MENIGOUTE } from './sample.ts'

const CONTACT = {
  department: '47',
  kind: 'hospital',
  specialty: 'dermatology',
  name: 'Service fictif de dermatologie',
  phone: '05 36 49 00 01',
  hours: null,
  url: null,
}

describe(`the directory of whom to call on ${ENGINE}`, () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let administrator: Awaited<ReturnType<typeof app.rawAs>>
  let gp: typeof administrator
  beforeAll(async () => {
    app = await testApp({ seed: 'people' })
    administrator = await app.rawAs('Camélia')
    gp = await app.rawAs('Olive')
  })
  afterAll(() => app.ports.planner.close())

  const put = (change: object = {}, contactId = randomUUID()) =>
    administrator(`/api/contacts/${contactId}`, { method: 'PUT', body: JSON.stringify({ ...CONTACT, ...change }) })
  const seen = async (centreId: string, specialty = 'dermatology') => {
    const answer = await gp(`/api/contacts?${new URLSearchParams({ centreId, specialty })}`)
    return ((await answer.json()) as CareContact[]).map(({ name }) => name)
  }

  it('ships empty: no number is invented', async () => {
    expect(await seen(MAS)).toEqual([])
  })

  it('shows a GP those of the department and the specialty, as an administrator wrote them', async () => {
    const contactId = randomUUID()
    expect((await put({}, contactId)).status).toBe(200)
    await put({ department: '79', name: 'Service fictif des Deux-Sèvres' })
    await put({ specialty: 'ophthalmology', name: 'Urgences fictives de la vue' })
    await put({ specialty: null, kind: 'emergency', name: 'SAMU', phone: '15' })
    expect(await seen(MAS)).toEqual(['SAMU', 'Service fictif de dermatologie'])
    expect(await seen(MAS, 'ophthalmology')).toEqual(['SAMU', 'Urgences fictives de la vue'])
    expect(await seen(MENIGOUTE)).toEqual(['Service fictif des Deux-Sèvres'])
    await put({ name: 'Service renommé' }, contactId)
    expect(await seen(MAS)).toEqual(['SAMU', 'Service renommé'])
    expect((await administrator(`/api/contacts/${contactId}`, { method: 'DELETE' })).status).toBe(200)
    expect(await seen(MAS)).toEqual(['SAMU'])
    expect((await gp(`/api/contacts/${contactId}`, { method: 'DELETE' })).status).toBe(403)
  })

  it('refuses what nobody could call, naming the field', async () => {
    const fieldOf = async (change: object) => {
      const answer = await put(change)
      const { code, field } = (await answer.json()) as { code: string; field: string }
      return [answer.status, code, field]
    }
    expect(await fieldOf({ phone: null })).toEqual([422, 'contact_without_way', 'phone'])
    expect(await fieldOf({ phone: 'demander Iris' })).toEqual([400, 'bad_request', 'phone'])
    expect(await fieldOf({ department: '99Z' })).toEqual([400, 'bad_request', 'department'])
    expect(await fieldOf({ url: 'javascript:alert(1)' })).toEqual([400, 'bad_request', 'url'])
  })
})
