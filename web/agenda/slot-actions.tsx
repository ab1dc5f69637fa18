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

/** Notes of the day, each one tap. */
const NOTES = [
  { attendance: 'arrived', icon: 'check', label: 'arrived' },
  { attendance: 'no_show', icon: 'cross', label: 'absent' },
  { attendance: 'excused', icon: undefined, label: 'excused' },
] as const

/** What can be done about a patient: on the day, arrived, absent or excused in one tap; the rest in a menu. */
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
          {NOTES.map(({ attendance, icon, label }) => (
            <Button
              key={attendance}
              size="s"
              icon={icon}
              busy={desk.busy === attendance}
              aria-label={`${name} : ${t[label]}`}
              onClick={() => void desk.attend(entry, attendance, t.done[attendance](name))}
            >
              {t[label]}
            </Button>
          ))}
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
