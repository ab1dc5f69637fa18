import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDuty, checkEnd, overlaps, standingOf } from '../../server/access/duties.ts'
import type { HostCentreId, PersonId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'

const day = (text: string) => text as LocalDate
const HERE = 'here' as HostCentreId
const THERE = 'there' as HostCentreId
const duty = (from: string, to: string | null, centreId = HERE) => ({
  personId: 'someone' as PersonId,
  centreId,
  from: day(from),
  to: to === null ? null : day(to),
})

describe('a dated assignment', () => {
  it('is current on its first and on its last day', () => {
    const week = duty('2026-01-19', '2026-01-25')
    expect(
      ['2026-01-18', '2026-01-19', '2026-01-25', '2026-01-26'].map((today) => standingOf(week, day(today))),
    ).toEqual(['to_come', 'current', 'current', 'over'])
    expect(standingOf(duty('2026-01-19', null), day('2030-01-01'))).toBe('current')
  })

  it('belongs to GPs and coordinators alone', () => {
    const week = duty('2026-01-19', '2026-01-25')
    expect(checkDuty(week, 'gp', [])).toBeNull()
    expect(checkDuty(week, 'coordinator', [])).toBeNull()
    expect(checkDuty(week, 'planner', [])).toMatchObject({ refusal: 'duty_role' })
  })

  it('does not end before it starts', () => {
    expect(checkDuty(duty('2026-01-19', '2026-01-18'), 'gp', [])).toMatchObject({
      refusal: 'duty_ends_before_start',
      field: 'to',
    })
    expect(checkDuty(duty('2026-01-19', '2026-01-19'), 'gp', [])).toBeNull()
  })

  it('is not given twice in one centre at the same time, and may be in two centres', () => {
    const held = [duty('2026-01-19', '2026-01-25')]
    expect(checkDuty(duty('2026-01-25', null), 'gp', held)).toMatchObject({ refusal: 'duty_overlaps' })
    expect(checkDuty(duty('2026-01-26', null), 'gp', held)).toBeNull()
    expect(checkDuty(duty('2026-01-25', null, THERE), 'gp', held)).toBeNull()
  })

  it('is ended early, never later', () => {
    const season = duty('2026-01-05', '2026-05-31')
    expect(checkEnd(season, day('2026-02-01'))).toBeNull()
    expect(checkEnd(season, day('2026-01-04'))).toMatchObject({ refusal: 'duty_ends_before_start' })
    expect(checkEnd(season, day('2026-05-31'))).toMatchObject({ refusal: 'duty_already_ends' })
    expect(checkEnd(duty('2026-01-05', null), day('2030-01-01'))).toBeNull()
  })

  it('overlaps another exactly when they share a day', () => {
    const dates = fc.integer({ min: 1, max: 28 }).map((number) => day(`2026-01-${String(number).padStart(2, '0')}`))
    const span = fc
      .tuple(dates, fc.option(dates))
      .map(([from, to]) => ({ from, to: to !== null && to < from ? from : to }))
    const month = Array.from({ length: 31 }, (_, at) => day(`2026-01-${String(at + 1).padStart(2, '0')}`))
    fc.assert(
      fc.property(span, span, (one, other) => {
        const shared = month.some(
          (date) => standingOf(one, date) === 'current' && standingOf(other, date) === 'current',
        )
        expect(overlaps(one, other)).toBe(shared)
      }),
    )
  })
})
