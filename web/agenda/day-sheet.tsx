import type { AgendaSlot } from '../../shared/appointment.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { formatDate, formatInstant, formatTime } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'

/** What is printed of a day, large enough to be read standing: hour, patient, birth year, class, telephone, boxes to tick. */
export function DaySheet({
  stop,
  slots,
  day,
  now,
}: {
  stop: StopSummary
  slots: readonly AgendaSlot[]
  day: LocalDate
  now: Instant
}) {
  const t = useText(fr, en)
  const patients = slots.filter((slot) => slot.appointment).length
  const rooms = [...new Set(slots.map((slot) => slot.room))].sort((a, b) => a - b)
  return (
    <section class="day-sheet">
      <header class="day-sheet-header">
        <h1 class="day-sheet-title">
          {t.sheet.title} – {stop.centreName}
        </h1>
        <p class="day-sheet-day">{formatDate(day, { year: true })}</p>
        <p>
          {stop.unitName} – {t.sheet.counts(patients, slots.length - patients)}
        </p>
      </header>
      {rooms.map((room) => (
        <RoomTable
          key={room}
          slots={slots.filter((slot) => slot.room === room)}
          title={rooms.length > 1 ? t.room(room) : null}
        />
      ))}
      <p class="day-sheet-foot">{t.sheet.printed(formatInstant(now, stop.zone, { year: true }))}</p>
    </section>
  )
}

function RoomTable({ slots, title }: { slots: readonly AgendaSlot[]; title: string | null }) {
  const t = useText(fr, en)
  return (
    <table class="day-sheet-table">
      {title && <caption>{title}</caption>}
      <thead>
        <tr>
          <th>{t.sheet.time}</th>
          <th>{t.sheet.patient}</th>
          <th>{t.sheet.born}</th>
          <th>{t.sheet.priority}</th>
          <th>{t.sheet.phone}</th>
          <th>{t.sheet.arrived}</th>
          <th>{t.sheet.absent}</th>
        </tr>
      </thead>
      <tbody>
        {slots.map((slot) => (
          <SheetRow key={slot.slotId} slot={slot} />
        ))}
      </tbody>
    </table>
  )
}

function SheetRow({ slot }: { slot: AgendaSlot }) {
  const t = useText(fr, en)
  const entry = slot.appointment
  if (!entry) {
    return (
      <tr class="day-sheet-free">
        <td>{formatTime(slot.start)}</td>
        <td colSpan={6}>{t.sheet.free}</td>
      </tr>
    )
  }
  const remarks = [
    t.mobility[entry.mobility],
    entry.interpreter && t.interpreter(entry.interpreter),
    slot.kind === 'procedure' && t.minutes(slot.end - slot.start),
    slot.overbooked && t.overbooked.toLowerCase(),
    entry.state === 'booked' || entry.state === 'offered' ? t.state[entry.state].toLowerCase() : null,
  ].filter(Boolean)
  return (
    <tr>
      <td class="day-sheet-time">{formatTime(slot.start)}</td>
      <td>
        <strong>{entry.patientName}</strong>
        {remarks.length > 0 && <span class="day-sheet-remarks">{remarks.join(', ')}</span>}
      </td>
      <td>{entry.birthYear}</td>
      <td>{entry.priorityClass}</td>
      <td class="day-sheet-phone">
        {entry.phone ?? t.noPhone}
        {t.owner[entry.phoneOwner] && <span class="day-sheet-remarks">{t.owner[entry.phoneOwner]}</span>}
      </td>
      <td>
        <span class={`day-sheet-box${entry.state === 'arrived' ? ' day-sheet-ticked' : ''}`} />
      </td>
      <td>
        <span class="day-sheet-box" />
      </td>
    </tr>
  )
}
