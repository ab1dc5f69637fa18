import type { PersonId, SpecialistId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { SpecialistFile, SpecialistProfile } from '../../shared/specialist.ts'
import { findSignInAccount } from '../access/account-store.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { knownProtocols } from '../referrals/protocols.ts'
import { transaction } from '../store/database.ts'
import { findSpecialist, findSpecialistId, saveSpecialist } from './specialist-store.ts'

/** The specialties a specialist may have: those with a protocol. */
const specialties = (): string[] => [...new Set(knownProtocols().all.map(({ protocol }) => protocol.specialty))].sort()

/** The profile of an account, null until it is filled in; `not_found` for an account that is no specialist's. */
export async function openSpecialist(
  { db, territory }: Pick<Ports, 'db' | 'territory'>,
  personId: PersonId,
): Promise<SpecialistFile | Refusal> {
  const account = await findSignInAccount(db, personId)
  if (account?.role !== 'specialist') return refuse('not_found')
  const specialistId = await findSpecialistId(db, personId)
  const specialist = specialistId && (await findSpecialist(db, specialistId))
  if (!specialist) return { profile: null, baseName: null, specialties: specialties() }
  const { specialistId: _, name: __, ...profile } = specialist
  const baseName = profile.baseInsee === null ? null : (territory.byInsee(profile.baseInsee)?.name ?? null)
  return { profile, baseName, specialties: specialties() }
}

/**
 * Keeps a specialist's profile: status, travel base, days a month, authorisation by department. Refuses an account that is
 * no specialist's, a specialty without protocol and a base that is no commune. Stop-days already taken stay; publishing
 * names those without authorisation.
 */
export async function editSpecialist(
  ports: Pick<Ports, 'db' | 'territory' | 'newId' | 'clock'>,
  personId: PersonId,
  profile: SpecialistProfile,
  by: SignedInPerson,
): Promise<SpecialistFile | Refusal> {
  if (!specialties().includes(profile.specialty)) return refuse('unknown_specialty', { field: 'specialty' })
  if (profile.baseInsee !== null && !ports.territory.byInsee(profile.baseInsee)) {
    return refuse('unknown_commune', { field: 'baseInsee' })
  }
  const saved = await transaction(ports.db, async (trx) => {
    const account = await findSignInAccount(trx, personId)
    if (account?.role !== 'specialist') return refuse('not_found')
    const specialistId = (await findSpecialistId(trx, personId)) ?? (ports.newId() as SpecialistId)
    await saveSpecialist(trx, { specialistId, personId }, profile)
    const about = { action: 'update', resource: 'person', resourceId: personId, purpose: 'administration' } as const
    await recordAccess(trx, { person: by, ...about, at: ports.clock.now() })
    return null
  })
  return saved ?? openSpecialist(ports, personId)
}
