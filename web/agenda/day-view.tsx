import { useState } from 'preact/hooks'
import type { AgendaSlot } from '../../shared/appointment.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { DraggedName } from './drag-move.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { SlotLine } from './slot-line.tsx'
import { WalkInDialog } from './walk-in-dialog.tsx'

/** What a dialog is open about. */
export type Asking = {
  kind: 'move' | 'cancel' | 'walk_in'
  slot: AgendaSlot
  /** The place it was dropped on. */
  to?: AgendaSlot | undefined
}

const NOON_MINUTE = 13 * 60

/** One day: a column a room, morning then afternoon, a line a place. */
export function DayView({
  stop,
  slots,
  day,
  isCoordinator,
  onChanged,
}: {
  stop: StopSummary
  slots: readonly AgendaSlot[]
  day: LocalDate
  isCoordinator: boolean
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  if (slots.length === 0) {
    return (
      <EmptyState title={t.noSlots} icon="calendar">
        {t.noSlotsWhy}
      </EmptyState>
    )
  }
  const rooms = [...new Set(slots.map((slot) => slot.room))].sort((a, b) => a - b)
  return (
    <div class="stack">
      <div class="agenda-day-actions">
        <PrintButton label={t.printSheet} />
        <LinkButton href={`/api/agenda/stops/${stop.stopId}/days/${day}`} download>
          {t.download}
        </LinkButton>
      </div>
      <div class="agenda-rooms">
        {rooms.map((room) => (
          <section key={room} class="agenda-room" aria-label={t.room(room)}>
            <h2 class={rooms.length > 1 ? 'agenda-room-title' : 'visually-hidden'}>{t.room(room)}</h2>
            {(['morning', 'afternoon'] as const).map((halfDay) => {
              const lines = slots.filter(
                (slot) => slot.room === room && slot.start < NOON_MINUTE === (halfDay === 'morning'),
              )
              if (lines.length === 0) return null
              return (
                <div key={halfDay} class="agenda-half">
                  <h3 class="agenda-half-title">{t.halfDay[halfDay]}</h3>
                  <ol class="agenda-lines">
                    {lines.map((slot) => (
                      <SlotLine
                        key={slot.slotId}
                        {...{ stop, slot, day, isCoordinator, onChanged }}
                        onDrop={(slotId) => {
                          const to = slots.find((one) => one.slotId === slotId)
                          if (to && to !== slot) setAsking({ kind: 'move', slot, to })
                        }}
                        onAsk={setAsking}
                      />
                    ))}
                  </ol>
                </div>
              )
            })}
          </section>
        ))}
      </div>
      <DraggedName />
      {asking?.kind === 'move' && (
        <MoveDialog slot={asking.slot} to={asking.to} stop={stop} onClose={close} onChanged={onChanged} />
      )}
      {asking?.kind === 'cancel' && <CancelDialog slot={asking.slot} onClose={close} onChanged={onChanged} />}
      {asking?.kind === 'walk_in' && <WalkInDialog slot={asking.slot} onClose={close} onChanged={onChanged} />}
    </div>
  )
}
