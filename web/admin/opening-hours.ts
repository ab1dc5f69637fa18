import type { WeekHours } from '../../shared/host-centre.ts'
import type { DaySpan, LocalDate, MinuteOfDay } from '../../shared/time.ts'

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A Monday with known weekday names around it: 5 January 2026. */
const SOME_WEEK = '2026-01-0'

/** A date that falls on that weekday, for writing its name. */
export function someDateOn(weekday: Weekday): LocalDate {
  return (weekday <= 5 ? `${SOME_WEEK}${weekday + 4}` : `2026-01-${weekday + 4}`) as LocalDate
}

/** Days in a row with the same spans, in order: what a summary writes on one line. */
export type HoursGroup = { readonly from: Weekday; readonly to: Weekday; readonly spans: readonly DaySpan[] }

/** A week of hours in as few groups as it takes; closed days are left out. */
export function groupHours(hours: WeekHours): HoursGroup[] {
  const groups: HoursGroup[] = []
  for (const day of WEEKDAYS) {
    const spans = hours[day]
    const last = groups.at(-1)
    if (spans.length === 0) continue
    if (last?.to === day - 1 && sameSpans(last.spans, spans)) groups[groups.length - 1] = { ...last, to: day }
    else groups.push({ from: day, to: day, spans })
  }
  return groups
}

const sameSpans = (one: readonly DaySpan[], other: readonly DaySpan[]): boolean =>
  one.length === other.length && one.every((span, at) => span.start === other[at]!.start && span.end === other[at]!.end)

/** `08:30` as minutes of the day; null for anything else. */
export function minuteOfText(text: string): MinuteOfDay | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  return match ? ((Number(match[1]) * 60 + Number(match[2])) as MinuteOfDay) : null
}

/** Minutes of the day as a time field writes them: `08:30`. */
export function textOfMinute(minute: MinuteOfDay): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** A span as typed, perhaps unfinished. */
export type TypedSpan = { readonly start: string; readonly end: string }
export type TypedWeek = Readonly<Record<Weekday, readonly TypedSpan[]>>

/** Hours as text to edit. */
export function typedWeek(hours: WeekHours): TypedWeek {
  const typed = (day: Weekday) =>
    hours[day].map(({ start, end }) => ({ start: textOfMinute(start), end: textOfMinute(end) }))
  return { 1: typed(1), 2: typed(2), 3: typed(3), 4: typed(4), 5: typed(5), 6: typed(6), 7: typed(7) }
}

/** Whether a span can be kept: both times there, opening before closing. */
export function isSpanSound({ start, end }: TypedSpan): boolean {
  const [from, to] = [minuteOfText(start), minuteOfText(end)]
  return from !== null && to !== null && from < to
}

/** The hours typed, spans in order; null while one of them is not sound. */
export function readTypedWeek(week: TypedWeek): WeekHours | null {
  const days = WEEKDAYS.map((day) => week[day])
  if (!days.flat().every(isSpanSound)) return null
  const read = (day: Weekday): DaySpan[] =>
    week[day]
      .map(({ start, end }) => ({ start: minuteOfText(start)!, end: minuteOfText(end)! }))
      .sort((one, other) => one.start - other.start)
  return { 1: read(1), 2: read(2), 3: read(3), 4: read(4), 5: read(5), 6: read(6), 7: read(7) }
}
