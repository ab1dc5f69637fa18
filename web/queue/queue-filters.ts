import type { QueueLine } from '../../shared/referral.ts'

export const CLASS_FILTERS = ['all', 'P1', 'P2', 'P3', 'P4'] as const
export const STATE_FILTERS = ['all', 'toPlace', 'breach', 'placed', 'redirected'] as const
export type QueueFilters = {
  readonly priorite: (typeof CLASS_FILTERS)[number]
  readonly etat: (typeof STATE_FILTERS)[number]
}

const isOfState: Readonly<Record<QueueFilters['etat'], (line: QueueLine) => boolean>> = {
  all: () => true,
  toPlace: (line) => line.state === 'waiting',
  breach: (line) => line.safety === 'breach',
  placed: (line) => line.held !== null,
  redirected: (line) => line.state === 'redirected',
}

/** The lines a person asked for, in the order of the queue; ranks stay those of the whole queue. */
export function filterQueue(lines: readonly QueueLine[], filters: QueueFilters): QueueLine[] {
  return lines.filter(
    (line) => (filters.priorite === 'all' || line.priorityClass === filters.priorite) && isOfState[filters.etat](line),
  )
}
