import { addDays, daysBetween, mondayOf } from '../../shared/days.ts'
import type { SeasonStop } from '../../shared/season.ts'
import type { LocalDate } from '../../shared/time.ts'

/** Pixels a day takes, from a year on one screen to days one can read. */
export const DAY_PIXELS = { year: 3, weeks: 12, days: 44 } as const
export const LEAST_DAY_PIXELS = 2
export const MOST_DAY_PIXELS = 72

/** The days a timeline spans, from a Monday to a Sunday. */
export type Frame = { readonly monday: LocalDate; readonly days: number }

/** Whole weeks around a period. */
export function frameOf(from: LocalDate, to: LocalDate): Frame {
  const monday = mondayOf(from)
  return { monday, days: daysBetween(monday, addDays(mondayOf(to), 6)) + 1 }
}

/** A stop on its line: the number of its first day and how many it takes. */
export function placeOf(stop: SeasonStop, { monday }: Frame): { first: number; days: number } {
  return { first: daysBetween(monday, stop.firstDay), days: daysBetween(stop.firstDay, stop.lastDay) + 1 }
}

/** The stop an arrow key leads to: before or after on the same line, or the nearest in time on the next line that has any. */
export function nextStop(
  key: string,
  from: SeasonStop,
  lines: readonly (readonly SeasonStop[])[],
): SeasonStop | undefined {
  const at = lines.findIndex((line) => line.includes(from))
  const line = lines[at] ?? []
  const place = line.indexOf(from)
  if (key === 'ArrowRight') return line[place + 1]
  if (key === 'ArrowLeft') return line[place - 1]
  if (key === 'Home') return line[0]
  if (key === 'End') return line.at(-1)
  const others = key === 'ArrowDown' ? lines.slice(at + 1) : key === 'ArrowUp' ? lines.slice(0, at).reverse() : []
  const distance = (stop: SeasonStop) => Math.abs(daysBetween(from.firstDay, stop.firstDay))
  return others.find((each) => each.length > 0)?.toSorted((one, other) => distance(one) - distance(other))[0]
}
