import { describe, expect, test } from 'vitest'
import { dayListCsv } from '../../server/appointments/day-list.ts'
import { calendarFile } from '../../server/messages/calendar-file.ts'
import { templateValues } from '../../server/messages/message-text.ts'
import { nextSendingTime } from '../../server/messages/sending-window.ts'
import type { AgendaSlot } from '../../shared/appointment.ts'
import { type Instant, instantAt, type LocalDate, type MinuteOfDay, type TimeZone } from '../../shared/time.ts'
import { clockAt, formatDateTime, formatTime } from '../../web/format.ts'

const start = 860 as MinuteOfDay

describe('an appointment at 14 h 20 by the stop’s own clock', () => {
  test.each([
    ['2026-03-28', 'Europe/Paris', '20260328T132000Z'],
    ['2026-03-29', 'Europe/Paris', '20260329T122000Z'],
    ['2026-10-25', 'Europe/Paris', '20261025T132000Z'],
    ['2026-03-29', 'Indian/Reunion', '20260329T102000Z'],
    ['2026-10-25', 'Indian/Reunion', '20261025T102000Z'],
    ['2026-03-29', 'America/Martinique', '20260329T182000Z'],
    ['2026-10-25', 'America/Martinique', '20261025T182000Z'],
  ])('on %s in %s reads the same in the SMS, on screen and in the calendar file', (day, zoneName, utc) => {
    const date = day as LocalDate
    const zone = zoneName as TimeZone
    const startsAt = instantAt(date, start, zone)
    const visit = { communeName: 'Ajain', date, start, zone, heldUntil: startsAt, centrePhone: null, link: null }
    const sms = templateValues(visit, 'fr', '2026-01-01T08:00:00.000Z' as Instant)
    expect(sms.date[0]).toMatch(/à 14 h 20$/)
    expect(sms.until[0]).toBe(sms.date[0])
    expect(formatDateTime(date, start, {}, 'fr').replaceAll('\u00a0', ' ')).toBe(sms.date[0])
    expect(clockAt(startsAt, zone)).toEqual({ date, minute: start })
    const event = { appointmentId: 'x', summary: 'Rendez-vous', place: 'Ajain', endsAt: startsAt, writtenAt: startsAt }
    expect(calendarFile({ ...event, startsAt })).toContain(`DTSTART:${utc}\r\n`)
    // The day sheet, printed and downloaded, and the agenda show the place's own minute of the day.
    expect(formatTime(start, 'fr').replaceAll('\u00a0', ' ')).toBe('14 h 20')
    const entry = { patientName: 'ESSAI Iris', birthYear: '1951', phone: null, priorityClass: 'P3', state: 'booked' }
    const slot = { date, start, room: 1, overbooked: null, appointment: entry, absent: [] } as unknown as AgendaSlot
    expect(dayListCsv([slot])).toContain('"14:20";"1";"ESSAI Iris"')
  })

  test.each([
    ['Indian/Reunion', '974', '2026-12-20T06:00:00.000Z', '2026-12-21T04:30:00.000Z'],
    ['Indian/Reunion', '974', '2027-12-20T06:00:00.000Z', '2027-12-21T04:30:00.000Z'],
    ['America/Martinique', '972', '2026-05-22T14:00:00.000Z', '2026-05-23T12:30:00.000Z'],
  ])('in %s no SMS leaves on the day the abolition of slavery is kept', (zone, department, now, opens) => {
    expect(nextSendingTime(now as Instant, { zone: zone as TimeZone, department })).toBe(opens)
  })
})
