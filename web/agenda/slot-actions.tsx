import type { AgendaEntry, AgendaSlot } from '../../shared/appointment.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { today } from '../clock.ts'
import { formatInstant, formatTime } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import type { Asking } from './day-view.tsx'
import { useDesk } from './desk.ts'

/** What can be done about a patient: on the day, arrived or absent in one tap; the rest in a menu. */
export function EntryActions({
  slot,
  entry,
  day,
  isCoordinator,
  onAsk,
  onChanged,
}: {
  slot: AgendaSlot
  entry: AgendaEntry
  day: LocalDate
  isCoordinator: boolean
  onAsk: (asking: Asking) => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const desk = useDesk(onChanged)
  const now = today.value
  const name = entry.patientName
  const isWaited = entry.state === 'offered' || entry.state === 'booked' || entry.state === 'confirmed'
  const canNote = isCoordinator && now !== null && day <= now && isWaited && entry.state !== 'offered'
  const items: MenuItem[] = []
  if (canNote) items.push({ label: t.excused, act: () => void desk.attend(entry, 'excused', t.done.excused(name)) })
  if (isCoordinator && entry.state === 'arrived') {
    items.push({ label: t.takeBack, act: () => void desk.attend(entry, 'confirmed', t.done.takenBack(name)) })
  }
  if (entry.state === 'offered' || entry.state === 'booked') {
    items.push({ label: t.confirmByPhone, act: () => void desk.confirm(entry, t.done.confirmed(name)) })
  }
  if (isWaited) {
    items.push({ label: t.move, act: () => onAsk({ kind: 'move', slot }) })
    items.push({ label: t.cancel, act: () => onAsk({ kind: 'cancel', slot }), danger: true })
  }
  return (
    <>
      {canNote && (
        <div class="agenda-note">
          <Button
            size="s"
            icon="check"
            busy={desk.busy === 'arrived'}
            aria-label={`${name} : ${t.arrived}`}
            onClick={() => void desk.attend(entry, 'arrived', t.done.arrived(name))}
          >
            {t.arrived}
          </Button>
          <Button
            size="s"
            icon="cross"
            busy={desk.busy === 'no_show'}
            aria-label={`${name} : ${t.absent}`}
            onClick={() => void desk.attend(entry, 'no_show', t.done.no_show(name))}
          >
            {t.absent}
          </Button>
        </div>
      )}
      <div class="agenda-menu">
        {items.length > 0 && <Menu label={t.actionsFor(name)} items={items} iconOnly variant="quiet" size="s" />}
      </div>
    </>
  )
}

/** What can be done with a free place: offer it, or call somebody in. */
export function FreeSlotActions({
  slot,
  stop,
  onAsk,
  onChanged,
}: {
  slot: AgendaSlot
  stop: StopSummary
  onAsk: (asking: Asking) => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const desk = useDesk(onChanged)
  const offered = (heldUntil: string) => t.done.offered(formatInstant(heldUntil as Instant, stop.zone))
  return (
    <div class="agenda-menu">
      <Menu
        label={t.actionsForSlot(formatTime(slot.start))}
        iconOnly
        variant="quiet"
        size="s"
        items={[
          { label: t.offerNext, act: () => void desk.offerNext(slot.slotId, offered) },
          { label: t.callSomeone, act: () => onAsk({ kind: 'walk_in', slot }) },
        ]}
      />
    </div>
  )
}
