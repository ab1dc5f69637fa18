import type { LoggedMessage, MessageState } from '../../shared/message.ts'
import { serverClock } from '../clock.ts'
import { formatInstant } from '../format.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { DemoTelephone } from './demo-telephone.tsx'

const TONES: Readonly<Record<MessageState, BadgeTone>> = {
  queued: 'neutral',
  sending: 'info',
  accepted: 'info',
  delivered: 'success',
  failed: 'error',
  unknown: 'warning',
  skipped: 'warning',
}

/** One SMS as it was written, to whom, when, and what became of it. */
export function MessageCard({ message }: { message: LoggedMessage }) {
  const t = useText(fr, en)
  const { state } = message
  const isConsole = message.gateway === 'console' && state === 'accepted'
  return (
    <li class="message card">
      <div class="message-head">
        <div class="row">
          <Badge tone={TONES[state]}>{isConsole ? t.consoleAccepted : t.state[state]}</Badge>
          <strong>{t.kind[message.kind]}</strong>
        </div>
        <p class="message-who">
          {message.patientName} <span class="soft figures">{message.phone}</span>
        </p>
      </div>
      <p class="message-bubble" lang={message.language}>
        <Body text={message.body} canOpen={serverClock.value?.demo ?? false} />
      </p>
      <MessageTimes message={message} />
      {message.skippedReason && <p class="small">{t.skipped[message.skippedReason]}</p>}
      {state === 'unknown' && <p class="small">{t.log.unknownHelp}</p>}
      {serverClock.value?.demo && message.sentAt && message.asks && message.answeredAt === null && (
        <DemoTelephone message={message} />
      )}
    </li>
  )
}

function MessageTimes({ message }: { message: LoggedMessage }) {
  const t = useText(fr, en).log
  const zone = serverClock.value?.zone
  if (!zone) return null
  const at = (instant: LoggedMessage['dueAt']) => formatInstant(instant, zone)
  return (
    <p class="message-times soft small">
      {message.sentAt && <span>{t.sentAt(at(message.sentAt))}</span>}
      {message.state === 'queued' && <span>{t.leavesAt(at(message.dueAt))}</span>}
      {message.state === 'skipped' && <span>{t.writtenFor(at(message.dueAt))}</span>}
      {message.answeredAt && <span>{t.answered(at(message.answeredAt))}</span>}
      <span>{t.segments(message.segments)}</span>
      {message.attempts > 1 && <span>{t.attempts(message.attempts)}</span>}
    </p>
  )
}

/** The text with its link, which only the demonstration opens: a real one is for the patient alone. */
function Body({ text, canOpen }: { text: string; canOpen: boolean }) {
  const link = canOpen ? text.match(/https?:\S+/)?.[0] : undefined
  if (!link) return <>{text}</>
  const [before, after] = text.split(link)
  return (
    <>
      {before}
      <a href={link} target="_blank" rel="noopener">
        {link}
      </a>
      {after}
    </>
  )
}
