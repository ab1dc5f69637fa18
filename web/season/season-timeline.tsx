import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { addDays, daysBetween } from '../../shared/days.ts'
import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import type { LocalDate } from '../../shared/time.ts'
import { today } from '../clock.ts'
import { formatDays, formatMonth } from '../format.ts'
import { en } from '../i18n/season.en.ts'
import { fr } from '../i18n/season.fr.ts'
import { useText } from '../i18n/text.ts'
import { daysInView, type Frame, nextStop, placeOf } from './timeline-frame.ts'

/** A stop on its line, with all that does not change with the scale. */
type Bar = {
  readonly stop: SeasonStop
  readonly first: number
  readonly days: number
  /** Days until the next stop of the line begins: where the name of a short bar goes. */
  readonly room: number
  readonly look: string
  readonly words: string
}

const KEYS = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']

/**
 * Units down, days across. Only what is in view and half a screen around is in the page, so that a year of twenty units
 * scrolls as one of three; a change of scale moves one length and leaves the bars alone.
 */
export function SeasonTimeline({
  units,
  stops,
  frame,
  conflicting,
  dayPixels,
  onZoom,
  onOpen,
}: {
  units: SeasonView['units']
  stops: readonly SeasonStop[]
  frame: Frame
  conflicting: ReadonlySet<string>
  dayPixels: number
  onZoom: (factor: number) => void
  onOpen: (stop: SeasonStop) => void
}) {
  const t = useText(fr, en)
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<readonly [number, number]>([0, 200])
  const [current, setCurrent] = useState<string | null>(null)
  const lines = useMemo(() => units.map((unit) => stops.filter((stop) => stop.unitId === unit.unitId)), [units, stops])
  const bars = useMemo(
    () =>
      lines.map((line, at) =>
        line.map((stop, index): Bar => {
          const place = placeOf(stop, frame)
          const next = line[index + 1]
          const end = next ? placeOf(next, frame).first : frame.days
          const room = Math.max(0, end - place.first - place.days)
          const isConflict = conflicting.has(stop.stopId)
          const look = `season-bar season-${stop.state}${isConflict ? ' season-conflict' : ''}${stop.toStaff > 0 ? ' season-open' : ''}`
          return { stop, ...place, room, look, words: wordsOf(stop, units[at]?.name ?? '', isConflict, t) }
        }),
      ),
    [lines, frame, conflicting, t],
  )
  const looked = useRef(dayPixels)
  const now = today.value ? daysBetween(frame.monday, today.value) : null

  const look = () => {
    const frameElement = scroller.current
    if (!frameElement) return
    const [first, last] = daysInView(frameElement.scrollLeft, frameElement.clientWidth, looked.current, frame.days)
    setView((before) => (covers(before, first, last, frame.days) ? before : [first, last]))
  }
  // A change of scale keeps the middle of the screen where it is.
  useLayoutEffect(() => {
    const frameElement = scroller.current
    if (frameElement && looked.current !== dayPixels) {
      const half = frameElement.clientWidth / 2
      const middle = (frameElement.scrollLeft + half) / looked.current
      looked.current = dayPixels
      frameElement.scrollLeft = middle * dayPixels - half
    }
    look()
  }, [dayPixels, frame])
  useEffect(() => {
    const frameElement = scroller.current
    if (!frameElement || now === null || now < 0 || now > frame.days) return
    frameElement.scrollLeft = now * looked.current - frameElement.clientWidth / 4
  }, [frame])
  useEffect(() => {
    if (current) scroller.current?.querySelector<HTMLElement>(`[data-stop="${current}"]`)?.focus()
  }, [current, view])

  const press = (event: KeyboardEvent, stop: SeasonStop | undefined) => {
    if (event.key === '+' || event.key === '-') {
      event.preventDefault()
      return onZoom(event.key === '+' ? 1.5 : 1 / 1.5)
    }
    if (!KEYS.includes(event.key)) return
    const next = stop ? nextStop(event.key, stop, lines) : lines.flat()[0]
    event.preventDefault()
    if (!next) return
    const frameElement = scroller.current
    if (frameElement) {
      const left = placeOf(next, frame).first * dayPixels
      const isInView =
        left >= frameElement.scrollLeft && left < frameElement.scrollLeft + frameElement.clientWidth * 0.8
      if (!isInView) frameElement.scrollLeft = left - frameElement.clientWidth / 3
      look()
    }
    setCurrent(next.stopId)
  }
  const latest = useRef({ press, onOpen })
  latest.current = { press, onOpen }
  const isShown = (bar: Bar) => bar.stop.stopId === current || (bar.first + bar.days >= view[0] && bar.first <= view[1])
  const tabStop = bars.flat().find((bar) => bar.stop.stopId === current) ?? bars.flat().find(isShown)
  // The same drawing as before when neither the stops nor the days in view changed: a change of scale redraws no bar.
  const drawn = useMemo(
    () =>
      units.map((unit, line) => (
        <div key={unit.unitId} class="season-line">
          <div class="season-unit">{unit.name}</div>
          <ul class="season-stops" aria-label={unit.name}>
            {(bars[line] ?? []).filter(isShown).map(({ stop, first, days, room, look: classes, words }) => (
              <li key={stop.stopId} style={{ '--at': first, '--long': days, '--room': room }}>
                <button
                  type="button"
                  data-stop={stop.stopId}
                  tabIndex={stop.stopId === tabStop?.stop.stopId ? 0 : -1}
                  class={classes}
                  title={words}
                  aria-label={words}
                  onClick={() => latest.current.onOpen(stop)}
                  onFocus={() => setCurrent(stop.stopId)}
                  onKeyDown={(event) => latest.current.press(event, stop)}
                >
                  <span aria-hidden="true">
                    {conflicting.has(stop.stopId) ? '⚠ ' : ''}
                    {stop.centreName}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )),
    [units, bars, view, current, tabStop, conflicting],
  )
  return (
    <section
      ref={scroller}
      class={`season-timeline${dayPixels < 12 ? ' season-far' : dayPixels < 30 ? ' season-middle' : ''}`}
      aria-label={t.timelineLabel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls both ways, by keyboard too
      tabIndex={0}
      onScroll={look}
      onKeyDown={(event) => event.target === event.currentTarget && press(event, undefined)}
      onWheel={(event) => {
        if (!event.ctrlKey) return
        event.preventDefault()
        onZoom(event.deltaY < 0 ? 1.15 : 1 / 1.15)
      }}
      style={{ '--day': `${dayPixels}px`, '--days': frame.days }}
    >
      <div class="season-track">
        <Scale frame={frame} view={view} dayPixels={dayPixels} />
        {now !== null && now >= 0 && now < frame.days && (
          <div class="season-today" style={{ '--at': now }} title={t.today} aria-hidden="true" />
        )}
        {drawn}
      </div>
    </section>
  )
}

/** Whether what is drawn still reaches a quarter of its margin around what is needed: then scrolling draws nothing new. */
function covers(drawn: readonly [number, number], first: number, last: number, days: number): boolean {
  const margin = (last - first) / 8
  return (
    drawn[0] <= Math.max(0, first + margin) &&
    drawn[1] >= Math.min(days - 1, last - margin) &&
    drawn[1] - drawn[0] < (last - first) * 6
  )
}

function wordsOf(stop: SeasonStop, unit: string, isConflict: boolean, t: typeof fr): string {
  const words = t.bar(
    stop.centreName,
    stop.department,
    formatDays(stop.firstDay, stop.lastDay),
    unit,
    t.stateName[stop.state],
  )
  return [words, stop.toStaff > 0 ? t.toStaff(stop.toStaff) : '', isConflict ? t.conflict : '']
    .filter(Boolean)
    .join(', ')
}

/** Months, then weeks or days where they can be read. */
function Scale({ frame, view, dayPixels }: { frame: Frame; view: readonly [number, number]; dayPixels: number }) {
  const marks: { at: number; long: number; words: string; isMonth: boolean }[] = []
  for (let at = 0; at < frame.days; ) {
    const date = addDays(frame.monday, at)
    const long = Math.min(daysBetween(date, firstOfNextMonth(date)), frame.days - at)
    if (at + long >= view[0] && at <= view[1]) {
      marks.push({ at, long, words: wordMonth(date, long * dayPixels), isMonth: true })
    }
    at += long
  }
  const step = dayPixels >= 30 ? 1 : 7
  if (dayPixels >= 5) {
    for (let at = Math.floor(view[0] / step) * step; at <= view[1]; at += step) {
      const date = addDays(frame.monday, at)
      marks.push({ at, long: step, words: `${Number(date.slice(8))}`, isMonth: false })
    }
  }
  return (
    <div class="season-scale" aria-hidden="true">
      {marks.map(({ at, long, words, isMonth }) => (
        <span
          key={`${at} ${isMonth}`}
          class={isMonth ? 'season-month' : 'season-mark'}
          style={{ '--at': at, '--long': long }}
        >
          {words}
        </span>
      ))}
    </div>
  )
}

/** The month in what room it has: its name, its number, or nothing. */
function wordMonth(date: LocalDate, pixels: number): string {
  if (pixels >= 75) return formatMonth(date)
  return pixels >= 20 ? date.slice(5, 7) : ''
}

function firstOfNextMonth(date: LocalDate): LocalDate {
  return `${addDays(`${date.slice(0, 8)}28` as LocalDate, 4).slice(0, 8)}01` as LocalDate
}
