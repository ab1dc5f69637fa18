import type { Instant } from '../../shared/time.ts'

/** Something in a calendar. `uid` stays the same while it moves; `sequence` grows at each change; times are UTC instants. */
export type CalendarEvent = {
  readonly uid: string
  readonly sequence: number
  readonly changedAt: Instant
  readonly start: Instant
  readonly end: Instant
  readonly title: string
  readonly place: string
  readonly description: string
  readonly cancelled: boolean
  /** How many days before it the reader's calendar reminds them. */
  readonly remindedDaysBefore: readonly number[]
}

/** An iCalendar document (RFC 5545): lines of at most 75 octets ended by CRLF, text escaped. */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Escale//Tournees//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${stamp(event.changedAt)}`,
    `DTSTART:${stamp(event.start)}`,
    `DTEND:${stamp(event.end)}`,
    `SUMMARY:${escaped(event.title)}`,
    `LOCATION:${escaped(event.place)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(event.cancelled ? [] : event.remindedDaysBefore.flatMap((days) => alarmLines(event.title, days))),
    'END:VEVENT',
  ]
}

function alarmLines(title: string, daysBefore: number): string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, `TRIGGER:-P${daysBefore}D`, 'END:VALARM']
}

/** `20260204T090000Z` */
function stamp(instant: Instant): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r?\n/g, '\\n')
}

/** Cuts a line every 75 octets, never inside a character; what follows starts with a space. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      octets = 0
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
