import type { SignedInPerson } from '../../shared/person.ts'
import type { UnrecordedDay } from '../../shared/queue.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { listUnrecordedOfSpecialist } from './unrecorded-store.ts'

/** The past days of a specialist's own stops with patients of whom nothing was said, oldest first; counts only. */
export async function listUnrecordedDays(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { specialistId }: Pick<SignedInPerson, 'specialistId'>,
): Promise<UnrecordedDay[]> {
  if (!specialistId) return []
  const days = new Map<string, UnrecordedDay>()
  for (const row of await listUnrecordedOfSpecialist(db, specialistId, localDateOf(clock.now(), PARIS))) {
    const { stopId, centreName, date } = row
    const known = days.get(`${stopId} ${date}`) ?? { stopId, centreName, date, patients: 0, escalated: 0 }
    days.set(`${stopId} ${date}`, {
      ...known,
      patients: known.patients + 1,
      escalated: known.escalated + (row.escalatedAt === null ? 0 : 1),
    })
  }
  return [...days.values()]
}
