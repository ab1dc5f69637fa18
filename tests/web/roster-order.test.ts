import { describe, expect, it } from 'vitest'
import type { ClaimStanding, OpenDay } from '../../shared/roster.ts'
import type { LocalDate } from '../../shared/time.ts'
import { daysToFill, ownDays } from '../../web/roster/roster-order.ts'

const day = (stopId: string, date: string, standing: ClaimStanding, kmFromBase: number | null): OpenDay => ({
  stop: { stopId } as OpenDay['stop'],
  date: date as LocalDate,
  standing,
  colleagues: [],
  volunteered: false,
  otherVolunteers: 0,
  requestBy: null,
  kmFromBase,
  lodging: null,
})
const DAYS = [
  day('far', '2026-02-06', 'free', 200),
  day('far', '2026-02-05', 'elsewhere_that_day', 200),
  day('near', '2026-04-08', 'free', 10),
  day('unknown', '2026-03-01', 'authorisation_missing', null),
  day('near', '2026-04-09', 'mine', 10),
  day('near', '2026-01-02', 'past', 10),
]
const shown = (groups: ReturnType<typeof daysToFill>) =>
  groups.map(({ stop, days }) => [stop.stopId, ...days.map(({ date }) => date)])

describe('the days a specialist may choose', () => {
  it('are only those they can take, unless they ask for the others', () => {
    expect(shown(daysToFill(DAYS, 'date', true))).toEqual([
      ['far', '2026-02-06'],
      ['near', '2026-04-08'],
    ])
    expect(shown(daysToFill(DAYS, 'date', false))).toEqual([
      ['far', '2026-02-05', '2026-02-06'],
      ['unknown', '2026-03-01'],
      ['near', '2026-04-08', '2026-04-09'],
    ])
  })

  it('stand nearest first by distance, unknown distances last', () => {
    expect(daysToFill(DAYS, 'distance', false).map(({ stop }) => stop.stopId)).toEqual(['near', 'far', 'unknown'])
  })

  it('leave out the past and keep their own apart', () => {
    expect(ownDays(DAYS).map(({ date }) => date)).toEqual(['2026-04-09'])
  })
})
