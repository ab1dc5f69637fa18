import { useMemo, useState } from 'preact/hooks'
import type { AgendaEntry } from '../../shared/appointment.ts'
import type { SlotId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import { type Answer, api, call } from '../api.ts'
import { showToast } from '../ui/toast.tsx'

type Attendance = 'arrived' | 'excused' | 'no_show' | 'booked' | 'confirmed'

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
        api.api.appointments[':appointmentId'].arrival.$post({
          param: { appointmentId: entry.appointmentId },
          json: { attendance, revision },
        }),
      )
    return {
      busy,
      async attend(entry: AgendaEntry, attendance: Attendance, text: string) {
        const done = await run(attendance, () => arrival(entry, attendance, entry.revision))
        if (!done) return
        const before = entry.state === 'confirmed' ? 'confirmed' : 'booked'
        const isNote = attendance === 'arrived' || attendance === 'excused' || attendance === 'no_show'
        const undo = () => void run('undo', () => arrival(entry, before, done.revision))
        showToast({ text, ...(isNote ? { undo } : {}) })
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
