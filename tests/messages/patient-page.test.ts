import { beforeEach, describe, expect, test } from 'vitest'
import { type Clinic, clinic } from './clinic.ts'

let here: Clinic
beforeEach(async () => {
  here = await clinic()
})

async function linkOf(given: Parameters<Clinic['book']>[0] = {}) {
  const booked = await here.book(given)
  await here.run()
  const row = await here.ports.db
    .selectFrom('patient_link')
    .selectAll()
    .where('appointment_id', '=', booked.appointmentId)
    .executeTakeFirstOrThrow()
  return { ...booked, token: here.ports.vault.open(row.sealed_token), row }
}
const get = (path: string) => here.app.request(path)
/** As an old telephone posts a form: no fetch metadata, no origin. */
const answer = (token: string, fields: Record<string, string>) =>
  here.app.request(`/r/${token}`, { method: 'POST', body: new URLSearchParams(fields) })

describe('the patient’s page', () => {
  test('says when, where and how, without script, name or care, and is neither kept nor indexed', async () => {
    const { token } = await linkOf()
    const response = await get(`/r/${token}`)
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(page).toContain('<html lang="fr">')
    for (const words of ['jeudi 5 février', '14 h 20', 'Centre de santé du Mas-d’Agenais', 'Oui, je viens'])
      expect(page).toContain(words)
    expect(page).toMatch(/Le Mas-d’Agenais est à 9\u00a0km de Tonneins, vers l’ouest/)
    expect(page).not.toMatch(/Narcisse|Fictif|derm|peau|lésion|camion|priorit/i)
    expect(page).not.toMatch(/<script|style=|https?:\/\/(?!www\.w3)/)
  })

  test('its token is kept hashed and sealed, 22 characters long, the same in every SMS about it', async () => {
    const { token, row } = await linkOf()
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(JSON.stringify(row)).not.toContain(token)
    await here.at('2026-01-29T09:00:00.000Z')
    const bodies = (await here.messages()).map(({ body }) => body).filter((body) => body.includes('/r/'))
    expect(new Set(bodies.map((body) => body.match(/\/r\/[\w-]+/)![0])).size).toBe(1)
  })

  test('opening it changes nothing, however often; only a POST answers', async () => {
    const booked = await linkOf()
    for (const path of ['', '?etape=sure', '?etape=yes', '?answer=no']) await get(`/r/${booked.token}${path}`)
    expect(await here.stateOf(booked)).toBe('booked')
    const done = await answer(booked.token, { answer: 'yes' })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/r/${booked.token}?etape=yes`])
    expect(await here.stateOf(booked)).toBe('confirmed')
    expect(await (await get(`/r/${booked.token}?etape=yes`)).text()).toContain('C’est noté : vous venez')
  })

  test('NON is asked twice, then frees the place; pressing again says the same', async () => {
    const booked = await linkOf()
    expect(await (await get(`/r/${booked.token}?etape=sure`)).text()).toContain('Oui, annuler mon rendez-vous')
    expect((await answer(booked.token, { answer: 'no' })).headers.get('location')).toContain('etape=no')
    expect((await answer(booked.token, { answer: 'no' })).headers.get('location')).toContain('etape=no')
    expect(await here.stateOf(booked)).toBe('declined')
    const cancelled = await (await get(`/r/${booked.token}`)).text()
    expect(cancelled).toContain('Ce rendez-vous est annulé')
    expect(cancelled).not.toContain('Comment venir')
    expect(await here.calls()).toEqual([])
  })

  test('asking to be called adds one call, however often the button is pressed', async () => {
    const { token } = await linkOf()
    await answer(token, { answer: 'contact' })
    await answer(token, { answer: 'contact' })
    expect((await here.calls()).map(({ reason }) => reason)).toEqual(['asked_to_be_called'])
  })

  test('a yes to a place given on says so and adds a call', async () => {
    const booked = await linkOf({ state: 'offered', heldUntil: '2026-01-19T13:00:00.000Z' })
    await here.ports.db
      .updateTable('appointment')
      .set({ state: 'expired', live: 0 })
      .where('id', '=', booked.appointmentId)
      .execute()
    expect((await answer(booked.token, { answer: 'yes' })).headers.get('location')).toContain('etape=too_late')
    expect(await (await get(`/r/${booked.token}?etape=too_late`)).text()).toContain('Cette place n’est plus libre')
  })

  test('speaks English to those written to in English, or on demand', async () => {
    const english = await linkOf({ language: 'en' })
    expect(await (await get(`/r/${english.token}`)).text()).toContain('Yes, I am coming')
    const french = await linkOf({ start: 900 })
    expect(await (await get(`/r/${french.token}?langue=en`)).text()).toContain('Thursday 5 February')
  })

  test('an unknown link, or one too old, says what to do and gives the telephone when it is known', async () => {
    const { token } = await linkOf()
    await here.ports.db.updateTable('host_centre').set({ phone: '05 36 49 00 47' }).execute()
    const unknown = await get('/r/aaaaaaaaaaaaaaaaaaaaaa')
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('Ce lien ne marche plus')
    here.ports.clock.moveTo('2026-02-06T23:00:00.000Z' as never)
    const old = await get(`/r/${token}`)
    expect(old.status).toBe(410)
    expect(await old.text()).toContain('05 36 49 00 47')
    expect((await answer(token, { answer: 'yes' })).status).toBe(410)
  })

  test('after the visit began it asks nothing', async () => {
    const booked = await linkOf()
    here.ports.clock.moveTo('2026-02-05T13:21:00.000Z' as never)
    const page = await (await get(`/r/${booked.token}`)).text()
    expect(page).toContain('Ce rendez-vous est passé')
    expect(page).not.toContain('<form')
    expect((await answer(booked.token, { answer: 'no' })).headers.get('location')).toContain('etape=too_late')
    expect(await here.stateOf(booked)).toBe('booked')
  })

  test('gives a calendar file in UTC without a word of health', async () => {
    const { token } = await linkOf()
    const response = await get(`/r/${token}/rendez-vous.ics`)
    const file = await response.text()
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(file).toContain('DTSTART:20260205T132000Z\r\nDTEND:20260205T134000Z\r\nSUMMARY:Rendez-vous\r\n')
    expect(file).not.toMatch(/derm|peau|lésion|camion|Fictif/i)
    expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  })

  test('each opening and each answer is in the access log, without the token', async () => {
    const { token, appointmentId } = await linkOf()
    await get(`/r/${token}`)
    await answer(token, { answer: 'yes' })
    const rows = await here.ports.db
      .selectFrom('access_log')
      .selectAll()
      .where('resource_id', '=', appointmentId)
      .execute()
    expect(rows.map(({ action, purpose }) => `${action} ${purpose}`)).toEqual([
      'read patient_link',
      'update patient_link:yes',
    ])
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})
