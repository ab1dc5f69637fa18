import type { FreeSlot, HalfDay, SlotKind, SlotRules } from '../../shared/appointment.ts'
import type { DaySpan, LocalDate, MinuteOfDay } from '../../shared/time.ts'

/** A place before it is stored. */
export type SlotTimes = Pick<FreeSlot, 'date' | 'start' | 'end' | 'room' | 'kind'>

/** A session as the stop has it, and how many of its rooms a specialist works in that day. */
export type OpenSession = { date: LocalDate; start: MinuteOfDay; end: MinuteOfDay; rooms: number }

const NOON_MINUTE = 13 * 60

/** The half-day a place starts in; the afternoon begins at 13:00. */
export function halfDayOf(start: number): HalfDay {
  return start < NOON_MINUTE ? 'morning' : 'afternoon'
}

/** Earliest first, then by room: the order of an agenda. */
export function bySlotTime(a: SlotTimes, b: SlotTimes): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return a.start - b.start || a.room - b.room || a.end - b.end
}

/** What is left of `span` within the hours the centre is open; `null` hours mean they are not known and forbid nothing. */
export function withinOpenHours(span: DaySpan, open: readonly DaySpan[] | null): DaySpan[] {
  if (open === null) return [span]
  return open
    .map((hours) => ({ start: Math.max(span.start, hours.start), end: Math.min(span.end, hours.end) }) as DaySpan)
    .filter((left) => left.start < left.end)
    .sort((a, b) => a.start - b.start)
}

/**
 * Lays places over one room's span, minutes of the day: consultations from its start, breaks when due, procedures last.
 * A place never leaves the span; the remainder is left empty.
 */
function placesInSpan(
  span: DaySpan,
  procedures: number,
  rules: SlotRules,
): { start: number; end: number; kind: SlotKind }[] {
  const places: { start: number; end: number; kind: SlotKind }[] = []
  let cursor: number = span.start
  let worked = 0
  const lengthOf = (kind: SlotKind) => (kind === 'procedure' ? rules.procedureMinutes : rules.consultationMinutes)
  const stepOf = (kind: SlotKind) => lengthOf(kind) + rules.bufferMinutes
  const put = (kind: SlotKind, keepFree: number): boolean => {
    const pause = worked > 0 && worked + lengthOf(kind) > rules.breakAfterMinutes ? rules.breakMinutes : 0
    const start = cursor + pause
    if (start + lengthOf(kind) > span.end - keepFree) return false
    places.push({ start, end: start + lengthOf(kind), kind })
    worked = (pause > 0 ? 0 : worked) + stepOf(kind)
    cursor = start + stepOf(kind)
    return true
  }
  const keepFree = procedures * stepOf('procedure')
  while (put('consultation', keepFree));
  for (let left = procedures; left > 0; left -= 1) if (!put('procedure', 0)) break
  while (put('consultation', 0));
  return places
}

function proceduresIn(span: DaySpan, rules: SlotRules): number {
  return Math.floor((span.end - span.start) / rules.procedureEveryMinutes)
}

/** The spans of `span` that `fixed` places leave. */
function gapsBetween(span: DaySpan, fixed: readonly SlotTimes[], bufferMinutes: number): DaySpan[] {
  const gaps: DaySpan[] = []
  let cursor: number = span.start
  for (const slot of [...fixed].sort(bySlotTime)) {
    if (slot.start > cursor) gaps.push({ start: cursor, end: slot.start } as DaySpan)
    cursor = Math.max(cursor, slot.end + bufferMinutes)
  }
  if (cursor < span.end) gaps.push({ start: cursor, end: span.end } as DaySpan)
  return gaps
}

/** Places of one room over one span, around those that must stay where they are. */
function placesAround(span: DaySpan, fixed: readonly SlotTimes[], rules: SlotRules) {
  const wanted = proceduresIn(span, rules)
  const grid = placesInSpan(span, wanted, rules)
  const standsOnGrid = (slot: SlotTimes) =>
    grid.some((place) => place.start === slot.start && place.end === slot.end && place.kind === slot.kind)
  if (fixed.every(standsOnGrid)) return grid.filter((place) => !fixed.some((slot) => slot.start === place.start))
  const missing = Math.max(0, wanted - fixed.filter((slot) => slot.kind === 'procedure').length)
  const gaps = gapsBetween(span, fixed, rules.bufferMinutes)
  return gaps.flatMap((gap, index) => placesInSpan(gap, index === gaps.length - 1 ? missing : 0, rules))
}

/**
 * The places of a stop, by time then room: every session, in every room worked that day, within the centre's open hours,
 * around `fixed` places, which are not repeated. First and last day are shorter because their sessions are.
 */
export function slotsOfSessions(
  sessions: readonly OpenSession[],
  openHours: (date: LocalDate) => readonly DaySpan[] | null,
  rules: SlotRules,
  fixed: readonly SlotTimes[] = [],
): SlotTimes[] {
  const slots: SlotTimes[] = []
  for (const { date, rooms, ...times } of sessions) {
    for (const span of withinOpenHours(times, openHours(date))) {
      for (let room = 1; room <= rooms; room += 1) {
        const standing = fixed.filter(
          (slot) => slot.date === date && slot.room === room && slot.start < span.end && slot.end > span.start,
        )
        for (const place of placesAround(span, standing, rules)) {
          slots.push({ date, room, kind: place.kind, start: place.start as MinuteOfDay, end: place.end as MinuteOfDay })
        }
      }
    }
  }
  return slots.sort(bySlotTime)
}

/**
 * Which of a stop's places are kept for P1–P2: `share` of each kind, spread evenly over the stop in time order, so that
 * the same places always come out. Answers one flag per place, in the order given.
 */
export function reservedPlaces(slots: readonly SlotTimes[], share: number): boolean[] {
  const flags = new Array<boolean>(slots.length).fill(false)
  for (const kind of ['consultation', 'procedure'] as const) {
    const ofKind = slots.map((slot, index) => ({ slot, index })).filter((entry) => entry.slot.kind === kind)
    ofKind.sort((a, b) => bySlotTime(a.slot, b.slot))
    ofKind.forEach(({ index }, rank) => {
      flags[index] = Math.floor((rank + 1) * share + 1e-9) > Math.floor(rank * share + 1e-9)
    })
  }
  return flags
}
