import type { AgendaSlot, SlotCounts } from '../../shared/appointment.ts'
import type { StopId } from '../../shared/ids.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Ports } from '../ports.ts'
import { openIdentities } from '../referrals/open-identities.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listAgendaRows, listOverbooked } from './agenda-store.ts'
import { notesOfStop } from './attendance-note-store.ts'
import { openEntry } from './open-entry.ts'
import { countSlots, listSlots } from './slot-store.ts'

/** Every place of a stop, by date, hour and room, with who holds it and who will not come: for the desk of that stop. */
export async function readAgenda(
  db: Database | Transaction,
  ports: Pick<Ports, 'vault'>,
  stopId: StopId,
): Promise<AgendaSlot[]> {
  const slots = await listSlots(db, [stopId])
  const rows = await listAgendaRows(db, stopId)
  const overbooked = slots.some((slot) => slot.overbooked) ? await listOverbooked(db, stopId) : new Map()
  const notes = await notesOfStop(db, stopId)
  const patients = await openIdentities(
    db,
    ports,
    rows.map((row) => row.referralId),
  )
  const entryOf = (row: (typeof rows)[number]) =>
    openEntry(row, patients.get(row.referralId)!, notes.get(row.appointmentId) ?? [])
  return slots.map((slot): AgendaSlot => {
    const { slotId, date, start, end, room, kind, reserved, withdrawn } = slot
    const added = overbooked.get(slotId)
    const onSlot = rows.filter((row) => row.slotId === slotId)
    const holder = onSlot.find((row) => row.live || row.state === 'done')
    return {
      ...{ slotId, date, start, end, room, kind, reserved, withdrawn },
      overbooked: added
        ? { by: added.by, reason: added.sealedReason ? ports.vault.open(added.sealedReason) : '' }
        : null,
      appointment: holder ? entryOf(holder) : null,
      absent: onSlot.filter((row) => row !== holder && !row.live).map(entryOf),
    }
  })
}

/** Places of stops by what became of them: counts alone, whoever reads. */
export async function countPlaces(
  db: Database | Transaction,
  stops: readonly Pick<StopSummary, 'stopId' | 'centreId'>[],
): Promise<SlotCounts[]> {
  const rows = await countSlots(
    db,
    stops.map((stop) => stop.stopId),
  )
  return stops.map(({ stopId, centreId }) => {
    const own = rows.filter((row) => row.stop_id === stopId)
    const sum = (keep: (row: (typeof own)[number]) => boolean) =>
      own.filter(keep).reduce((total, row) => total + row.count, 0)
    const stands = (row: (typeof own)[number]) => row.withdrawn === 0
    return {
      stopId,
      centreId,
      places: sum((row) => stands(row) && row.overbooked === 0),
      free: sum((row) => stands(row) && row.overbooked === 0 && row.state === null),
      reserved: sum((row) => stands(row) && row.state === null && row.reserved === 1),
      offered: sum((row) => row.state === 'offered'),
      booked: sum((row) => row.state === 'booked'),
      confirmed: sum((row) => row.state === 'confirmed' || row.state === 'arrived'),
      overbooked: sum((row) => row.overbooked === 1 && row.state !== null),
      toMove: sum((row) => row.withdrawn === 1 && row.state !== null),
    }
  })
}
