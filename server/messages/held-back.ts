import { daysBetween } from '../../shared/days.ts'
import type { MessageKind } from '../../shared/message.ts'
import { type Instant, localDateOf } from '../../shared/time.ts'
import type { AppointmentContext } from './appointment-context-store.ts'

/** Days before the visit from which an SMS that cannot leave is said by a person [P]. */
const NEAR_DAYS = 2

const CHANGES: ReadonlySet<MessageKind> = new Set<MessageKind>(['moved', 'cancellation', 'late_cancellation'])

/**
 * Whether a person must say now what an SMS held in the outbox says. While sending is switched off: an offer and any change
 * at once, a confirmation when the visit is near. While the provider is down: a change or a confirmation of a near visit;
 * the hold of an offer sees to its own call. Never a reminder nor an answer.
 */
export function mustBeSpoken(
  kind: MessageKind,
  cause: 'switched_off' | 'provider_down',
  { date, zone }: Pick<AppointmentContext, 'date' | 'zone'>,
  now: Instant,
): boolean {
  const isNear = daysBetween(localDateOf(now, zone), date) <= NEAR_DAYS
  if (kind === 'offer') return cause === 'switched_off'
  if (CHANGES.has(kind)) return cause === 'switched_off' || isNear
  return kind === 'confirmation' && isNear
}
