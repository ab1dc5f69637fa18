import { signal } from '@preact/signals'
import type { NoteInput } from '../shared/appointment.ts'
import type { AppointmentId, PersonId } from '../shared/ids.ts'
import type { SignedInPerson } from '../shared/person.ts'
import type { Problem } from '../shared/problem.ts'
import { api, call } from './api.ts'
import { forget, forgetExpired, keep, keptIds, readKept } from './device-vault.ts'
import { reloadAll } from './load.ts'

/** A note of attendance the device still has to bring to the server; `problem`: the server would not have it. */
export type PendingNote = NoteInput & {
  readonly personId: PersonId
  readonly appointmentId: AppointmentId
  readonly patientName: string
  readonly problem?: Problem | undefined
}

/** The notes of whoever is signed in that wait on this device, oldest first. */
export const pendingNotes = signal<readonly PendingNote[]>([])

/** Nobody answered: no network, a server that is down or too slow. */
export function isUnreachable({ code }: Pick<Problem, 'code'>): boolean {
  return code === 'offline' || code === 'timeout' || code === 'unexpected_answer'
}

/** Keeps a note until the server has it; the last one about an appointment counts. */
export async function keepNote(note: PendingNote): Promise<void> {
  const before = pendingNotes.value.filter((one) => one.appointmentId === note.appointmentId)
  await keep(idOf(note), note)
  await forget(before.map(idOf))
  pendingNotes.value = [...pendingNotes.value.filter((one) => !before.includes(one)), note]
}

/** Takes back a note the server does not have yet. */
export async function discardNote(note: PendingNote): Promise<void> {
  await forget([idOf(note)])
  pendingNotes.value = pendingNotes.value.filter((one) => one.noteId !== note.noteId)
}

const idOf = ({ noteId }: Pick<PendingNote, 'noteId'>): string => `note:${noteId}`

/** What bringing the notes came to: `setAside` disagree with another person's, `refused` carry why. */
export type Sent = { readonly setAside: readonly PendingNote[]; readonly refused: readonly PendingNote[] }

/** Tells a screen what the last notes brought came to, until it is read. */
export const lastSent = signal<Sent | null>(null)

let sending: Promise<boolean> | undefined

/** Brings every pending note to the server, each once; false when it did not answer and they must wait. */
export function sendNotes(): Promise<boolean> {
  sending ??= sendEach().finally(() => {
    sending = undefined
  })
  return sending
}

async function sendEach(): Promise<boolean> {
  const setAside: PendingNote[] = []
  const refused: PendingNote[] = []
  let reached = true
  for (const note of pendingNotes.value) {
    const { appointmentId, noteId, attendance, revision, notedAt } = note
    const answer = await call(
      api.api.appointments[':appointmentId'].notes.$post({
        param: { appointmentId },
        json: { noteId, attendance, revision, notedAt },
      }),
    )
    if (answer.ok) {
      if (answer.value.outcome === 'set_aside') setAside.push(note)
      if (answer.value.problem) refused.push({ ...note, problem: answer.value.problem })
      await discardNote(note)
    } else if (isUnreachable(answer.problem) || answer.problem.code === 'not_signed_in') {
      reached = false
      break
    } else {
      pendingNotes.value = pendingNotes.value.map((one) => (one === note ? { ...one, problem: answer.problem } : one))
    }
  }
  if (setAside.length + refused.length > 0) lastSent.value = { setAside, refused }
  return reached
}

/**
 * Once the server has said who is signed in: forgets what is too old or another person's, save notes still to be brought by
 * whoever made them, and brings those of this person.
 */
export async function resumeNotes(person: Pick<SignedInPerson, 'personId'> | null): Promise<void> {
  await forgetExpired()
  const kept = await readKept<{ person: SignedInPerson }>('session')
  if (kept && kept.person.personId !== person?.personId) {
    await forget((await keptIds('')).filter((id) => !id.startsWith('note:')))
  }
  await readNotes(person?.personId ?? null)
  if (pendingNotes.value.length > 0 && (await sendNotes())) reloadAll()
}

/** Reads from the device the notes of a person. */
export async function readNotes(personId: PersonId | null): Promise<void> {
  const notes: PendingNote[] = []
  for (const id of await keptIds('note:')) {
    const note = await readKept<PendingNote>(id)
    if (note && note.personId === personId) notes.push(note)
  }
  pendingNotes.value = notes.sort((one, other) => one.notedAt.localeCompare(other.notedAt))
}
