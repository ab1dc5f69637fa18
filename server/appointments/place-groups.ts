import type { HalfDay, PriorityClass, SlotKind } from '../../shared/appointment.ts'
import type { ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import { bySlotTime, halfDayOf, type SlotTimes } from './slots.ts'

/** A patient of the queue. `driveMinutes` is to the centre of a stop; null when no road leads there. */
export type Candidate = {
  referralId: ReferralId
  priorityClass: PriorityClass
  deadline: LocalDate | null
  kind: SlotKind
  halfDay: HalfDay | null
  companion: ReferralId | null
  excludedDates: readonly LocalDate[]
  maxDriveMinutes: number
  driveMinutes: (stopId: StopId) => number | null
}

/** A place of the stops to fill. `fixed` ones are held by appointments this allocation must leave alone. */
export type Place = SlotTimes & { slotId: SlotId; stopId: StopId; reserved: boolean; fixed: boolean }

/** What makes places interchangeable for a patient. */
export type PlaceKind = { stopId: StopId; date: LocalDate; halfDay: HalfDay; kind: SlotKind; reserved: boolean }

/** Interchangeable places, in time order. */
export type PlaceGroup = PlaceKind & { places: Place[] }

/** Whether the reserve is for them: P1 and P2. */
export function isUrgent({ priorityClass }: Pick<Candidate, 'priorityClass'>): boolean {
  return priorityClass === 'P1' || priorityClass === 'P2'
}

/** Whether `date` falls after the patient's deadline; never when there is none. */
export function isLate({ deadline }: Pick<Candidate, 'deadline'>, date: LocalDate): boolean {
  return deadline !== null && date > deadline
}

/** Gathers places by stop, day, half-day, kind and reserve; the order depends on the places alone. */
export function groupPlaces(places: readonly Place[]): PlaceGroup[] {
  const groups = new Map<string, PlaceGroup>()
  for (const place of [...places].sort(bySlotTime)) {
    const { stopId, date, kind, reserved } = place
    const halfDay = halfDayOf(place.start)
    const key = [stopId, date, halfDay, kind, reserved].join(' ')
    const group = groups.get(key)
    if (group) group.places.push(place)
    else groups.set(key, { stopId, date, halfDay, kind, reserved, places: [place] })
  }
  return [...groups.values()]
}

/** Whether a patient could be seated there at all: kind, day, distance, reserve. */
export function suits(candidate: Candidate, place: Omit<PlaceKind, 'halfDay'>): boolean {
  if (candidate.kind === 'procedure' && place.kind !== 'procedure') return false
  if (place.reserved && !isUrgent(candidate)) return false
  if (candidate.excludedDates.includes(place.date)) return false
  const drive = candidate.driveMinutes(place.stopId)
  return drive !== null && drive <= candidate.maxDriveMinutes
}
