import { expect, test } from 'vitest'
import type { QueueLine } from '../../shared/referral.ts'
import { filterQueue } from '../../web/queue/queue-filters.ts'

const line = (rank: number, change: Partial<QueueLine>): QueueLine =>
  ({ rank, priorityClass: 'P1', state: 'waiting', safety: 'place_free', held: null, ...change }) as QueueLine

test('filters keep the order and the ranks of the whole queue', () => {
  const lines = [
    line(1, { safety: 'breach' }),
    line(2, { state: 'redirected', safety: 'covered' }),
    line(3, { priorityClass: 'P3', state: 'booked', safety: 'held', held: {} as QueueLine['held'] }),
    line(4, { priorityClass: 'P3', safety: 'to_place' }),
  ]
  const ranks = (
    priorite: Parameters<typeof filterQueue>[1]['priorite'],
    etat: Parameters<typeof filterQueue>[1]['etat'],
  ) => filterQueue(lines, { priorite, etat }).map((one) => one.rank)
  expect(ranks('all', 'all')).toEqual([1, 2, 3, 4])
  expect(ranks('P3', 'all')).toEqual([3, 4])
  expect(ranks('all', 'breach')).toEqual([1])
  expect(ranks('all', 'toPlace')).toEqual([1, 4])
  expect(ranks('all', 'redirected')).toEqual([2])
  expect(ranks('P1', 'placed')).toEqual([])
  expect(ranks('P3', 'placed')).toEqual([3])
})
