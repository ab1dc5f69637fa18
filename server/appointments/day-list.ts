import type { AgendaSlot, AppointmentState } from '../../shared/appointment.ts'
import type { MinuteOfDay } from '../../shared/time.ts'

const STATE_WORDS: Readonly<Record<AppointmentState, string>> = {
  offered: 'proposé',
  booked: 'sans réponse',
  confirmed: 'confirmé',
  arrived: 'arrivé',
  done: 'vu',
  no_show: 'absent',
  excused: 'excusé',
  declined: 'refusé',
  expired: 'expiré',
  cancelled: 'annulé',
}

const HEADER = ['heure', 'salle', 'patient', 'naissance', 'telephone', 'priorite', 'etat', 'surnumeraire']

/** A cell no spreadsheet takes for a formula: what begins like one gets an apostrophe; quotes are doubled. */
export function safeCell(text: string): string {
  const guarded = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return `"${guarded.replaceAll('"', '""')}"`
}

const clock = (minute: MinuteOfDay) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The patients of a day as CSV for a French spreadsheet: semicolons, UTF-8 with its mark, one line a patient, no clinical word. */
export function dayListCsv(slots: readonly AgendaSlot[]): string {
  const lines = slots.flatMap((slot) =>
    [slot.appointment, ...slot.absent].flatMap((entry) => {
      if (entry === null) return []
      const { patientName, birthYear, phone, priorityClass, state } = entry
      const overbooked = slot.overbooked ? 'oui' : ''
      const cells = [clock(slot.start), String(slot.room), patientName, birthYear, phone ?? '', priorityClass]
      return [[...cells, STATE_WORDS[state], overbooked]]
    }),
  )
  return `\uFEFF${[HEADER, ...lines].map((cells) => cells.map(safeCell).join(';')).join('\r\n')}\r\n`
}
