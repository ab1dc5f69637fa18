import { useState } from 'preact/hooks'
import type { CallOutcome, CallTask } from '../../shared/message.ts'
import { serverClock } from '../clock.ts'
import { formatDateTime, formatInstant } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { nextHolderText } from '../next-holder.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

const WAITING = new Set(['offered', 'booked', 'confirmed'])

/** Whether the call decides nothing: the appointment has ended, or there is none. */
export function isOnlyToTell({ appointment }: CallTask): boolean {
  return !appointment || !WAITING.has(appointment.state)
}

/** How a call may end; `no_answer` also asks the patient by SMS to call back. */
export type CallEnding = CallOutcome | 'no_answer'

/** One call to make: who, on which number, about what, and the ways it may end. */
export function CallCard({ task, onEnding }: { task: CallTask; onEnding: (ending: CallEnding) => Promise<unknown> }) {
  const t = useText(fr, en).calls
  const common = useText(commonFr, commonEn)
  const [busy, setBusy] = useState<CallEnding | null>(null)
  const [asksDied, setAsksDied] = useState(false)
  const end = async (ending: CallEnding) => {
    if (busy) return
    setBusy(ending)
    await onEnding(ending)
    setBusy(null)
    setAsksDied(false)
  }
  const outcome = (of: CallEnding, label: string, variant: 'primary' | 'secondary' | 'quiet' = 'secondary') => (
    <Button
      variant={variant}
      busy={busy === of}
      aria-label={`${task.patientName} : ${label}`}
      onClick={() => void end(of)}
    >
      {label}
    </Button>
  )
  return (
    <li class={`call card${task.urgent ? ' call-urgent' : ''}`}>
      <div class="call-who">
        <div class="row">
          {task.urgent && <Badge tone="error">{t.urgent}</Badge>}
          <span class="call-reason">{task.reasons.map((reason) => t.reason[reason]).join(' · ')}</span>
        </div>
        <h2 class="call-name">{task.patientName}</h2>
        <p>
          {task.phone ? (
            <a class="call-phone figures" href={`tel:${task.phone.replaceAll(' ', '')}`}>
              {task.phone}
            </a>
          ) : (
            <span class="call-phone">{t.noPhone}</span>
          )}
          {t.owner[task.phoneOwner] && <span class="soft call-owner">{t.owner[task.phoneOwner]}</span>}
        </p>
        <p>{aboutText(task, t)}</p>
        {task.next && <p>{nextHolderText(task.next)}</p>}
        <TaskHistory task={task} />
      </div>
      <div class="call-outcomes">
        {outcome('agreed', isOnlyToTell(task) ? t.told : t.outcome.agreed, 'primary')}
        {!isOnlyToTell(task) && outcome('refused', t.outcome.refused)}
        {task.appointment && outcome('no_answer', t.noAnswer)}
        {outcome('call_later', t.outcome.call_later)}
        {outcome('wrong_number', t.outcome.wrong_number)}
        <Button
          variant="quiet"
          aria-label={`${task.patientName} : ${t.outcome.died}`}
          onClick={() => setAsksDied(true)}
        >
          {t.outcome.died}
        </Button>
      </div>
      {asksDied && (
        <Dialog
          title={t.diedTitle(task.patientName)}
          onClose={() => setAsksDied(false)}
          actions={
            <>
              <Button onClick={() => setAsksDied(false)}>{common.cancel}</Button>
              <Button variant="danger" busy={busy === 'died'} onClick={() => void end('died')}>
                {t.diedConfirm}
              </Button>
            </>
          }
        >
          <p>{t.diedHelp}</p>
        </Dialog>
      )}
    </li>
  )
}

type Texts = (typeof fr)['calls']

function aboutText({ appointment }: CallTask, t: Texts): string {
  if (!appointment) return t.noAppointment
  const moment = formatDateTime(appointment.date, appointment.start)
  if (appointment.state === 'offered') return t.about.offered(moment, appointment.place)
  if (appointment.state === 'expired') return t.about.expired(moment, appointment.place)
  return WAITING.has(appointment.state)
    ? t.about.booked(moment, appointment.place)
    : t.about.ended(moment, appointment.place)
}

/** Reasons that say that no SMS has told the patient. */
const UNHEARD: ReadonlySet<string> = new Set(['not_delivered', 'no_mobile', 'sms_stopped', 'not_informed'])

/** The hold of an offer waits for the patient to hear of it, at the latest by this call. */
const isUnheard = ({ attempts, reasons }: CallTask): boolean =>
  attempts === 0 && reasons.some((reason) => UNHEARD.has(reason))

/** Until when the place is held, and what earlier calls gave. */
function TaskHistory({ task }: { task: CallTask }) {
  const t = useText(fr, en).calls
  const { appointment } = task
  const zone = appointment?.zone ?? serverClock.value?.zone
  return (
    <p class="soft small call-history">
      {appointment?.state === 'offered' && appointment.heldUntil && (
        <span>
          {isUnheard(task) ? t.heldForCall : t.heldUntil(formatInstant(appointment.heldUntil, appointment.zone))}
        </span>
      )}
      {task.attempts > 0 && <span>{t.attempts(task.attempts)}</span>}
      {task.lastOutcome === 'wrong_number' && <span>{t.lastOutcome(t.outcome[task.lastOutcome])}</span>}
      {task.lastOutcome && zone && <span>{t.again(formatInstant(task.dueAt, zone))}</span>}
    </p>
  )
}
