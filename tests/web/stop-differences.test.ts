import { expect, it } from 'vitest'
import type { ComparedStop } from '../../shared/tour-view.ts'
import { stopDifferences } from '../../web/planner/stop-differences.ts'

const stop = (centreName: string, firstDay: string, lastDay = firstDay) =>
  ({ centreId: centreName, centreName, firstDay, lastDay }) as ComparedStop

it('says which stops are added, taken out and moved from one tour to another, and nothing of those alike', () => {
  const left = [stop('Ajain', '2026-02-04'), stop('Mas', '2026-02-10', '2026-02-12'), stop('Mas', '2026-04-01')]
  const right = [stop('Mas', '2026-03-20'), stop('Bourdeilles', '2026-02-18'), stop('Mas', '2026-02-11', '2026-02-12')]
  const days = (firstDay: string, lastDay = firstDay) => ({ firstDay, lastDay })
  expect(stopDifferences(left, right)).toEqual([
    { kind: 'stop_removed', centreName: 'Ajain', ...days('2026-02-04') },
    {
      kind: 'stop_moved',
      centreName: 'Mas',
      before: days('2026-02-10', '2026-02-12'),
      after: days('2026-02-11', '2026-02-12'),
    },
    { kind: 'stop_added', centreName: 'Bourdeilles', ...days('2026-02-18') },
    { kind: 'stop_moved', centreName: 'Mas', before: days('2026-04-01'), after: days('2026-03-20') },
  ])
  expect(stopDifferences(left, left)).toEqual([])
})
