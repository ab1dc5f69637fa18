import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { daysBetween } from '../../shared/days.ts'
import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import { today } from '../clock.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/season.en.ts'
import { fr } from '../i18n/season.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { drawBars, drawScale, type Inks, readInks } from './draw-timeline.ts'
import { BAR_INSET, type Bar, barAt, barsOf, LINE_PIXELS, pixelsOf } from './timeline-bars.ts'
import { type Frame, nextStop } from './timeline-frame.ts'

const SCALE_PIXELS = 52
const KEYS = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']

type Props = {
  units: SeasonView['units']
  stops: readonly SeasonStop[]
  frame: Frame
  conflicting: ReadonlySet<string>
  dayPixels: number
  onZoom: (factor: number) => void
  onOpen: (stop: SeasonStop) => void
}

/**
 * Units down, days across, drawn on a canvas as wide as the screen, so that a year of twenty units scrolls and zooms as
 * one of three. One button lies over the bar the keyboard stands on; the table beside says the whole in words.
 */
export function SeasonTimeline({ units, stops, frame, conflicting, dayPixels, onZoom, onOpen }: Props) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const scroller = useRef<HTMLElement>(null)
  const scale = useRef<HTMLCanvasElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [pointed, setPointed] = useState<Bar | null>(null)
  const lines = useMemo(() => barsOf(units, stops, frame, conflicting), [units, stops, frame, conflicting])
  const now = today.value ? daysBetween(frame.monday, today.value) : null
  const all = lines.flat()
  const tabStop = all.find((bar) => bar.stop.stopId === current) ?? all.find((bar) => bar.first >= (now ?? 0)) ?? all[0]
  const inks = useRef<Inks | null>(null)

  const paint = () => {
    const section = scroller.current
    if (!section || !scale.current || !canvas.current) return
    inks.current ??= readInks(section)
    const width = Math.max(1, section.clientWidth - (canvas.current.parentElement?.firstElementChild?.clientWidth ?? 0))
    const seen = { left: section.scrollLeft, width, dayPixels }
    const height = Math.max(1, lines.length * LINE_PIXELS)
    const ofScale = penOf(scale.current, width, SCALE_PIXELS)
    const ofBars = penOf(canvas.current, width, height)
    if (ofScale) drawScale(ofScale, frame, { ...seen, height: SCALE_PIXELS }, inks.current)
    if (ofBars) drawBars(ofBars, lines, { ...seen, height }, now, inks.current)
  }
  // A change of scale keeps the day under the pointer, or else in the middle, where it is.
  const drawn = useRef(dayPixels)
  const anchor = useRef<number | null>(null)
  useLayoutEffect(() => {
    const section = scroller.current
    if (section && drawn.current !== dayPixels) {
      const at = anchor.current ?? (canvas.current?.clientWidth ?? 0) / 2
      section.scrollLeft = ((section.scrollLeft + at) / drawn.current) * dayPixels - at
      drawn.current = dayPixels
      anchor.current = null
    }
    paint()
  }, [dayPixels, lines, frame, now])
  useEffect(() => {
    const section = scroller.current
    if (section && now !== null && now >= 0 && now <= frame.days) {
      section.scrollLeft = now * drawn.current - section.clientWidth / 4
    }
  }, [frame])
  const latest = useRef(paint)
  latest.current = paint
  useEffect(() => {
    const watch = new ResizeObserver(() => latest.current())
    if (scroller.current) watch.observe(scroller.current)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    if (current) button.current?.focus()
  }, [current])

  const press = (event: KeyboardEvent, from: SeasonStop | undefined) => {
    if (event.key === '+' || event.key === '-') {
      event.preventDefault()
      return onZoom(event.key === '+' ? 1.5 : 1 / 1.5)
    }
    if (!KEYS.includes(event.key)) return
    event.preventDefault()
    const order = lines.map((line) => line.map((bar) => bar.stop))
    const next = from ? nextStop(event.key, from, order) : tabStop?.stop
    if (next) setCurrent(next.stopId)
  }
  const barUnder = (event: MouseEvent) => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect()
    return barAt(lines, event.clientX - left + (scroller.current?.scrollLeft ?? 0), event.clientY - top, dayPixels)
  }
  const wordsOf = (bar: Bar) => barWords(bar, units[bar.line]?.name ?? '', t)
  const isMixed = new Set(units.map((unit) => unit.specialty)).size > 1
  return (
    <section
      ref={scroller}
      class="season-timeline"
      aria-label={t.timelineLabel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls both ways, by keyboard too
      tabIndex={0}
      onScroll={paint}
      onKeyDown={(event) => event.target === event.currentTarget && press(event, undefined)}
      onWheel={(event) => {
        if (!event.ctrlKey) return
        event.preventDefault()
        anchor.current = event.clientX - (canvas.current?.getBoundingClientRect().left ?? 0)
        onZoom(event.deltaY < 0 ? 1.15 : 1 / 1.15)
      }}
    >
      <div class="season-track" style={{ '--across': `${frame.days * dayPixels}px` }}>
        <div class="season-scale" aria-hidden="true">
          <div class="season-corner" />
          <canvas ref={scale} class="season-canvas" />
        </div>
        <div class="season-body">
          <ul class="season-units" aria-label={t.units}>
            {units.map((unit) => (
              <li key={unit.unitId} class="season-line" title={unit.name}>
                <span>{unit.name}</span>
                {isMixed && <span class="soft small">{names[unit.specialty] ?? unit.specialty}</span>}
              </li>
            ))}
          </ul>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: it takes no focus, the button over it does */}
          <canvas
            ref={canvas}
            class="season-canvas"
            aria-hidden="true"
            title={pointed ? wordsOf(pointed) : undefined}
            data-pointed={pointed !== null}
            onPointerMove={(event) => setPointed(barUnder(event) ?? null)}
            onPointerLeave={() => setPointed(null)}
            onClick={(event) => {
              const bar = barUnder(event)
              if (bar) onOpen(bar.stop)
            }}
          />
          {tabStop && (
            <button
              ref={button}
              type="button"
              class="season-current"
              data-stop={tabStop.stop.stopId}
              aria-label={wordsOf(tabStop)}
              title={wordsOf(tabStop)}
              style={{
                '--at': `${pixelsOf(tabStop, dayPixels).left}px`,
                width: `${pixelsOf(tabStop, dayPixels).width}px`,
                top: `${tabStop.line * LINE_PIXELS + BAR_INSET}px`,
              }}
              onClick={() => onOpen(tabStop.stop)}
              onFocus={() => setCurrent(tabStop.stop.stopId)}
              onKeyDown={(event) => press(event, tabStop.stop)}
            />
          )}
        </div>
      </div>
    </section>
  )
}

/** The pen of a canvas that is `width` by `height` of the page's pixels, whatever the screen's density. */
function penOf(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const density = devicePixelRatio
  const [wide, high] = [Math.round(width * density), Math.round(height * density)]
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide
    canvas.height = high
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
  }
  const pen = canvas.getContext('2d', { alpha: false })
  pen?.setTransform(density, 0, 0, density, 0, 0)
  return pen
}

function barWords({ stop, isConflict }: Bar, unit: string, t: typeof fr): string {
  const days = formatDays(stop.firstDay, stop.lastDay)
  const words = t.bar(stop.centreName, stop.department, days, unit, t.stateName[stop.state])
  return [words, stop.toStaff > 0 ? t.toStaff(stop.toStaff) : '', isConflict ? t.conflict : '']
    .filter(Boolean)
    .join(', ')
}
