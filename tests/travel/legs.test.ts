import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { legTimeline, type WallTime } from '../../server/travel/legs.ts'
import { dayOfWeek } from '../../shared/days.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { DrivingPolicy } from '../../shared/unit.ts'

const policy = DrivingPolicy.parse({})
const at = (date: string, time: string): WallTime => {
  const [hours, minutes] = time.split(':').map(Number)
  return { date: date as LocalDate, minute: (hours! * 60 + minutes!) as MinuteOfDay }
}
const hours = (count: number) => count * 3600

describe('a leg under the driving policy', () => {
  it('drives straight on for four and a half hours', () => {
    const leg = legTimeline(hours(4.5), at('2026-02-09', '08:00'), policy)
    expect(leg.steps.map(({ kind }) => kind)).toEqual(['drive'])
    expect(leg.arrival).toEqual(at('2026-02-09', '12:30'))
  })

  it('stops 45 minutes after four and a half hours', () => {
    const leg = legTimeline(hours(6), at('2026-02-09', '08:00'), policy)
    expect(leg.steps.map(({ kind, seconds }) => [kind, seconds / 60])).toEqual([
      ['drive', 270],
      ['break', 45],
      ['drive', 90],
    ])
    expect(leg.arrival).toEqual(at('2026-02-09', '14:45'))
  })

  it('drives ten hours in a day when that saves a night', () => {
    const leg = legTimeline(hours(9.9), at('2026-02-09', '07:00'), policy)
    expect(leg.nights).toBe(0)
    expect(leg.breakSeconds).toBe(2 * 45 * 60)
  })

  it('sleeps on the way after nine hours when ten would not do, and leaves the next morning', () => {
    const leg = legTimeline(hours(11), at('2026-02-09', '09:00'), policy)
    expect(leg.nights).toBe(1)
    const rest = leg.steps.find(({ kind }) => kind === 'rest')!
    expect(rest.start).toEqual(at('2026-02-09', '18:45'))
    expect(rest.end).toEqual(at('2026-02-10', '07:00'))
    expect(leg.arrival).toEqual(at('2026-02-10', '09:00'))
  })

  it('rests eleven hours even when that goes past the morning', () => {
    const leg = legTimeline(hours(11), at('2026-02-09', '13:00'), policy)
    const rest = leg.steps.find(({ kind }) => kind === 'rest')!
    expect(rest.seconds).toBe(hours(11))
    expect(rest.end).toEqual(at('2026-02-10', '09:45'))
  })

  it('waits through the Sunday nobody drives', () => {
    const leg = legTimeline(hours(11), at('2026-02-07', '09:00'), policy)
    expect(leg.arrival).toEqual(at('2026-02-09', '09:00'))
  })

  it('drives on without a break when the policy is not applied', () => {
    const leg = legTimeline(hours(11), at('2026-02-09', '08:00'), { ...policy, applied: false })
    expect(leg.steps).toHaveLength(1)
    expect(leg.arrival).toEqual(at('2026-02-09', '19:00'))
  })

  it('keeps every rule for any drive and any start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.nat(1439), fc.nat(6), (seconds, minute, day) => {
        const departure = { date: `2026-02-1${day}` as LocalDate, minute: minute as MinuteOfDay }
        const leg = legTimeline(seconds, departure, policy)
        expect(leg.driveSeconds).toBe(seconds)
        let driven = 0
        let sinceBreak = 0
        for (const step of leg.steps) {
          if (step.kind === 'drive') {
            driven += step.seconds
            sinceBreak += step.seconds
            expect(sinceBreak).toBeLessThanOrEqual(policy.breakAfterSeconds)
            expect(driven).toBeLessThanOrEqual(policy.longDayDriveSeconds)
          } else {
            sinceBreak = 0
            if (step.kind === 'rest') {
              driven = 0
              expect(step.seconds).toBeGreaterThanOrEqual(policy.dailyRestSeconds)
              expect(policy.drivingDaysOfWeek).toContain(dayOfWeek(step.end.date))
            }
          }
        }
      }),
      { seed: 7 },
    )
  })
})
