import { signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { SlotId } from '../../shared/ids.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { Icon } from '../ui/icon.tsx'

/** An appointment on its way to another place: who, where the pointer is, and the place under it. */
type Dragged = { readonly name: string; readonly x: number; readonly y: number; readonly over: SlotId | null }

export const dragged = signal<Dragged | null>(null)

/** Pixels the pointer moves before it drags: a hand that trembles still clicks. */
const TREMBLE = 6
/** Near the window's edge, in pixels, the page scrolls by so much at each move. */
const EDGE = 70
const SCROLL = 14

function placeUnder(x: number, y: number): SlotId | null {
  const line = document.elementFromPoint(x, y)?.closest('[data-slot]')
  return (line?.getAttribute('data-slot') as SlotId | null) ?? null
}

/**
 * A handle that moves an appointment: dragged to another place by mouse, pen or finger, or pressed, which opens the same
 * move as a form. Escape lets go without moving.
 */
export function DragHandle({
  name,
  onPress,
  onDrop,
}: {
  name: string
  onPress: () => void
  onDrop: (slotId: SlotId) => void
}) {
  const t = useText(fr, en)
  const from = useRef<{ x: number; y: number } | null>(null)
  /** A press that became a drag does not open the form when it ends. */
  const hasDragged = useRef(false)

  const letGo = () => {
    from.current = null
    dragged.value = null
    removeEventListener('keydown', onKey)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') letGo()
  }
  return (
    <button
      type="button"
      class="agenda-handle"
      aria-label={t.dragHandle(name)}
      title={t.dragHint}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        from.current = { x: event.clientX, y: event.clientY }
        hasDragged.current = false
        event.currentTarget.setPointerCapture(event.pointerId)
        addEventListener('keydown', onKey)
      }}
      onPointerMove={(event) => {
        const start = from.current
        if (!start) return
        const { clientX: x, clientY: y } = event
        if (!hasDragged.current && Math.hypot(x - start.x, y - start.y) < TREMBLE) return
        hasDragged.current = true
        if (y < EDGE) scrollBy(0, -SCROLL)
        else if (y > innerHeight - EDGE) scrollBy(0, SCROLL)
        dragged.value = { name, x, y, over: placeUnder(x, y) }
      }}
      onPointerUp={() => {
        const over = dragged.value?.over
        letGo()
        if (over) onDrop(over)
      }}
      onPointerCancel={letGo}
      onClick={() => {
        if (!hasDragged.current) onPress()
        hasDragged.current = false
      }}
    >
      <Icon name="grip" />
    </button>
  )
}

/** The name that follows the pointer. */
export function DraggedName() {
  const held = dragged.value
  if (!held) return null
  return (
    <p class="agenda-dragged" aria-hidden="true" style={{ transform: `translate(${held.x + 12}px, ${held.y + 8}px)` }}>
      {held.name}
    </p>
  )
}
