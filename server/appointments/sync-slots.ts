import { dayOfWeek, mondayOf } from '../../shared/days.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import { SlotId, type StopId } from '../../shared/ids.ts'
import type { DaySpan, LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { appointmentChanged } from '../referrals/appointment-changed.ts'
import { recheckSafety } from '../referrals/recheck-safety.ts'
import type { Transaction } from '../store/database.ts'
import { findHostCentre } from '../territory/host-centre-store.ts'
import { listStops } from '../tours/list-stops.ts'
import { readRules } from './appointment-store.ts'
import { isOpenStop, isReserveReleased } from './placing.ts'
import { type LostPlaceReason, slotChanges } from './slot-changes.ts'
import { insertSlots, listSlots, putBackSlots, setReserved, takeOutSlots } from './slot-store.ts'
import type { OpenSession } from './slots.ts'

/** How many places came and went, and the held ones whose patient must be moved by a person. */
export type SlotSync = { added: number; removed: number; lost: { slotId: SlotId; reason: LostPlaceReason }[] }

/** When a centre receives on a day: nothing in the weeks it is closed, nor once it takes part no more. */
function openHoursOf(centre: Pick<HostCentre, 'openingHours' | 'closedWeeks' | 'active'>) {
  return (date: LocalDate): readonly DaySpan[] =>
    !centre.active || centre.closedWeeks.includes(mondayOf(date)) ? [] : centre.openingHours[dayOfWeek(date)]
}

/** Sessions with the rooms worked that day: as many as the unit has and specialists are signed up for. */
function openSessionsOf(stop: Pick<StopSummary, 'sessions' | 'staffing' | 'rooms'>): OpenSession[] {
  return stop.sessions.map(({ date, start, end }) => {
    const specialists = stop.staffing.find((day) => day.date === date)?.specialists.length ?? 0
    return { date, start, end, rooms: Math.min(stop.rooms, specialists) }
  })
}

/**
 * Makes a published stop's places those of its sessions. Call it in the transaction that publishes or changes them.
 * Held places that still stand stay; the others are marked withdrawn, keep their patient, and come back in `lost`.
 */
export async function syncSlots(trx: Transaction, ports: Ports, stopId: StopId, moment: Moment): Promise<SlotSync> {
  const [stop] = await listStops(trx, { stopIds: [stopId] })
  if (!stop || !isOpenStop(stop)) return { added: 0, removed: 0, lost: [] }
  const centre = await findHostCentre(trx, stop.centreId)
  if (!centre) throw new Error('a stop without a centre')
  const { slots: rules } = await readRules(trx)
  const stored = await listSlots(trx, [stopId])
  const standing = stored.map((slot) => ({ ...slot, held: slot.heldBy !== null }))
  const released = isReserveReleased(stop, moment.now, rules)
  const changes = slotChanges(standing, openSessionsOf(stop), openHoursOf(centre), rules, released)

  const before = new Map(stored.map((slot) => [slot.slotId, slot]))
  const lostIds = changes.lost.map((lost) => lost.slotId)
  await takeOutSlots(trx, [...changes.remove, ...lostIds])
  await putBackSlots(
    trx,
    changes.keep.map((kept) => kept.slotId).filter((id) => before.get(id)!.withdrawn),
  )
  for (const reserved of [true, false]) {
    const changed = changes.keep.filter(
      (kept) => kept.reserved === reserved && before.get(kept.slotId)!.reserved !== reserved,
    )
    await setReserved(
      trx,
      changed.map((kept) => kept.slotId),
      reserved,
    )
  }
  await insertSlots(
    trx,
    changes.add.map((slot) => ({ ...slot, slotId: SlotId.parse(ports.newId()), stopId, overbooked: null })),
  )
  for (const slotId of lostIds) {
    const slot = before.get(slotId)!
    if (!slot.withdrawn && slot.heldBy) await appointmentChanged(trx, slot.heldBy, moment)
  }
  // Free places that come or go concern patients who hold none.
  await recheckSafety(trx, moment)
  return { added: changes.add.length, removed: changes.remove.length, lost: changes.lost }
}
