import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { findReply, markReviewed } from './reply-store.ts'

/** Notes that a person read a reply and did what it asks; those of unknown numbers are open to every coordinator. */
export async function reviewReply(
  ports: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  replyId: string,
): Promise<{ reviewed: true } | Refusal> {
  const now = ports.clock.now()
  return transaction(ports.db, async (trx) => {
    const reply = await findReply(trx, replyId)
    if (!reply || (reply.centre_id !== null && !person.centreIds.includes(reply.centre_id))) return refuse('not_found')
    if (!(await markReviewed(trx, replyId, person.personId, now))) return refuse('reply_already_reviewed')
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'reply',
      resourceId: replyId,
      purpose: 'review',
      at: now,
    })
    return { reviewed: true }
  })
}
