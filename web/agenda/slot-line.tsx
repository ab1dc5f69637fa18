import type { AgendaEntry, AgendaSlot } from '../../shared/appointment.ts'
import type { SlotId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { today } from '../clock.ts'
import { formatDate, formatInstant, formatTime } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { discardNote, type PendingNote, pendingNotes } from '../offline-notes.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import type { Asking } from './day-view.tsx'
import { useDesk } from './desk.ts'
import { DragHandle, dragged } from './drag-move.tsx'
import { Notes } from './notes.tsx'
import { EntryActions, FreeSlotActions } from './slot-actions.tsx'

const TONES: Readonly<Record<string, BadgeTone>> = {
  offered: 'info',
  booked: 'warning',
  confirmed: 'success',
  arrived: 'accent',
  done: 'neutral',
  no_show: 'error',
  excused: 'neutral',
}

type LineProps = {
  stop: StopSummary
  slot: AgendaSlot
  day: LocalDate
  isCoordinator: boolean
  onAsk: (asking: Asking) => void
  onDrop: (slotId: SlotId) => void
  onChanged: () => Promise<void>
}

/** One place of the day: when, who, in which state, and what can be done. */
export function SlotLine({ stop, slot, day, isCoordinator, onAsk, onDrop, onChanged }: LineProps) {
  const t = useText(fr, en)
  const pending = pendingNotes.value.find((note) => note.appointmentId === slot.appointment?.appointmentId)
  // What is noted on this device and not sent yet is shown as it will be.
  const appointment =
    slot.appointment && pending ? { ...slot.appointment, state: pending.attendance } : slot.appointment
  const now = today.value
  const isPast = now !== null && day < now
  const look = slot.withdrawn ? 'withdrawn' : slot.overbooked ? 'overbooked' : appointment ? 'held' : 'free'
  const isUnder = dragged.value?.over === slot.slotId
  const canMove = appointment && !pending && ['offered', 'booked', 'confirmed'].includes(appointment.state)
  return (
    <li class={`agenda-line agenda-line-${look}${isUnder ? ' agenda-line-under' : ''}`} data-slot={slot.slotId}>
      {canMove && (
        <DragHandle name={appointment.patientName} onPress={() => onAsk({ kind: 'move', slot })} onDrop={onDrop} />
      )}
      <p class="agenda-time figures">
        <strong>{formatTime(slot.start)}</strong>
        <span class="soft small">{t.minutes(slot.end - slot.start)}</span>
      </p>
      <div class="agenda-who">
        {appointment ? (
          <Patient entry={appointment} slot={slot} stop={stop} />
        ) : (
          <p class="agenda-free">
            {isPast ? t.past : t.free}
            {slot.reserved && !isPast && <Badge tone="info">{t.reserved}</Badge>}
            {slot.kind === 'procedure' && <Badge>{t.long}</Badge>}
          </p>
        )}
        {pending && <PendingMark note={pending} />}
        {appointment && <Notes entry={appointment} {...{ stop, isCoordinator, onChanged }} />}
        {slot.withdrawn && (
          <p>
            <Badge tone="error">{t.withdrawn}</Badge>
          </p>
        )}
        {slot.overbooked && (
          <p class="agenda-overbooked">
            <Badge tone="neutral">{t.overbooked}</Badge>
            <span class="small">{t.overbookedBy(slot.overbooked.by, slot.overbooked.reason)}</span>
          </p>
        )}
        {slot.absent.map((entry) => (
          <AbsentEntry
            key={entry.appointmentId}
            {...{ entry, stop, isCoordinator, onChanged }}
            isFree={appointment === null}
          />
        ))}
      </div>
      {appointment && !pending && (
        <EntryActions {...{ slot, day, isCoordinator, onAsk, onChanged }} entry={appointment} />
      )}
      {!appointment && !isPast && isCoordinator && <FreeSlotActions {...{ slot, stop, onAsk, onChanged }} />}
    </li>
  )
}

function Patient({ entry, slot, stop }: { entry: AgendaEntry; slot: AgendaSlot; stop: StopSummary }) {
  const t = useText(fr, en)
  const remarks = [
    t.owner[entry.phoneOwner],
    t.mobility[entry.mobility],
    entry.interpreter && t.interpreter(entry.interpreter),
  ].filter(Boolean)
  const isLate = entry.deadline !== null && entry.deadline < slot.date
  return (
    <>
      <p class="agenda-name">
        <strong>{entry.patientName}</strong>
        <PriorityBadge priorityClass={entry.priorityClass} />
        <Badge tone={TONES[entry.state]}>{t.state[entry.state]}</Badge>
        {slot.kind === 'procedure' && <Badge>{t.long}</Badge>}
      </p>
      <p class="agenda-facts small">
        <span class="soft">{t.born(entry.birthYear)}</span>
        {entry.phone ? (
          <a class="figures" href={`tel:${entry.phone.replaceAll(' ', '')}`}>
            {entry.phone}
          </a>
        ) : (
          <span>{t.noPhone}</span>
        )}
        {remarks.map((remark) => (
          <span key={remark} class="soft">
            {remark}
          </span>
        ))}
        {entry.heldUntil && <span>{t.heldUntil(formatInstant(entry.heldUntil, stop.zone))}</span>}
        {isLate && <span class="agenda-late">{t.lateBy(formatDate(entry.deadline!, { weekday: false }))}</span>}
      </p>
    </>
  )
}

/** Noted on this device, not sent yet; it can be taken back. */
function PendingMark({ note }: { note: PendingNote }) {
  const t = useText(fr, en)
  return (
    <p class="agenda-pending small">
      <Badge tone="warning">{t.notes.toSend}</Badge>
      {note.problem && <span class="agenda-late">{note.problem.message}</span>}
      <Button size="s" variant="quiet" onClick={() => void discardNote(note)}>
        {t.takeBack}
      </Button>
    </p>
  )
}

function AbsentEntry({
  entry,
  stop,
  isFree,
  isCoordinator,
  onChanged,
}: {
  entry: AgendaEntry
  stop: StopSummary
  isFree: boolean
  isCoordinator: boolean
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  return (
    <div class="agenda-absent small">
      <Badge tone={TONES[entry.state]}>{t.absentBefore(entry.patientName, t.state[entry.state])}</Badge>
      {isFree && isCoordinator && <TakeBack entry={entry} onChanged={onChanged} />}
      <Notes {...{ entry, stop, isCoordinator, onChanged }} />
    </div>
  )
}

function TakeBack({ entry, onChanged }: { entry: AgendaEntry; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const act = useDesk(onChanged)
  return (
    <Button
      size="s"
      variant="quiet"
      onClick={() => void act.attend(entry, 'booked', t.done.takenBack(entry.patientName))}
    >
      {t.takeBack}
    </Button>
  )
}
