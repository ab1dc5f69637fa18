import { expect, it } from 'vitest'
import type { RosterCandidate, StaffingGap } from '../../shared/roster.ts'
import { gapsByStop } from '../../web/planner/gaps-of-stop.ts'

const candidate = (name: string, standing: RosterCandidate['standing'], volunteered = false) =>
  ({ name, standing, volunteered }) as RosterCandidate

const gap = (stopId: string, date: string, ...candidates: RosterCandidate[]) =>
  ({ stopId, centreName: stopId, date, candidates }) as unknown as StaffingGap

it('tells days that follow each other together while the same people could come, stop by stop', () => {
  const olive = candidate('Dr Olive', 'free')
  const paper = candidate('Dr Papier', 'authorisation_requested', true)
  const busy = candidate('Dr Ailleurs', 'elsewhere_that_day')
  const stops = gapsByStop([
    gap('ajain', '2026-03-02', olive, busy),
    gap('mas', '2026-03-03', paper),
    gap('ajain', '2026-03-03', olive),
    gap('ajain', '2026-03-04', olive, paper),
    gap('ajain', '2026-03-06', olive, paper),
  ])
  expect(stops.map(({ stopId, days }) => [stopId, days])).toEqual([
    ['ajain', 4],
    ['mas', 1],
  ])
  expect(stops[0]?.runs).toEqual([
    { first: '2026-03-02', last: '2026-03-03', free: ['Dr Olive'], waiting: [] },
    { first: '2026-03-04', last: '2026-03-04', free: ['Dr Olive'], waiting: ['Dr Papier'] },
    { first: '2026-03-06', last: '2026-03-06', free: ['Dr Olive'], waiting: ['Dr Papier'] },
  ])
  expect(stops[1]?.runs).toEqual([{ first: '2026-03-03', last: '2026-03-03', free: [], waiting: ['Dr Papier'] }])
})
