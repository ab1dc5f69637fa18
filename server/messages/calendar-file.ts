import type { Instant } from '../../shared/time.ts'

export type CalendarVisit = {
  readonly appointmentId: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly summary: string
  readonly place: string
  readonly writtenAt: Instant
}

/** An iCalendar file (RFC 5545) with one visit, in UTC so that every telephone shows the stop's own hour; nothing about health. */
export function calendarFile(visit: CalendarVisit): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Escale//FR',
    'BEGIN:VEVENT',
    `UID:${visit.appointmentId}@escale`,
    `DTSTAMP:${utc(visit.writtenAt)}`,
    `DTSTART:${utc(visit.startsAt)}`,
    `DTEND:${utc(visit.endsAt)}`,
    `SUMMARY:${escaped(visit.summary)}`,
    `LOCATION:${escaped(visit.place)}`,
    'CLASS:PRIVATE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(visit.summary)}`,
    'TRIGGER:-PT3H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

const utc = (instant: Instant): string => instant.replace(/[-:]|\.\d{3}/g, '')

const escaped = (text: string): string => text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\n/g, '\\n')

/** Lines longer than 75 octets go on after a line break and a space, never inside a character. */
function folded(line: string): string {
  let written = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      written += '\r\n '
      octets = 1
    }
    written += character
    octets += size
  }
  return written
}
