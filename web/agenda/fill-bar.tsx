import type { SlotCounts } from '../../shared/appointment.ts'

const PARTS = ['confirmed', 'booked', 'offered', 'reserved', 'free'] as const

/** How full a stop is, drawn; the words beside it say the same. */
export function FillBar({ counts }: { counts: SlotCounts }) {
  const free = counts.free - counts.reserved
  const parts = { ...counts, free }
  const total = PARTS.reduce((sum, part) => sum + parts[part], 0)
  if (total === 0) return null
  return (
    <div class="fill-bar" aria-hidden="true">
      {PARTS.filter((part) => parts[part] > 0).map((part) => (
        <span key={part} class={`fill-part fill-${part}`} style={{ flexGrow: parts[part] }} />
      ))}
    </div>
  )
}
