import type { UnitId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { KeptUnit, StopOfUnit, UnitService } from '../../shared/unit.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { listStops } from './list-stops.ts'
import { listTours } from './open-tour.ts'
import { findUnit, setInService } from './unit-store.ts'

/**
 * Takes a unit out of service, or puts it back. A retired unit is offered to no tour nor proposal, and its drafts cannot
 * be published; stops already published stay to be held, moved or cancelled one by one. Refuses `not_found`, and
 * `changed_meanwhile` when it is not the revision that was read.
 */
export function retireUnit(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  unitId: UnitId,
  { revision, inService }: UnitService,
  person: SignedInPerson,
): Promise<KeptUnit | Refusal> {
  return transaction(db, async (trx) => {
    const unit = await findUnit(trx, unitId)
    if (!unit) return refuse('not_found')
    if (unit.revision !== revision) return refuse('changed_meanwhile')
    await setInService(trx, unitId, inService)
    const about = { action: 'update', resource: 'unit', resourceId: unitId, purpose: 'administration' } as const
    await recordAccess(trx, { ...about, person, at: clock.now() })
    return { ...unit, inService, revision: revision + 1 }
  })
}

/** The stops a unit still has before it, today's included: what retiring it leaves to decide. Refuses `not_found`. */
export async function stopsAhead(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  unitId: UnitId,
): Promise<StopOfUnit[] | Refusal> {
  if (!(await findUnit(db, unitId))) return refuse('not_found')
  const from = localDateOf(clock.now(), PARIS)
  const stops = await listStops(db, { from, states: ['planned', 'published', 'running'] })
  const nameOf = new Map((await listTours(db)).map((tour) => [tour.tourId, tour.name]))
  return stops
    .filter((stop) => stop.unitId === unitId)
    .map(({ stopId, tourId, centreName, department, firstDay, lastDay, state }) => {
      return { stopId, tourName: nameOf.get(tourId) ?? '', centreName, department, firstDay, lastDay, state }
    })
}
