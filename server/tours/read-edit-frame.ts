import type { DateRange } from '../../shared/plan.ts'
import type { Unit } from '../../shared/unit.ts'
import type { Database, Transaction } from '../store/database.ts'
import { loadCalendar } from '../territory/calendar.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { planUnitOf } from './plan-places.ts'
import type { EditFrame } from './stop-edits.ts'

/** What stops are laid out against: the unit, every centre, the calendar. */
export async function readEditFrame(db: Database | Transaction, unit: Unit, horizon: DateRange): Promise<EditFrame> {
  const centres = await listHostCentres(db)
  return {
    horizon,
    unit: planUnitOf(unit),
    centres: new Map(centres.map((centre) => [centre.hostCentreId, centre])),
    calendar: loadCalendar(),
  }
}
