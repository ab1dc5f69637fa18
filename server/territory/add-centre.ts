import type { NewCentre } from '../../shared/administration.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { checkFacts } from './centre-facts.ts'
import { checkClosedWeeks, checkHours } from './centre-hours.ts'
import { listHostCentres, saveHostCentre } from './host-centre-store.ts'

/**
 * Opens a host centre, ready for tours. It stands at its commune's position, in its department; every commune known is
 * metropolitan, hence in Paris time. Refuses `unknown_commune`, `hours_empty`, `hours_overlap`, `not_a_monday`, and
 * facts `checkFacts` refuses.
 */
export async function addCentre(
  { db, clock, newId, territory }: Pick<Ports, 'db' | 'clock' | 'newId' | 'territory'>,
  { communeInsee, facts, openingHours, openingHoursAssumed, closedWeeks }: NewCentre,
  person: SignedInPerson,
): Promise<HostCentre | Refusal> {
  const commune = territory.byInsee(communeInsee)
  if (!commune) return refuse('unknown_commune', { field: 'communeInsee' })
  if (Object.values(openingHours).every((spans) => spans.length === 0)) {
    return refuse('hours_empty', { field: 'openingHours' })
  }
  const hostCentreId = HostCentreId.parse(newId())
  const centre: HostCentre = {
    ...facts,
    hostCentreId,
    communeInsee,
    department: commune.department,
    lngLat: commune.lngLat,
    zone: PARIS,
    openingHours,
    openingHoursAssumed,
    closedWeeks: [...new Set(closedWeeks)].sort(),
    active: true,
  }
  return transaction(db, async (trx) => {
    const refusal =
      checkFacts(facts, { hostCentreId, communeInsee, others: await listHostCentres(trx) }) ??
      checkHours(openingHours) ??
      checkClosedWeeks(closedWeeks)
    if (refusal) return refusal
    await saveHostCentre(trx, centre)
    const about = { action: 'create', resource: 'host_centre', resourceId: hostCentreId } as const
    await recordAccess(trx, { ...about, person, purpose: 'administration', at: clock.now() })
    return centre
  })
}
