import type { SlotRules } from '../../shared/appointment.ts'
import type { SlotId } from '../../shared/ids.ts'
import type { DaySpan, LocalDate } from '../../shared/time.ts'
import { type OpenSession, reservedPlaces, type SlotTimes, slotsOfSessions, withinOpenHours } from './slots.ts'

/** A stored place, and whether a live appointment holds it. */
export type StandingSlot = SlotTimes & { slotId: SlotId; held: boolean; overbooked: boolean; reserved: boolean }

/** Why a held place no longer stands in the agenda. */
export type LostPlaceReason = 'day_removed' | 'outside_sessions' | 'room_without_specialist'

export type SlotChanges = {
  /** New places. */
  add: (SlotTimes & { reserved: boolean })[]
  /** Places that stay; `reserved` may change. */
  keep: { slotId: SlotId; reserved: boolean }[]
  /** Free places that no longer exist. */
  remove: SlotId[]
  /** Held places outside the new sessions: the appointment is kept, shown, and must be moved by a person. */
  lost: { slotId: SlotId; reason: LostPlaceReason }[]
}

function lostReason(
  slot: Pick<StandingSlot, 'date' | 'start' | 'end' | 'room' | 'overbooked'>,
  sessions: readonly OpenSession[],
  openHours: (date: LocalDate) => readonly DaySpan[] | null,
): LostPlaceReason | null {
  const ofDay = sessions.filter((session) => session.date === slot.date)
  if (ofDay.length === 0) return 'day_removed'
  const holding = ofDay.filter((session) => {
    const spans = withinOpenHours(session, openHours(slot.date))
    // A place added beyond the agenda may begin as its session ends, and between the hours of the centre.
    if (slot.overbooked) return spans.length > 0 && session.start <= slot.start && slot.start <= session.end
    return spans.some((span) => span.start <= slot.start && slot.end <= span.end)
  })
  if (holding.length === 0) return 'outside_sessions'
  return holding.some((session) => slot.room <= session.rooms) ? null : 'room_without_specialist'
}

const placeKey = (slot: SlotTimes) => `${slot.date} ${slot.start} ${slot.end} ${slot.room} ${slot.kind}`

/**
 * What changes in a stop's agenda when its sessions do. A held place is kept when its time and room still stand, and the
 * others are laid around it; otherwise it is listed in `lost`. It is never dropped, and never moved by itself.
 */
export function slotChanges(
  standing: readonly StandingSlot[],
  sessions: readonly OpenSession[],
  openHours: (date: LocalDate) => readonly DaySpan[] | null,
  rules: SlotRules,
  reserveReleased: boolean,
): SlotChanges {
  const lost: SlotChanges['lost'] = []
  const fixed: StandingSlot[] = []
  const keptOverbooked: StandingSlot[] = []
  for (const slot of standing.filter((candidate) => candidate.held)) {
    const reason = lostReason(slot, sessions, openHours)
    if (reason !== null) lost.push({ slotId: slot.slotId, reason })
    else (slot.overbooked ? keptOverbooked : fixed).push(slot)
  }
  const fresh = slotsOfSessions(sessions, openHours, rules, fixed)
  const all: SlotTimes[] = [...fixed, ...fresh]
  const reserved = reservedPlaces(all, reserveReleased ? 0 : rules.urgentShare)
  const idByKey = new Map(
    standing.filter((slot) => !slot.held && !slot.overbooked).map((slot) => [placeKey(slot), slot.slotId]),
  )

  const add: SlotChanges['add'] = []
  const keep: SlotChanges['keep'] = keptOverbooked.map(({ slotId }) => ({ slotId, reserved: false }))
  fixed.forEach(({ slotId }, index) => {
    keep.push({ slotId, reserved: reserved[index]! })
  })
  fresh.forEach((slot, index) => {
    const flag = reserved[fixed.length + index]!
    const key = placeKey(slot)
    const slotId = idByKey.get(key)
    if (slotId === undefined) add.push({ ...slot, reserved: flag })
    else keep.push({ slotId, reserved: flag })
    idByKey.delete(key)
  })
  const remove = standing.filter((slot) => !slot.held && (slot.overbooked || idByKey.has(placeKey(slot))))
  return { add, keep, remove: remove.map((slot) => slot.slotId), lost }
}
