import { useRef, useState } from 'preact/hooks'
import { addDays, daysBetween, mondayOf } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopEdit } from '../../shared/tour-edit.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/editor.en.ts'
import { fr } from '../i18n/editor.fr.ts'
import { useText } from '../i18n/text.ts'
import { actOf, type Grip, moveStop, ordersOf } from './edit-moves.ts'
import { shortDay } from './timeline-strip.tsx'

type Props = {
  from: LocalDate
  to: LocalDate
  stops: readonly StopEdit[]
  /** Index of the stop in hand, if any. */
  selected: number | null
  nameOf: (centreId: string) => string
  onSelect: (index: number) => void
  onChange: (index: number, stop: StopEdit) => void
  onRemove: (index: number) => void
}

/** A stop held by the pointer: where it was taken, and by how many days it has been drawn since. */
type Held = { readonly index: number; readonly grip: Grip; readonly startX: number; readonly days: number }

/** The draft week by week, each stop moved by hand: dragged, stretched by its ends, or by the keys. */
export function EditTimeline({ from, to, stops, selected, nameOf, onSelect, onChange, onRemove }: Props) {
  const t = useText(fr, en)
  const track = useRef<HTMLOListElement>(null)
  const [held, setHeld] = useState<Held | null>(null)
  const monday = mondayOf(from)
  const weeks = Math.max(1, Math.floor(daysBetween(monday, to) / 7) + 1)
  const share = (days: number) => `${(100 * days) / (weeks * 7)}%`
  const orders = ordersOf(stops)
  const shown = (stop: StopEdit, index: number) => (held?.index === index ? moveStop(stop, held.grip, held.days) : stop)

  const take = (index: number, grip: Grip) => (event: PointerEvent) => {
    if (event.button !== 0) return
    event.stopPropagation()
    const bar = event.currentTarget as HTMLElement
    bar.setPointerCapture(event.pointerId)
    onSelect(index)
    setHeld({ index, grip, startX: event.clientX, days: 0 })
  }
  const draw = (event: PointerEvent) => {
    if (!held) return
    const width = track.current?.clientWidth ?? 0
    if (width === 0) return
    const days = Math.round(((event.clientX - held.startX) / width) * weeks * 7)
    if (days !== held.days) setHeld({ ...held, days })
  }
  const letGo = () => {
    const stop = held && stops[held.index]
    if (held && stop && held.days !== 0) onChange(held.index, moveStop(stop, held.grip, held.days))
    setHeld(null)
  }
  const press = (stop: StopEdit, index: number) => (event: KeyboardEvent) => {
    if (event.key === 'Escape') return setHeld(null)
    const act = event.ctrlKey || event.metaKey ? null : actOf(event)
    if (act === null) return
    event.preventDefault()
    onSelect(index)
    if (act === 'remove') onRemove(index)
    else if (act === 'pin') onChange(index, { ...stop, pinned: !stop.pinned })
    else onChange(index, moveStop(stop, act.grip, act.days))
  }
  const inHand = held ?? (selected === null ? null : { index: selected })
  const told = inHand && stops[inHand.index]
  return (
    <section class="edit-timeline" aria-label={t.timeline}>
      <div class="timeline">
        <div class="timeline-track" style={{ minWidth: `${weeks * 4.5}rem` }}>
          <div class="timeline-weeks" aria-hidden="true">
            {Array.from({ length: weeks }, (_, week) => {
              const date = addDays(monday, week * 7)
              return <span key={date}>{shortDay(date)}</span>
            })}
          </div>
          <ol class="timeline-stops" ref={track}>
            {stops.map((stop, index) => {
              const { firstDay, lastDay } = shown(stop, index)
              const name = nameOf(stop.centreId)
              const days = formatDays(firstDay, lastDay)
              const look = `timeline-stop edit-bar${stop.pinned ? ' edit-bar-pinned' : ''}${held?.index === index ? ' edit-bar-held' : ''}`
              return (
                <li
                  key={stop.stopId ?? `new ${index}`}
                  style={{
                    left: share(daysBetween(monday, firstDay)),
                    width: share(daysBetween(firstDay, lastDay) + 1),
                  }}
                >
                  <button
                    type="button"
                    class={look}
                    aria-pressed={selected === index}
                    aria-describedby="edit-timeline-keys"
                    title={`${name}, ${days}`}
                    onClick={() => onSelect(index)}
                    onKeyDown={press(stop, index)}
                    onPointerDown={take(index, 'stop')}
                    onPointerMove={draw}
                    onPointerUp={letGo}
                    onPointerCancel={() => setHeld(null)}
                  >
                    <span aria-hidden="true">{orders[index]}</span>
                    <span class="visually-hidden">
                      {name}, {days}
                      {stop.pinned && `, ${t.pinned}`}
                    </span>
                    {(['first', 'last'] as const).map((grip) => (
                      <span key={grip} class={`edit-grip edit-grip-${grip}`} onPointerDown={take(index, grip)} />
                    ))}
                  </button>
                </li>
              )
            })}
          </ol>
        </div>
      </div>
      <p class="small" role="status">
        {told ? t.inHand(nameOf(told.centreId), daysOf(shown(told, inHand.index)), told.pinned) : t.nothingInHand}
      </p>
      <p class="small soft" id="edit-timeline-keys">
        {t.keys}
      </p>
    </section>
  )
}

const daysOf = ({ firstDay, lastDay }: StopEdit): string => formatDays(firstDay, lastDay)
