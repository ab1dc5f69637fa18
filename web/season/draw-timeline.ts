import { addDays, daysBetween } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import { formatMonth, formatShortMonth } from '../format.ts'
import { BAR_INSET, type Bar, LINE_PIXELS, pixelsOf } from './timeline-bars.ts'
import type { Frame } from './timeline-frame.ts'

/** What of the timeline a canvas shows: `left` pixels are scrolled away, `width` by `height` are on it. */
export type Window = {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly dayPixels: number
}

/** Colours and lettering of the design language, as the page has them. */
export type Inks = ReturnType<typeof readInks>

/** The tokens the timeline is drawn with, read from an element of the page. */
export function readInks(element: Element) {
  const style = getComputedStyle(element)
  const ink = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    surface: ink('surface'),
    ground: ink('ground'),
    sunken: ink('sunken'),
    line: ink('line'),
    lineStrong: ink('line-strong'),
    ink: ink('ink'),
    inkSoft: ink('ink-soft'),
    accent: ink('accent'),
    accentStrong: ink('accent-strong'),
    onAccent: ink('on-accent'),
    success: ink('success'),
    warning: ink('warning'),
    error: ink('error'),
    font: style.fontFamily,
  }
}

const BAR_PIXELS = LINE_PIXELS - 2 * BAR_INSET
/** From these widths of a day on: names inside their bars, names after their bars, days told apart. */
const NAMES_INSIDE = 30
const NAMES_AFTER = 12
const SATURDAY = 5

type Look = { readonly fill: string; readonly edge: string; readonly name: string }

const lookOf = (state: Bar['stop']['state'], inks: Inks): Look => {
  if (state === 'planned') return { fill: inks.surface, edge: inks.accent, name: inks.accentStrong }
  if (state === 'running') return { fill: inks.success, edge: inks.success, name: inks.onAccent }
  if (state === 'done') return { fill: inks.sunken, edge: inks.lineStrong, name: inks.ink }
  return { fill: inks.accent, edge: inks.accent, name: inks.onAccent }
}

/** Draws every bar in the window, its unit's line, week-ends where days are told apart, and today. */
export function drawBars(
  pen: CanvasRenderingContext2D,
  lines: readonly (readonly Bar[])[],
  window: Window,
  today: number | null,
  inks: Inks,
): void {
  const { left, width, height, dayPixels } = window
  pen.fillStyle = inks.surface
  pen.fillRect(0, 0, width, height)
  if (dayPixels >= NAMES_AFTER) drawWeekEnds(pen, window, inks)
  pen.fillStyle = inks.line
  for (let line = 1; line <= lines.length; line++) pen.fillRect(0, line * LINE_PIXELS - 1, width, 1)
  const states = new Map<Bar['stop']['state'], Bar[]>()
  for (const bar of lines.flat()) {
    const end = bar.first + bar.days + (dayPixels < NAMES_INSIDE ? bar.room : 0)
    if (end * dayPixels < left || bar.first * dayPixels > left + width) continue
    const same = states.get(bar.stop.state)
    if (same) same.push(bar)
    else states.set(bar.stop.state, [bar])
  }
  for (const [state, bars] of states) drawAlike(pen, bars, window, lookOf(state, inks), inks)
  if (today !== null) {
    pen.fillStyle = inks.error
    pen.fillRect(Math.round(today * dayPixels - left), 0, 2, height)
  }
}

function drawWeekEnds(pen: CanvasRenderingContext2D, { left, width, height, dayPixels }: Window, inks: Inks): void {
  pen.fillStyle = inks.ground
  for (let week = Math.floor(left / dayPixels / 7); week * 7 * dayPixels < left + width; week++) {
    const from = Math.round((week * 7 + SATURDAY) * dayPixels - left)
    pen.fillRect(from, 0, Math.round(2 * dayPixels), height)
  }
}

/** Bars of one state, one colour after the other. */
function drawAlike(pen: CanvasRenderingContext2D, bars: readonly Bar[], window: Window, look: Look, inks: Inks): void {
  const { left, dayPixels } = window
  const places = bars.map((bar) => {
    const place = pixelsOf(bar, dayPixels)
    return { bar, x: place.left - Math.round(left), y: bar.line * LINE_PIXELS + BAR_INSET, wide: place.width }
  })
  // Whole rectangles, edge under fill: a software painter fills them many times faster than it strokes a line.
  pen.fillStyle = look.edge
  for (const { x, y, wide } of places) pen.fillRect(x, y, wide, BAR_PIXELS)
  if (look.fill !== look.edge) {
    pen.fillStyle = look.fill
    for (const { x, y, wide } of places) pen.fillRect(x + 2, y + 2, wide - 4, BAR_PIXELS - 4)
  }
  pen.fillStyle = inks.warning
  for (const { bar, x, y, wide } of places) {
    if (bar.stop.toStaff > 0) pen.fillRect(x, y + BAR_PIXELS - 5, wide, 5)
  }
  pen.strokeStyle = inks.error
  for (const { bar, x, y, wide } of places) {
    if (bar.isConflict) pen.strokeRect(x + 1, y + 1, wide - 2, BAR_PIXELS - 2)
  }
  if (dayPixels < NAMES_AFTER) return
  const inside = dayPixels >= NAMES_INSIDE
  pen.font = `13px ${inks.font}`
  pen.textBaseline = 'middle'
  pen.fillStyle = inside ? look.name : inks.ink
  for (const { bar, x, y, wide } of places) {
    const words = `${bar.isConflict ? '⚠ ' : ''}${bar.stop.centreName}`
    // A long stop that began before the window keeps its name in sight.
    const start = inside ? Math.max(x, 0) + 5 : x + wide + 4
    const room = inside ? x + wide - start - 4 : bar.room * dayPixels - 8
    const fitting = cut(pen, words, room)
    if (fitting) pen.fillText(fitting, start, y + BAR_PIXELS / 2)
  }
}

const widths = new Map<string, number>()

/** A name as far as its room goes, in pixels; nothing when not even three letters fit. */
function cut(pen: CanvasRenderingContext2D, words: string, room: number): string {
  let width = widths.get(words)
  if (width === undefined) {
    width = pen.measureText(words).width
    widths.set(words, width)
  }
  if (width <= room) return words
  const letters = Math.floor((words.length * room) / width) - 2
  return letters < 3 ? '' : `${words.slice(0, letters).trimEnd()}…`
}

/** Months, then weeks or days where they can be read. */
export function drawScale(pen: CanvasRenderingContext2D, frame: Frame, window: Window, inks: Inks): void {
  const { left, width, height, dayPixels } = window
  const band = height / 2
  pen.fillStyle = inks.surface
  pen.fillRect(0, 0, width, height)
  pen.textBaseline = 'middle'
  const edge = (x: number, y: number) => {
    pen.fillStyle = inks.line
    pen.fillRect(x, y, 1, band)
  }
  for (let at = 0; at < frame.days; ) {
    const date = addDays(frame.monday, at)
    const long = Math.min(daysBetween(date, firstOfNextMonth(date)), frame.days - at)
    const x = Math.round(at * dayPixels - left)
    const end = x + long * dayPixels
    if (end > 0 && x < width) {
      edge(x, 0)
      pen.font = `600 13px ${inks.font}`
      pen.fillStyle = inks.ink
      const start = Math.max(x, 0) + 4
      pen.fillText(wordMonth(pen, date, end - start), start, band / 2)
    }
    at += long
  }
  if (dayPixels < 5) return
  const step = dayPixels >= NAMES_INSIDE ? 1 : 7
  pen.font = `13px ${inks.font}`
  for (
    let at = Math.floor(left / dayPixels / step) * step;
    at * dayPixels < left + width && at < frame.days;
    at += step
  ) {
    const x = Math.round(at * dayPixels - left)
    edge(x, band)
    pen.fillStyle = inks.inkSoft
    pen.fillText(`${Number(addDays(frame.monday, at).slice(8))}`, x + 4, band * 1.5)
  }
}

/** The month in what room it has: its name and year, its name cut short, or nothing. */
function wordMonth(pen: CanvasRenderingContext2D, date: LocalDate, pixels: number): string {
  const words = [formatMonth(date), formatShortMonth(date)]
  return words.find((name) => pen.measureText(name).width + 4 <= pixels) ?? ''
}

function firstOfNextMonth(date: LocalDate): LocalDate {
  return `${addDays(`${date.slice(0, 8)}28` as LocalDate, 4).slice(0, 8)}01` as LocalDate
}
