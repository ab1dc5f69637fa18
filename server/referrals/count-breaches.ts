import { daysBetween } from '../../shared/days.ts'
import type { BreachCount, LATENESS } from '../../shared/queue.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { listStandingByDeadline } from './alert-store.ts'

/** The step of lateness of so many days left. */
export function latenessOf(daysLeft: number): (typeof LATENESS)[number] {
  if (daysLeft > 7) return 'over_7_left'
  if (daysLeft >= 0) return 'within_7'
  if (daysLeft >= -7) return 'late_1_7'
  return daysLeft >= -14 ? 'late_8_14' : 'late_over_14'
}

const orderOf = ({ centreId, specialty, priorityClass }: BreachCount): string =>
  `${centreId} ${specialty} ${priorityClass}`

/**
 * What a planner may know of the urgent patients without a place: counts by centre, specialty and class, by how late, soonest
 * first.
 * Nobody's name, commune or deadline.
 */
export async function countBreaches({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<BreachCount[]> {
  const today = localDateOf(clock.now(), PARIS)
  const centres = new Map((await listHostCentres(db)).map((centre) => [centre.hostCentreId, centre]))
  const counts = new Map<string, BreachCount>()
  for (const row of await listStandingByDeadline(db)) {
    const centre = centres.get(row.centreId)
    const { specialty } = row
    const key = `${row.centreId} ${specialty} ${row.priorityClass}`
    const known = counts.get(key) ?? {
      centreId: row.centreId,
      centreName: centre?.name ?? '',
      department: centre?.department ?? '',
      specialty,
      priorityClass: row.priorityClass,
      breaches: 0,
      escalated: 0,
      soonest: Number.POSITIVE_INFINITY,
      byLateness: { over_7_left: 0, within_7: 0, late_1_7: 0, late_8_14: 0, late_over_14: 0 },
      unrecorded: 0,
    }
    counts.set(key, known)
    if (row.kind === 'outcome_missing') {
      known.unrecorded += row.count
      continue
    }
    const daysLeft = row.deadline === null ? 0 : daysBetween(today, row.deadline)
    known.breaches += row.count
    known.escalated += row.escalated
    known.soonest = Math.min(known.soonest, daysLeft)
    known.byLateness[latenessOf(daysLeft)] += row.count
  }
  return [...counts.values()]
    .map((count) => ({ ...count, soonest: Number.isFinite(count.soonest) ? count.soonest : 0 }))
    .sort(
      (one, other) =>
        Number(other.breaches > 0) - Number(one.breaches > 0) ||
        one.soonest - other.soonest ||
        (orderOf(one) < orderOf(other) ? -1 : 1),
    )
}
