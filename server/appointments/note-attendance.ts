import type { NoteOutcome } from '../../shared/appointment.ts'
import type { AppointmentId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { findAppointment } from './appointment-store.ts'
import type { Attendance } from './arrivals.ts'
import { findNote, insertNote, settleStoredNote } from './attendance-note-store.ts'
import { weighNote } from './attendance-notes.ts'
import { applyAttendance, recordArrival } from './record-arrival.ts'

/** A note made on a device without network; `noteId` is the device's, so that bringing it twice counts once. */
export type BroughtNote = {
  readonly appointmentId: AppointmentId
  readonly noteId: string
  readonly attendance: Attendance
  /** Of the appointment as the device last saw it. */
  readonly revision: number
  readonly notedAt: Instant
}

/** What became of it; `why` says what the rules held against it. */
export type Brought = { readonly outcome: NoteOutcome; readonly why: Refusal | null }

/**
 * Takes in a note made without network. One that disagrees with what somebody noted meanwhile is set aside for a person to
 * settle; one the rules forbid is kept as refused. Each stays in the appointment's history with its author.
 */
export async function noteAttendance(
  trx: Transaction,
  ports: Ports,
  brought: BroughtNote,
  moment: Moment,
): Promise<Brought | Refusal> {
  const { appointmentId, noteId, attendance } = brought
  const appointment = await findAppointment(trx, appointmentId)
  if (!appointment || moment.personId === null) return refuse('not_found')
  const known = await findNote(trx, noteId)
  if (known) return known.appointmentId === appointmentId ? { outcome: known.outcome, why: null } : refuse('not_found')
  const notedAt = [brought.notedAt, moment.now].sort()[0]!
  const fate = weighNote(appointment, brought)
  let outcome: NoteOutcome = fate === 'apply' ? 'applied' : fate
  let why: Refusal | null = null
  if (fate === 'apply') {
    const applied = await applyAttendance(trx, ports, appointment, attendance, moment)
    if (isRefusal(applied)) {
      if (applied.refusal === 'changed_meanwhile') return applied
      outcome = 'refused'
      why = applied
    }
  }
  const note = { noteId, appointmentId, attendance, notedBy: moment.personId, notedAt, receivedAt: moment.now }
  await insertNote(trx, { ...note, offline: true, outcome })
  return { outcome, why }
}

/**
 * Settles a note that was set aside: `keep` makes it the appointment's attendance, otherwise what stands stays. Refused like
 * an arrival, or with `already_settled`.
 */
export async function settleNote(
  trx: Transaction,
  ports: Ports,
  wanted: { readonly appointmentId: AppointmentId; readonly noteId: string; readonly keep: boolean },
  moment: Moment,
): Promise<{ settled: true } | Refusal> {
  const note = await findNote(trx, wanted.noteId)
  const appointment = await findAppointment(trx, wanted.appointmentId)
  if (!appointment || note?.appointmentId !== wanted.appointmentId) return refuse('not_found')
  if (note.outcome !== 'set_aside' || note.settledAt !== null) return refuse('already_settled')
  if (wanted.keep) {
    const { attendance } = note
    const { appointmentId, revision } = appointment
    const recorded = await recordArrival(trx, ports, { appointmentId, attendance, revision }, moment)
    if (isRefusal(recorded)) return recorded
  }
  return (await settleStoredNote(trx, wanted.noteId, moment.personId, moment.now))
    ? { settled: true }
    : refuse('already_settled')
}
