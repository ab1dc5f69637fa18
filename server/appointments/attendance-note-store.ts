import type { AttendanceNote, NoteOutcome } from '../../shared/appointment.ts'
import type { AppointmentId, PersonId, StopId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Attendance } from './arrivals.ts'

export type NewNote = {
  readonly noteId: string
  readonly appointmentId: AppointmentId
  readonly attendance: Attendance
  readonly notedBy: PersonId
  readonly notedAt: Instant
  readonly receivedAt: Instant
  readonly offline: boolean
  readonly outcome: NoteOutcome
}

/** Keeps who noted what of a patient's coming. */
export async function insertNote(trx: Transaction, note: NewNote): Promise<void> {
  await trx
    .insertInto('attendance_note')
    .values({
      id: note.noteId,
      appointment_id: note.appointmentId,
      attendance: note.attendance,
      noted_by: note.notedBy,
      noted_at: note.notedAt,
      received_at: note.receivedAt,
      offline: note.offline ? 1 : 0,
      outcome: note.outcome,
      settled_at: null,
      settled_by: null,
    })
    .execute()
}

/** One note of an appointment; undefined when there is none such. */
export async function findNote(db: Database | Transaction, noteId: string) {
  const row = await db
    .selectFrom('attendance_note')
    .select(['appointment_id as appointmentId', 'attendance', 'outcome', 'settled_at as settledAt'])
    .where('id', '=', noteId)
    .executeTakeFirst()
  return row
}

/** A person decided about a note that was set aside; false when somebody did already. */
export async function settleStoredNote(
  trx: Transaction,
  noteId: string,
  by: PersonId | null,
  now: Instant,
): Promise<boolean> {
  const updated = await trx
    .updateTable('attendance_note')
    .set({ settled_at: now, settled_by: by })
    .where('id', '=', noteId)
    .where('outcome', '=', 'set_aside')
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** The notes of a stop's appointments in the order they were made, whenever they were brought. */
export async function notesOfStop(
  db: Database | Transaction,
  stopId: StopId,
): Promise<Map<AppointmentId, AttendanceNote[]>> {
  const rows = await db
    .selectFrom('attendance_note')
    .innerJoin('appointment', 'appointment.id', 'attendance_note.appointment_id')
    .innerJoin('person', 'person.id', 'attendance_note.noted_by')
    .select([
      'attendance_note.id as noteId',
      'attendance_note.appointment_id as appointmentId',
      'attendance_note.attendance',
      'person.name as by',
      'attendance_note.noted_at as at',
      'attendance_note.offline',
      'attendance_note.outcome',
      'attendance_note.settled_at as settledAt',
    ])
    .where('appointment.stop_id', '=', stopId)
    .orderBy('attendance_note.noted_at')
    .orderBy('attendance_note.received_at')
    .orderBy('attendance_note.id')
    .execute()
  const notes = new Map<AppointmentId, AttendanceNote[]>()
  for (const { appointmentId, offline, settledAt, ...note } of rows) {
    const list = notes.get(appointmentId) ?? []
    list.push({ ...note, offline: offline === 1, settled: settledAt !== null })
    notes.set(appointmentId, list)
  }
  return notes
}
