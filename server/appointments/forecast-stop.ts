import { SlotId, type StopId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ExtraSession } from '../../shared/queue.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { readRules } from './appointment-store.ts'
import { isReserveReleased } from './placing.ts'
import { type AllocationPlan, planAllocation } from './plan-allocation.ts'
import type { StoredSlot } from './slot-store.ts'
import { reservedPlaces, slotsOfSessions } from './slots.ts'

/** Who would get a place of a stop as it stands and, when asked, with one more session; writes nothing. */
export type Forecast = {
  now: AllocationPlan
  withExtra: AllocationPlan | null
  reserveReleased: boolean
  releaseDays: number
}

/**
 * The allocation of a stop as it would be decided now, and the same with one more session of one room: the same code, the
 * same rules, places that exist nowhere. Refused when the stop takes no appointment, or the session is outside its days.
 */
export async function forecastStop(
  db: Database | Transaction,
  stopId: StopId,
  extra: ExtraSession | null,
  now: Instant,
): Promise<Forecast | Refusal> {
  const [stop] = await listStops(db, { stopIds: [stopId] })
  if (!stop) return refuse('not_found')
  const { slots: rules } = await readRules(db)
  const reserveReleased = isReserveReleased(stop, now, rules)
  const asItIs = await planAllocation(db, { stopId, rearrange: false }, now)
  if (isRefusal(asItIs)) return asItIs
  const about = { now: asItIs, reserveReleased, releaseDays: rules.urgentReleaseDays }
  if (!extra) return { ...about, withExtra: null }
  if (extra.date < stop.firstDay || extra.date > stop.lastDay) return refuse('session_outside_stop', { field: 'date' })
  const times = slotsOfSessions([{ ...extra, rooms: 1 }], () => null, rules)
  const reserved = reservedPlaces(times, reserveReleased ? 0 : rules.urgentShare)
  const imagined = times.map(
    (slot, index): StoredSlot => ({
      ...slot,
      slotId: SlotId.parse(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
      stopId,
      room: stop.rooms + 1,
      reserved: reserved[index]!,
      overbooked: false,
      withdrawn: false,
      heldBy: null,
    }),
  )
  const withExtra = await planAllocation(db, { stopId, rearrange: false }, now, imagined)
  return isRefusal(withExtra) ? withExtra : { ...about, withExtra }
}
