import type { FreeSlot, PriorityClass, SlotKind } from '../../shared/appointment.ts'
import { addDays, daysBetween } from '../../shared/days.ts'
import type { HostCentreId, StopId } from '../../shared/ids.ts'
import type { AlternativeKind, PlaceInTime, SafetyAnswer, StopDay } from '../../shared/referral.ts'
import type { LocalDate, TimeZone } from '../../shared/time.ts'

/** What the rule needs to know of a patient. */
export type Needs = {
  readonly priorityClass: PriorityClass
  readonly deadline: LocalDate | null
  readonly slotKind: SlotKind
  readonly excludedDates: readonly LocalDate[]
  readonly maxDriveMinutes: number
}

/** A stop that receives, whole: its days, and the free places this class may take. */
export type OpenStop = {
  readonly stopId: StopId
  readonly centreId: HostCentreId
  readonly centreName: string
  readonly zone: TimeZone
  readonly days: readonly LocalDate[]
  readonly free: readonly FreeSlot[]
}

/** Minutes from the patient's commune to a centre; null when no road leads there or it is out of any reach. */
export type DriveMinutes = (centreId: HostCentreId) => number | null

/** [P] How far beyond the patient's own wish another centre is still worth naming, in minutes of driving. */
export const FARTHEST_CENTRE_MINUTES = 120
const MOST_NAMED = 5

/** Whether a place of this kind on this day would do, distance apart. */
export function suitsPlace(needs: Needs, place: { date: LocalDate; kind: SlotKind }): boolean {
  if (needs.slotKind === 'procedure' && place.kind !== 'procedure') return false
  return !needs.excludedDates.includes(place.date)
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Earliest, then nearest; names and identifiers last, so that whoever looks sees the same order. */
const byDateThenDrive = (one: StopDay, other: StopDay): number =>
  byText(one.date, other.date) ||
  one.driveMinutes - other.driveMinutes ||
  byText(one.centreName, other.centreName) ||
  byText(one.stopId, other.stopId)

/** Of the places of one day: the earliest, then the first room. */
const byStartThenRoom = (one: FreeSlot, other: FreeSlot): number =>
  one.start - other.start || one.room - other.room || byText(one.slotId, other.slotId)

/** Days with a place that would do, at centres at most `maxMinutes` away, earliest first, then nearest. */
function freeDays(needs: Needs, stops: readonly OpenStop[], drive: DriveMinutes, maxMinutes: number): PlaceInTime[] {
  return stops
    .flatMap((stop) => {
      const driveMinutes = drive(stop.centreId)
      if (driveMinutes === null || driveMinutes > maxMinutes) return []
      const firstOfDay = new Map<LocalDate, FreeSlot>()
      for (const slot of stop.free) {
        const known = firstOfDay.get(slot.date)
        if (suitsPlace(needs, slot) && (!known || byStartThenRoom(slot, known) < 0)) firstOfDay.set(slot.date, slot)
      }
      const { stopId, centreId, centreName, zone } = stop
      return [...firstOfDay.values()].map((slot) => ({
        stopId,
        centreId,
        centreName,
        zone,
        driveMinutes,
        date: slot.date,
        slotId: slot.slotId,
        start: slot.start,
      }))
    })
    .sort(byDateThenDrive)
}

const toStopDay = ({ stopId, centreId, centreName, date, driveMinutes }: StopDay): StopDay => ({
  stopId,
  centreId,
  centreName,
  date,
  driveMinutes,
})

/**
 * The safety rule: is there a free place within the patient's reach on or before the deadline? `isKept` says whether
 * the places in time suffice for this patient beside the more urgent ones who wait too; a free place that is theirs
 * does not count. Never refuses: a breach is an answer, with what can be done instead.
 */
export function judgeSafety(
  needs: Needs,
  withinDays: number | null,
  stops: readonly OpenStop[],
  drive: DriveMinutes,
  isKept: boolean,
  today: LocalDate,
): SafetyAnswer {
  const within = freeDays(needs, stops, drive, needs.maxDriveMinutes)
  const { deadline } = needs
  if (deadline === null || withinDays === null) {
    return { verdict: 'no_limit', next: within[0] ? toStopDay(within[0]) : null }
  }
  const inTime = within.filter((day) => day.date <= deadline)
  if (isKept && inTime[0]) {
    return { verdict: 'ok', deadline, first: toStopDay(inTime[0]), freeDays: inTime.length }
  }
  const next = within.find((day) => day.date > deadline)
  const otherCentres = freeDays(needs, stops, drive, FARTHEST_CENTRE_MINUTES)
    .filter((day) => day.date <= deadline && day.driveMinutes > needs.maxDriveMinutes)
    .slice(0, MOST_NAMED)
  const overbookable = daysInReach(needs, stops, drive, today)
    .filter((day) => day.date <= deadline)
    .slice(0, MOST_NAMED)
  return {
    verdict: 'breach',
    deadline,
    withinDays,
    priorityClass: needs.priorityClass,
    next: next ? { ...toStopDay(next), daysLate: daysBetween(deadline, next.date) } : null,
    alternatives: alternativesOf(otherCentres, overbookable),
    otherCentres,
    overbookable,
  }
}

/** Every day of every stop within reach from tomorrow on, full or not: where a place could be added. */
function daysInReach(needs: Needs, stops: readonly OpenStop[], drive: DriveMinutes, today: LocalDate): StopDay[] {
  return stops
    .flatMap((stop) => {
      const driveMinutes = drive(stop.centreId)
      if (driveMinutes === null || driveMinutes > needs.maxDriveMinutes) return []
      const { stopId, centreId, centreName } = stop
      return stop.days
        .filter((date) => date >= addDays(today, 1) && !needs.excludedDates.includes(date))
        .map((date) => ({ stopId, centreId, centreName, date, driveMinutes }))
    })
    .sort(byDateThenDrive)
}

/** Téléexpertise, the hospital and the waiting list are always there; the others when a centre or a day stands in time. */
function alternativesOf(otherCentres: readonly StopDay[], overbookable: readonly StopDay[]): AlternativeKind[] {
  const kinds: AlternativeKind[] = ['teleexpertise', 'hospital_call']
  if (otherCentres.length > 0) kinds.push('other_centre')
  if (overbookable.length > 0) kinds.push('overbooked')
  kinds.push('waiting_list')
  return kinds
}
