import { useMemo, useState } from 'preact/hooks'
import type { AgendaEntry } from '../../shared/appointment.ts'
import type { AppointmentId, SlotId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import { type Answer, api, call } from '../api.ts'
import { serverClock } from '../clock.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { language } from '../i18n/language.ts'
import { textIn } from '../i18n/text.ts'
import { discardNote, isUnreachable, keepNote, type PendingNote } from '../offline-notes.ts'
import { session } from '../session.ts'
import { showToast } from '../ui/toast.tsx'

type Attendance = 'arrived' | 'excused' | 'no_show' | 'booked' | 'confirmed'

/** A patient stands at the desk: past this, the device keeps the note and sends it later. */
const LONGEST_WAIT_MS = 8_000

/** Keeps on this device a note the server could not be given; it can be taken back until it is sent. */
async function noteHere(entry: AgendaEntry, attendance: PendingNote['attendance'], text: string): Promise<void> {
  const [state, clock] = [session.value, serverClock.value]
  const { notes } = textIn(language.value, fr, en)
  if (state.status !== 'signed_in' || !clock) return showToast({ tone: 'error', text: notes.cannotKeep })
  const { appointmentId, patientName, revision } = entry
  const notedAt = clock.demo ? clock.now : (new Date().toISOString() as Instant)
  const { personId } = state.person
  const note = { noteId: crypto.randomUUID(), personId, appointmentId, patientName, attendance, revision, notedAt }
  try {
    await keepNote(note)
  } catch {
    return showToast({ tone: 'error', text: notes.cannotKeep })
  }
  showToast({ tone: 'warning', text: `${text} ${notes.keptHere}`, undo: () => void discardNote(note) })
}

/** Says a refusal where it cannot stand beside a field. */
export function showProblem(problem: Problem): void {
  showToast({ tone: 'error', text: problem.message })
}

/**
 * The acts of the desk on one line: each writes, refreshes the agenda, and says what was done or why not. A note of
 * attendance can be taken back from its toast.
 */
export function useDesk(onChanged: () => Promise<void>) {
  const [busy, setBusy] = useState<string | null>(null)
  return useMemo(() => {
    async function run<Value>(name: string, request: () => Promise<Answer<Value>>): Promise<Value | null> {
      if (busy !== null) return null
      setBusy(name)
      const answer = await request()
      await onChanged()
      setBusy(null)
      if (answer.ok) return answer.value
      showProblem(answer.problem)
      return null
    }
    const arrival = (entry: Pick<AgendaEntry, 'appointmentId'>, attendance: Attendance, revision: number) =>
      call(
        api.api.appointments[':appointmentId'].arrival.$post(
          { param: { appointmentId: entry.appointmentId }, json: { attendance, revision } },
          { init: { signal: AbortSignal.timeout(LONGEST_WAIT_MS) } },
        ),
      )
    return {
      busy,
      async attend(entry: AgendaEntry, attendance: Attendance, text: string) {
        if (busy !== null) return
        const isNote = attendance === 'arrived' || attendance === 'excused' || attendance === 'no_show'
        setBusy(attendance)
        const answer = await arrival(entry, attendance, entry.revision)
        if (!answer.ok && isNote && isUnreachable(answer.problem)) {
          await noteHere(entry, attendance, text)
          return setBusy(null)
        }
        await onChanged()
        setBusy(null)
        if (!answer.ok) return showProblem(answer.problem)
        const before = entry.state === 'confirmed' ? 'confirmed' : 'booked'
        const undo = () => void run('undo', () => arrival(entry, before, answer.value.revision))
        showToast({ text, ...(isNote ? { undo } : {}) })
      },
      async settle(appointmentId: AppointmentId, noteId: string, keep: boolean, text: string) {
        const param = { appointmentId, noteId }
        const done = await run(`settle ${keep}`, () =>
          call(api.api.appointments[':appointmentId'].notes[':noteId'].settle.$post({ param, json: { keep } })),
        )
        if (done) showToast({ text })
      },
      async confirm(entry: AgendaEntry, text: string) {
        const param = { appointmentId: entry.appointmentId }
        const done = await run('confirm', () =>
          call(api.api.appointments[':appointmentId'].answer.$post({ param, json: { answer: 'yes' } })),
        )
        if (done) showToast({ text })
      },
      async offerNext(slotId: SlotId, text: (heldUntil: string) => string) {
        const done = await run('offer', () =>
          call(api.api.agenda.slots[':slotId'].offer.$post({ param: { slotId }, json: {} })),
        )
        if (done) showToast({ text: text(done.heldUntil) })
      },
    }
  }, [busy, onChanged])
}
