import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roadbookOf } from '../../server/tours/roadbook.ts'
import { roadOf } from '../../server/tours/roads.ts'
import type { LegTimeline, WallTime } from '../../server/travel/legs.ts'
import { addDays } from '../../shared/days.ts'
import { SessionTemplate } from '../../shared/plan.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { DrivingPolicy } from '../../shared/unit.ts'

const policy = DrivingPolicy.parse({})
const day = (text: string) => LocalDate.parse(text)
const at = (date: string, time: string): WallTime => {
  const [hours, minutes] = time.split(':').map(Number)
  return { date: day(date), minute: MinuteOfDay.parse(hours! * 60 + minutes!) }
}
const hours = (count: number) => count * 3600
const departureOf = (journey: LegTimeline) => journey.steps[0]?.start
const kindsOf = (journey: LegTimeline) => journey.steps.map(({ kind }) => kind)

// 2026-02-09 is a Monday.
describe('the roadbook of a stop', () => {
  it('leaves the same evening when the next stop follows at once and the road is short', () => {
    const journey = roadbookOf(hours(1.5), policy, { tearDown: at('2026-02-11', '16:00'), firstDay: day('2026-02-12') })
    expect(departureOf(journey)).toEqual(at('2026-02-11', '16:00'))
    expect(journey.arrival).toEqual(at('2026-02-11', '17:30'))
  })

  it('leaves the morning of the day between when the evening would end after 20:00', () => {
    const frame = { tearDown: at('2026-02-09', '18:30'), firstDay: day('2026-02-11') }
    expect(departureOf(roadbookOf(hours(1.4), policy, frame))).toEqual(at('2026-02-09', '18:30'))
    expect(departureOf(roadbookOf(hours(1.6), policy, frame))).toEqual(at('2026-02-10', '08:00'))
  })

  it('breaks where the policy asks and arrives the day before the first day', () => {
    const journey = roadbookOf(hours(5), policy, { tearDown: at('2026-02-06', '16:00'), firstDay: day('2026-02-11') })
    expect(journey.steps.map(({ kind, start }) => [kind, start])).toEqual([
      ['drive', at('2026-02-10', '08:00')],
      ['break', at('2026-02-10', '12:30')],
      ['drive', at('2026-02-10', '13:15')],
    ])
    expect(journey.arrival).toEqual(at('2026-02-10', '13:45'))
  })

  it('waits until the eve when weeks pass between two stops, however short the road', () => {
    const journey = roadbookOf(hours(1), policy, { tearDown: at('2026-02-06', '16:00'), firstDay: day('2026-02-18') })
    expect(departureOf(journey)).toEqual(at('2026-02-17', '08:00'))
  })

  it('does not drive on a Sunday: for a Monday it leaves on the Saturday', () => {
    const journey = roadbookOf(hours(5), policy, { tearDown: at('2026-02-06', '16:00'), firstDay: day('2026-02-09') })
    expect(departureOf(journey)).toEqual(at('2026-02-07', '08:00'))
  })

  it('sleeps on the way when a day is not enough', () => {
    const journey = roadbookOf(hours(12), policy, { tearDown: at('2026-02-02', '16:00'), firstDay: day('2026-02-06') })
    expect(departureOf(journey)).toEqual(at('2026-02-04', '08:00'))
    expect(journey).toMatchObject({ nights: 1, arrival: at('2026-02-05', '10:00') })
  })

  it('drives the evening’s share first when the days between are not enough without it', () => {
    const journey = roadbookOf(hours(11), policy, { tearDown: at('2026-02-09', '16:00'), firstDay: day('2026-02-11') })
    expect(kindsOf(journey)).toEqual(['drive', 'rest', 'drive', 'break', 'drive'])
    expect(journey.steps[1]).toMatchObject({ start: at('2026-02-09', '18:00'), end: at('2026-02-10', '08:00') })
    expect(journey).toMatchObject({ nights: 1, driveSeconds: hours(11), arrival: at('2026-02-10', '17:45') })
  })

  it('shows the late evening when no day lies between, and the soonest when nothing arrives in time', () => {
    const frame = { tearDown: at('2026-02-09', '16:00'), firstDay: day('2026-02-10') }
    expect(roadbookOf(hours(6), policy, frame).arrival).toEqual(at('2026-02-09', '22:45'))
    expect(departureOf(roadbookOf(hours(8), policy, frame))).toEqual(at('2026-02-10', '08:00'))
  })

  it('leaves the depot as late as it can', () => {
    const from = (driveHours: number, firstDay: string) =>
      departureOf(roadbookOf(hours(driveHours), policy, { tearDown: null, firstDay: day(firstDay) }))
    expect(from(3, '2026-02-11')).toEqual(at('2026-02-10', '08:00'))
    expect(from(12, '2026-02-11')).toEqual(at('2026-02-09', '08:00'))
    expect(from(3, '2026-02-09')).toEqual(at('2026-02-07', '08:00'))
  })

  it('goes home the same evening when it is near, otherwise on the next driving morning', () => {
    const home = (driveHours: number) =>
      departureOf(roadbookOf(hours(driveHours), policy, { tearDown: at('2026-02-07', '16:00'), firstDay: null }))
    expect(home(1)).toEqual(at('2026-02-07', '16:00'))
    expect(home(4)).toEqual(at('2026-02-09', '08:00'))
  })

  it('asks for no break where the policy is not applied', () => {
    const frame = { tearDown: null, firstDay: day('2026-02-11') }
    const journey = roadbookOf(hours(11), { ...policy, applied: false }, frame)
    expect(kindsOf(journey)).toEqual(['drive'])
    expect(journey.arrival).toEqual(at('2026-02-10', '19:00'))
  })

  it('arrives before the first day whenever the planner’s rule says the road fits', () => {
    const unit = {
      drivingPolicy: policy,
      sessionTemplate: SessionTemplate.parse({ spans: [{ start: 540, end: 1040 }], lastDayUntil: 960 }),
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: hours(40) }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 12 }),
        (seconds, weekday, between) => {
          const leavesAfter = addDays(day('2026-02-09'), weekday)
          const firstDay = addDays(leavesAfter, between)
          const road = roadOf({ seconds, metres: 0 }, unit, leavesAfter, firstDay)
          expect(road.roadbook.driveSeconds).toBe(seconds)
          if (road.fits) expect(road.roadbook.arrival.date < firstDay).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
