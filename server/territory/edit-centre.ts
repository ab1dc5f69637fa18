import type { CentreEdit } from '../../shared/administration.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { checkFacts } from './centre-facts.ts'
import { checkClosedWeeks, checkHours } from './centre-hours.ts'
import { findHostCentre, listHostCentres, saveHostCentre } from './host-centre-store.ts'

/**
 * Changes what is known of a centre, its hours, closed weeks or activity. Hours that are given stop being assumed. Refuses
 * `not_found`, `hours_overlap`, `not_a_monday`, and facts `checkFacts` refuses. Stops already there stay: the caller shows which ones stand in closed time.
 */
export function editCentre(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  centreId: HostCentreId,
  edit: CentreEdit,
  person: SignedInPerson,
): Promise<HostCentre | Refusal> {
  return transaction(db, async (trx) => {
    const centre = await findHostCentre(trx, centreId)
    if (!centre) return refuse('not_found')
    const refusal =
      (edit.facts && checkFacts(edit.facts, { ...centre, others: await listHostCentres(trx) })) ??
      (edit.openingHours && checkHours(edit.openingHours)) ??
      (edit.closedWeeks && checkClosedWeeks(edit.closedWeeks))
    if (refusal) return refusal
    const edited: HostCentre = {
      ...centre,
      ...edit.facts,
      ...(edit.openingHours && { openingHours: edit.openingHours, openingHoursAssumed: false }),
      ...(edit.closedWeeks && { closedWeeks: [...new Set(edit.closedWeeks)].sort() }),
      ...(edit.active !== undefined && { active: edit.active }),
    }
    await saveHostCentre(trx, edited)
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'host_centre',
      resourceId: centreId,
      purpose: 'administration',
      at: clock.now(),
    })
    return edited
  })
}
