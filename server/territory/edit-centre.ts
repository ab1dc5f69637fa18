import type { CentreEdit } from '../../shared/administration.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { syncSlots } from '../appointments/sync-slots.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { checkFacts, checkPosition } from './centre-facts.ts'
import { checkClosedWeeks, checkHours } from './centre-hours.ts'
import { findHostCentre, listHostCentres, saveHostCentre } from './host-centre-store.ts'

/**
 * Changes what is known of a centre, its hours, closed weeks or activity. Hours that are given stop being assumed. Refuses
 * `not_found`, `hours_overlap`, `not_a_monday`, and what `checkFacts` and `checkPosition` refuse. Stops already there stay, and the caller
 * shows which ones stand in closed time; their places there are withdrawn with it, and the safety rule checked again.
 */
export function editCentre(
  ports: Ports,
  centreId: HostCentreId,
  edit: CentreEdit,
  person: SignedInPerson,
): Promise<HostCentre | Refusal> {
  const moment = { now: ports.clock.now(), personId: person.personId }
  return transaction(ports.db, async (trx) => {
    const centre = await findHostCentre(trx, centreId)
    if (!centre) return refuse('not_found')
    const refusal =
      (edit.facts && checkFacts(edit.facts, { ...centre, others: await listHostCentres(trx) })) ??
      (edit.openingHours && checkHours(edit.openingHours)) ??
      (edit.closedWeeks && checkClosedWeeks(edit.closedWeeks)) ??
      (edit.lngLat && checkPosition(edit.lngLat, ports.territory.byInsee(centre.communeInsee)?.lngLat ?? centre.lngLat))
    if (refusal) return refusal
    const edited: HostCentre = {
      ...centre,
      ...edit.facts,
      ...(edit.lngLat && { lngLat: edit.lngLat }),
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
      at: moment.now,
    })
    const from = localDateOf(moment.now, PARIS)
    for (const { stopId } of await listStops(trx, { centreIds: [centreId], from, states: ['published', 'running'] })) {
      await syncSlots(trx, ports, stopId, moment)
    }
    return edited
  })
}
