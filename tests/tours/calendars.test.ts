import { beforeAll, describe, expect, it } from 'vitest'
import { calendarText } from '../../server/tours/calendar-text.ts'
import { Instant } from '../../shared/time.ts'
import type { CalendarLink } from '../../shared/tour-view.ts'
import { testApp } from '../support/test-app.ts'

const at = (text: string) => Instant.parse(text)
const event = {
  uid: 'a-1@escale',
  sequence: 3,
  changedAt: at('2026-01-19T07:00:00.000Z'),
  start: at('2026-02-04T09:20:00.000Z'),
  end: at('2026-02-04T16:20:00.000Z'),
  title: 'Mobil’Derm – Le Mas-d’Agenais',
  place: 'Salle, place; parking\nfond',
  description: '',
  cancelled: false,
}

/** Lines put together again, as a reader does first. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

describe('an iCalendar document', () => {
  it('writes instants in UTC, escapes text and says what is cancelled', () => {
    const lines = unfolded(calendarText('Essai', [{ ...event, cancelled: true }]))
    expect(lines).toContain('DTSTART:20260204T092000Z')
    expect(lines).toContain('LOCATION:Salle\\, place\\; parking\\nfond')
    expect(lines).toContain('STATUS:CANCELLED')
    expect(lines).toContain('SEQUENCE:3')
    expect(lines.filter((line) => line.startsWith('BEGIN:')).length).toBe(
      lines.filter((line) => line.startsWith('END:')).length,
    )
  })

  it('never writes a line longer than 75 octets, nor cuts a character', () => {
    const text = calendarText('é'.repeat(300), [])
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(unfolded(text)).toContain(`X-WR-CALNAME:${'é'.repeat(300)}`)
  })
})

describe('calendar addresses', () => {
  let app: Awaited<ReturnType<typeof testApp>>
  const links = async (name: string) => {
    const raw = await app.rawAs(name)
    const answer = await raw('/api/calendars')
    return ((await answer.json()) as { calendars: CalendarLink[] }).calendars
  }
  const fetched = async (link: CalendarLink) => {
    const answer = await app.app.request(new URL(link.url).pathname)
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }

  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
  })

  it('list every unit and centre for a planner, their own for the others', async () => {
    expect((await links('Perle')).map((link) => link.kind)).toEqual(['unit', ...Array(11).fill('centre')])
    expect((await links('Garance')).map((link) => link.name)).toEqual(["Le Mas-d'Agenais"])
    expect((await links('Saturnin')).map((link) => link.kind)).toEqual(['specialist'])
  })

  it('open without signing in: the pilot’s nine days for the unit, one’s own for a specialist', async () => {
    const [unit] = await links('Perle')
    const { status, type, text } = await fetched(unit!)
    expect(status).toBe(200)
    expect(type).toContain('text/calendar')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(9)
    const [own] = await links('Saturnin')
    expect((await fetched(own!)).text.match(/BEGIN:VEVENT/g)).toHaveLength(5)
  })

  it('do not open under another address, nor under the old one once revoked', async () => {
    const [unit] = await links('Perle')
    const forged = { ...unit!, url: unit!.url.replace(/\/[\w-]+\.ics$/, `/${'A'.repeat(43)}.ics`) }
    expect((await fetched(forged)).status).toBe(404)
    const raw = await app.rawAs('Perle')
    const body = JSON.stringify({ kind: unit!.kind, id: unit!.id })
    const revoked = await raw('/api/calendars/revoke', {
      method: 'POST',
      headers: { Origin: 'http://localhost' },
      body,
    })
    expect(revoked.status).toBe(200)
    expect((await fetched(unit!)).status).toBe(404)
    expect((await fetched((await links('Perle'))[0]!)).status).toBe(200)
  })

  it('cannot be revoked by somebody they are not for', async () => {
    const [unit] = await links('Perle')
    const raw = await app.rawAs('Garance')
    const body = JSON.stringify({ kind: unit!.kind, id: unit!.id })
    const answer = await raw('/api/calendars/revoke', { method: 'POST', headers: { Origin: 'http://localhost' }, body })
    expect(answer.status).toBe(404)
  })
})
