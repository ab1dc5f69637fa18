import type { AgendaEntry, AttendanceNote } from '../../shared/appointment.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { formatInstant } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useDesk } from './desk.ts'

/** Who noted what of a patient's coming: two notes that disagree ask to be settled, the rest is history to open. */
export function Notes({
  entry,
  stop,
  isCoordinator,
  onChanged,
}: {
  entry: AgendaEntry
  stop: StopSummary
  isCoordinator: boolean
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const open = entry.notes.filter((note) => note.outcome === 'set_aside' && !note.settled)
  const inWords = (note: AttendanceNote) =>
    t.notes.line(t.state[note.attendance].toLowerCase(), note.by, formatInstant(note.at, stop.zone), note.offline)
  return (
    <>
      {open.map((note) => (
        <Disagreement
          key={note.noteId}
          {...{ entry, note, isCoordinator, onChanged }}
          standing={entry.notes.findLast((one) => one.outcome === 'applied')}
          inWords={inWords}
        />
      ))}
      {entry.notes.length > 1 && (
        <details class="agenda-history small">
          <summary>{t.notes.history(entry.notes.length)}</summary>
          <ol>
            {entry.notes.map((note) => (
              <li key={note.noteId}>
                {inWords(note)}
                {note.outcome !== 'applied' && ` – ${t.notes.outcome[note.outcome]}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function Disagreement({
  entry,
  note,
  standing,
  isCoordinator,
  inWords,
  onChanged,
}: {
  entry: AgendaEntry
  note: AttendanceNote
  standing: AttendanceNote | undefined
  isCoordinator: boolean
  inWords: (note: AttendanceNote) => string
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const desk = useDesk(onChanged)
  const now = t.state[entry.state].toLowerCase()
  const other = t.state[note.attendance].toLowerCase()
  const settle = (keep: boolean) =>
    void desk.settle(entry.appointmentId, note.noteId, keep, t.notes.settled(entry.patientName, keep ? other : now))
  const actions = isCoordinator && (
    <>
      <Button size="s" busy={desk.busy === 'settle false'} onClick={() => settle(false)}>
        {t.notes.keep(now)}
      </Button>
      <Button size="s" busy={desk.busy === 'settle true'} onClick={() => settle(true)}>
        {t.notes.take(other)}
      </Button>
    </>
  )
  return (
    <Notice tone="warning" title={t.notes.disagree} actions={actions}>
      <p>{t.notes.stands(standing ? inWords(standing) : now)}</p>
      <p>{t.notes.other(inWords(note))}</p>
    </Notice>
  )
}
