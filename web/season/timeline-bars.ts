import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import { type Frame, placeOf } from './timeline-frame.ts'

/** Pixels of a unit's line, and how far a bar stands from its edges. */
export const LINE_PIXELS = 40
export const BAR_INSET = 4
const LEAST_BAR_PIXELS = 4

/** A stop on its unit's line, with all that does not change with the scale. */
export type Bar = {
  readonly stop: SeasonStop
  readonly line: number
  readonly first: number
  readonly days: number
  /** Days until the next stop of the line begins: where the name of a short bar goes. */
  readonly room: number
  readonly isConflict: boolean
}

/** Bars by unit, each line in the order of its days. */
export function barsOf(
  units: SeasonView['units'],
  stops: readonly SeasonStop[],
  frame: Frame,
  conflicting: ReadonlySet<string>,
): Bar[][] {
  return units.map((unit, line) => {
    const placed = stops
      .filter((stop) => stop.unitId === unit.unitId)
      .map((stop) => ({ stop, ...placeOf(stop, frame) }))
      .sort((one, other) => one.first - other.first)
    return placed.map(({ stop, first, days }, index) => {
      const room = Math.max(0, (placed[index + 1]?.first ?? frame.days) - first - days)
      return { stop, line, first, days, room, isConflict: conflicting.has(stop.stopId) }
    })
  })
}

/** Where a bar begins and how wide it is, in whole pixels from the first day of the frame. */
export function pixelsOf({ first, days }: Pick<Bar, 'first' | 'days'>, dayPixels: number) {
  const left = Math.round(first * dayPixels)
  return { left, width: Math.max(LEAST_BAR_PIXELS, Math.round((first + days) * dayPixels) - left) }
}

/** The bar at a point, in pixels from the first day and the first line; one a finger's width beside it where none is under it. */
export function barAt(lines: readonly (readonly Bar[])[], x: number, y: number, dayPixels: number): Bar | undefined {
  const away = (bar: Bar) => {
    const { left, width } = pixelsOf(bar, dayPixels)
    return Math.max(left - x, x - left - width, 0)
  }
  const near = (lines[Math.floor(y / LINE_PIXELS)] ?? []).filter((bar) => away(bar) <= 6)
  return near.sort((one, other) => away(one) - away(other))[0]
}
