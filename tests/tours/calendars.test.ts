import ICAL from 'ical.js'
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
  remindedDaysBefore: [],
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
    expect((await links('Perle')).map((link) => link.kind)).toEqual(['unit', 'unit', ...Array(11).fill('centre')])
    expect((await links('Garance')).map((link) => link.name)).toEqual(["Le Mas-d'Agenais"])
    expect((await links('Saturnin')).map((link) => link.kind)).toEqual(['specialist'])
  })

  it('open without signing in: the pilot’s nine days for the unit, one’s own for a specialist', async () => {
    const [unit] = await links('Perle')
    const { status, type, text } = await fetched(unit!)
    expect(status).toBe(200)
    expect(type).toContain('text/calendar')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(9)
    expect(text).not.toContain('VALARM')
    const [own] = await links('Saturnin')
    const mine = (await fetched(own!)).text
    expect(mine.match(/BEGIN:VEVENT/g)).toHaveLength(5)
    expect(unfolded(mine)).toContain('DESCRIPTION:10:20 – 12:40\\, 14:30 – 17:20\\nDr Saturnin Exemple')
  })

  it('remind a specialist of each of their days, a week and a day before, as an independent reader understands it', async () => {
    const [own] = await links('Saturnin')
    const calendar = new ICAL.Component(ICAL.parse((await fetched(own!)).text))
    for (const event of calendar.getAllSubcomponents('vevent')) {
      const alarms = event.getAllSubcomponents('valarm')
      const triggers = alarms.map((alarm) => (alarm.getFirstPropertyValue('trigger') as ICAL.Duration).toSeconds())
      expect(triggers).toEqual([-7 * 86_400, -86_400])
      expect(alarms.map((alarm) => alarm.getFirstPropertyValue('action'))).toEqual(['DISPLAY', 'DISPLAY'])
    }
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

describe('a feed read by another program', () => {
  type Read = { uid: string; sequence: number; status: string; start: string; summary: string }
  let app: Awaited<ReturnType<typeof testApp>>
  const read = async (name: string, kind: CalendarLink['kind']): Promise<Map<string, Read>> => {
    const raw = await app.rawAs(name)
    const { calendars } = (await (await raw('/api/calendars')).json()) as { calendars: CalendarLink[] }
    const link = calendars.find((calendar) => calendar.kind === kind)!
    const text = await (await app.app.request(new URL(link.url).pathname)).text()
    const calendar = new ICAL.Component(ICAL.parse(text))
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    const events = calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component)
      expect(event.endDate.compare(event.startDate)).toBe(1)
      expect(component.getFirstPropertyValue('dtstamp')).toBeTruthy()
      const status = String(component.getFirstPropertyValue('status'))
      const { uid, sequence, summary } = event
      return { uid, sequence, status, summary, start: event.startDate.toString() }
    })
    expect(new Set(events.map((event) => event.uid)).size).toBe(events.length)
    return new Map(events.map((event) => [event.uid, event]))
  }
  const act = async (path: string, body: (revision: number, stopId: string) => object, at: string) => {
    const raw = await app.rawAs('Perle')
    const { tours } = (await (await raw('/api/tours')).json()) as { tours: { tourId: string; state: string }[] }
    const { tourId } = tours.find((tour) => tour.state === 'published')!
    const detail = (await (await raw(`/api/tours/${tourId}`)).json()) as {
      tour: { revision: number }
      stops: { stopId: string; centreName: string }[]
    }
    const { stopId } = detail.stops.find((stop) => stop.centreName.includes(at))!
    const sent = JSON.stringify(body(detail.tour.revision, stopId))
    const answer = await raw(path.replace(':stopId', stopId), { method: 'POST', body: sent })
    expect(answer.status).toBe(200)
  }

  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
  })

  it('keeps each day’s UID when its stop moves, with a higher sequence and the new date', async () => {
    const before = await read('Perle', 'unit')
    const moved = (revision: number) => ({ revision, firstDay: '2026-02-24', lastDay: '2026-02-26' })
    await act('/api/stops/:stopId/move', moved, 'Ménigoute')
    const after = await read('Perle', 'unit')
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
    const menigoute = [...before.values()].filter((event) => event.summary.includes('Ménigoute'))
    expect(menigoute).toHaveLength(3)
    for (const { uid, sequence } of menigoute) {
      expect(after.get(uid)!.sequence).toBeGreaterThan(sequence)
      expect(after.get(uid)!.start).toMatch(/^2026-02-2[456]/)
    }
  })

  it('says a shortened stop’s last day is cancelled instead of forgetting it', async () => {
    const before = await read('Perle', 'unit')
    const shorter = (revision: number) => ({ revision, firstDay: '2026-04-08', lastDay: '2026-04-09' })
    await act('/api/stops/:stopId/move', shorter, 'Bellegarde')
    const after = await read('Perle', 'unit')
    const last = [...before.values()].find((event) => event.start.startsWith('2026-04-10'))!
    expect(after.get(last.uid)).toMatchObject({ status: 'CANCELLED' })
    expect([...after.values()].filter((event) => event.status === 'CANCELLED')).toHaveLength(1)
  })

  it('cancels a cancelled stop’s days for the unit, and for the specialist who promised them', async () => {
    const mine = await read('Saturnin', 'specialist')
    await act('/api/stops/:stopId/cancel', (revision) => ({ revision }), 'Mas')
    const unit = [...(await read('Perle', 'unit')).values()].filter((event) => event.summary.includes('Mas'))
    expect(unit.map((event) => event.status)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED'])
    const own = await read('Saturnin', 'specialist')
    expect([...own.keys()].sort()).toEqual([...mine.keys()].sort())
    expect([...own.values()].filter((event) => event.status === 'CANCELLED')).toHaveLength(3)
  })
})
