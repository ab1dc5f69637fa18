import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysFromTo } from '../../shared/days.ts'
import { instantAt, type LocalDate, type MinuteOfDay, type TimeZone, toInstant, wallClock } from '../../shared/time.ts'

/** Clocks that never change, that change at night, at midnight, by half an hour, and a country that skipped a day. */
const CHANGES = [
  ['Indian/Reunion', '2026-03-29'],
  ['Europe/Paris', '2026-03-29'],
  ['Europe/Paris', '2026-10-25'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['Atlantic/Azores', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/Miquelon', '2026-03-08'],
  ['Pacific/Apia', '2011-12-30'],
] as [TimeZone, LocalDate][]

const DAY_MS = 86_400_000
const QUARTERS = Array.from({ length: 97 }, (_, quarter) => (quarter * 15) as MinuteOfDay)

const formats = new Map<TimeZone, Intl.DateTimeFormat>()

/** What Node's own calendar shows at a place, as milliseconds of a clock without zone. */
function wallOf(at: number, timeZone: TimeZone): number {
  const known = formats.get(timeZone)
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`)
}

/** The instant of a wall clock by its definition: the earlier of two, or, of none, the one by the clock before the change. */
function instantByDefinition(date: LocalDate, minute: MinuteOfDay, zone: TimeZone): string {
  const wall = Date.parse(date) + minute * 60_000
  const offsets = [-1, 1].map((days) => wallOf(wall + days * DAY_MS, zone) - (wall + days * DAY_MS))
  const shown = offsets.map((offset) => wall - offset).filter((at) => wallOf(at, zone) === wall)
  return toInstant(shown.length > 0 ? Math.min(...shown) : wall - offsets[0]!)
}

function wallByDefinition(instant: string, zone: TimeZone) {
  const wall = wallOf(Date.parse(instant), zone)
  const date = new Date(wall).toISOString().slice(0, 10)
  return { date, minute: Math.floor((wall - Date.parse(date)) / 60_000) }
}

describe('clocks of a place', () => {
  it.each(CHANGES)('are right around a change: %s, %s', (zone, day) => {
    for (const date of daysFromTo(addDays(day, -3), addDays(day, 3))) {
      for (const minute of QUARTERS) {
        const instant = instantAt(date, minute, zone)
        expect(instant, `${date} ${minute}`).toBe(instantByDefinition(date, minute, zone))
        expect(wallClock(instant, zone)).toEqual(wallByDefinition(instant, zone))
      }
    }
  })

  it('are right at any time anywhere', () => {
    const zone = fc.constantFrom(...CHANGES.map(([name]) => name), 'Pacific/Kiritimati' as TimeZone)
    const milliseconds = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2060, 0, 1) })
    fc.assert(
      fc.property(zone, milliseconds, (name, at) => {
        const instant = toInstant(at)
        const wall = wallClock(instant, name)
        expect(wall).toEqual(wallByDefinition(instant, name))
        expect(instantAt(wall.date, wall.minute, name)).toBe(instantByDefinition(wall.date, wall.minute, name))
      }),
      { seed: 29, numRuns: 2_000 },
    )
  })
})
