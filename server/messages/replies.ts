import type { AppointmentId, MessageId } from '../../shared/ids.ts'
import type { ReplyMeaning } from '../../shared/message.ts'
import type { Instant } from '../../shared/time.ts'

// A map: what people type may be a word every object knows, such as "constructor".
const MEANINGS: ReadonlyMap<string, ReplyMeaning> = new Map([
  ['oui', 'yes'],
  ['yes', 'yes'],
  ['non', 'no'],
  ['no', 'no'],
  ['stop', 'stop'],
  ['contact', 'contact'],
])

/** Understands a reply whose whole text is one of the words asked for; accents, case, punctuation and emoji do not count. */
export function replyMeaning(text: string): ReplyMeaning {
  const word = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
  return MEANINGS.get(word) ?? 'unclear'
}

/** A question sent to a number: its appointment still stands, or stood when it was asked. */
export type AskedQuestion = {
  readonly messageId: MessageId
  readonly appointmentId: AppointmentId
  readonly sentAt: Instant
  readonly answeredAt: Instant | null
  /** The appointment waits for the patient: offered, booked or confirmed. */
  readonly appointmentLive: boolean
}

export type MatchedQuestion =
  | { readonly match: 'question'; readonly question: AskedQuestion }
  /** The only thing asked is no longer to be had: an offer expired, a stop cancelled. */
  | { readonly match: 'too_late'; readonly question: AskedQuestion }
  | { readonly match: 'nothing_asked' }
  /** Several appointments wait for an answer from this number: a person must ask whom it concerns. */
  | { readonly match: 'ambiguous' }

/**
 * Finds what a OUI or a NON answers: the most recent open question sent to that number before the reply. Open questions about
 * two appointments are ambiguous. A second answer to the same question is not open any more, unless a later message asked again.
 */
export function matchReply(questions: readonly AskedQuestion[], receivedAt: Instant): MatchedQuestion {
  const asked = questions
    .filter((question) => question.sentAt <= receivedAt && question.answeredAt === null)
    .toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : a.messageId < b.messageId ? -1 : 1))
  const open = asked.filter((question) => question.appointmentLive)
  const latest = open[0]
  if (latest) {
    const others = open.some((question) => question.appointmentId !== latest.appointmentId)
    return others ? { match: 'ambiguous' } : { match: 'question', question: latest }
  }
  const gone = asked[0]
  if (!gone) return { match: 'nothing_asked' }
  const others = asked.some((question) => question.appointmentId !== gone.appointmentId)
  return others ? { match: 'ambiguous' } : { match: 'too_late', question: gone }
}
