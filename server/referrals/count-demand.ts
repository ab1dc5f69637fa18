import type { DemandCount } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { countStandingBreaches } from './alert-store.ts'
import { countByCentre } from './referral-store.ts'

/** What a planner may know: open referrals per centre and class, those placed, in breach, and past their deadline. Counts only. */
export async function countDemand({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<DemandCount[]> {
  const today = localDateOf(clock.now(), PARIS)
  const counts = new Map<string, DemandCount>()
  const of = (centreId: DemandCount['centreId'], priorityClass: DemandCount['priorityClass']): DemandCount => {
    const key = `${centreId} ${priorityClass}`
    const known = counts.get(key) ?? { centreId, priorityClass, waiting: 0, booked: 0, breaches: 0, pastDeadline: 0 }
    counts.set(key, known)
    return known
  }
  for (const row of await countByCentre(db, today)) {
    const count = of(row.centreId, row.priorityClass)
    if (row.state === 'waiting' || row.state === 'offered') count.waiting += row.count
    if (row.state === 'booked') count.booked += row.count
    if (row.state !== 'redirected') count.pastDeadline += row.past
  }
  for (const row of await countStandingBreaches(db)) of(row.centreId, row.priorityClass).breaches += row.count
  return [...counts.values()].sort((one, other) =>
    `${one.centreId} ${one.priorityClass}` < `${other.centreId} ${other.priorityClass}` ? -1 : 1,
  )
}
