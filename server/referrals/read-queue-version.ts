import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { queueFigures } from './queue-change-store.ts'

/**
 * A text that differs as soon as anything of a centre's queue did: asked every few seconds, it costs three counts and
 * opens no patient, so that the queue itself is read again only when there is something to see.
 */
export async function readQueueVersion(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  centreId: HostCentreId,
): Promise<string | Refusal> {
  if (!person.centreIds.includes(centreId)) return refuse('not_found')
  return [localDateOf(clock.now(), PARIS), ...(await queueFigures(db, centreId))].join('.')
}
