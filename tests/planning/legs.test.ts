import { expect, it } from 'vitest'
import { breaksOn } from '../../server/planning/legs.ts'
import { legTimeline } from '../../server/travel/legs.ts'
import { PlanDrivingPolicy } from '../../shared/plan.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { DrivingPolicy } from '../../shared/unit.ts'

const HOUR = 3600
const MONDAY = '2026-01-05' as LocalDate
const MORNING = 480 as MinuteOfDay

it.each([4, 4.5, 5, 9, 9.5, 10, 11, 20])('a plan has the breaks of the road book on a drive of %d hours', (hours) => {
  const policy = DrivingPolicy.parse({})
  const book = legTimeline(hours * HOUR, { date: MONDAY, minute: MORNING }, policy)
  const planned = PlanDrivingPolicy.parse(policy)
  expect(breaksOn(hours * HOUR, planned, MONDAY)).toEqual({
    breaks: book.steps.filter(({ kind }) => kind === 'break').length,
    breakSeconds: book.breakSeconds,
  })
})

it('a drive of nine and a half hours takes two breaks on a long day, one on two days', () => {
  const usual = PlanDrivingPolicy.parse({})
  expect(breaksOn(9.5 * HOUR, usual, MONDAY).breaks).toBe(1)
  const long = { ...usual, longDayDriveSeconds: 10 * HOUR, longDaysPerWeek: 2 }
  expect(breaksOn(9.5 * HOUR, long, MONDAY).breaks).toBe(2)
})
