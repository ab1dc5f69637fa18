import { describe, expect, it } from 'vitest'
import { roadbookOf } from '../../server/tours/roadbook.ts'
import { roadDays } from '../../shared/road-days.ts'
import { LocalDate } from '../../shared/time.ts'
import { DrivingPolicy } from '../../shared/unit.ts'

const policy = DrivingPolicy.parse({})
const journey = (hours: number, settings = policy) =>
  roadbookOf(hours * 3600, settings, { tearDown: null, firstDay: LocalDate.parse('2026-02-11') }).steps
const told = (steps: ReturnType<typeof journey>) =>
  roadDays(steps).map(({ date, moments }) => [date, moments.map(({ kind, minute }) => `${kind} ${minute}`)])

describe('a journey day by day', () => {
  it('says when one leaves, breaks and arrives, and how long the break lasts', () => {
    expect(told(journey(5))).toEqual([['2026-02-10', ['departure 480', 'break 750', 'arrival 825']]])
    expect(roadDays(journey(5))[0]?.moments[1]).toEqual({ kind: 'break', minute: 750, minutes: 45 })
  })

  it('stops for the night and leaves again the next day', () => {
    expect(told(journey(12))).toEqual([
      ['2026-02-09', ['departure 480', 'break 750', 'night 1065']],
      ['2026-02-10', ['departure 420', 'arrival 600']],
    ])
  })

  it('gives the arrival its own day past midnight, where the policy is not applied', () => {
    expect(told(journey(18, { ...policy, applied: false }))).toEqual([
      ['2026-02-09', ['departure 480']],
      ['2026-02-10', ['arrival 120']],
    ])
  })

  it('says nothing of a journey without a drive', () => {
    expect(roadDays(journey(0))).toEqual([])
  })
})
