import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { addCall } from './add-call.ts'
import { messagesTo } from './message-store.ts'
import { findReply, markReviewed } from './reply-store.ts'

/**
 * Notes that a person read a reply and did what it asks, or with `addToCalls` that someone must call its patient. Replies of
 * unknown numbers are open to every coordinator, and there is nobody to add to a call list.
 */
export async function reviewReply(
  ports: Pick<Ports, 'db' | 'clock' | 'newId' | 'vault'>,
  person: SignedInPerson,
  review: { readonly replyId: string; readonly addToCalls: boolean },
): Promise<{ reviewed: true } | Refusal> {
  const now = ports.clock.now()
  const { replyId } = review
  return transaction(ports.db, async (trx) => {
    const reply = await findReply(trx, replyId)
    if (!reply || (reply.centre_id !== null && !person.centreIds.includes(reply.centre_id))) return refuse('not_found')
    if (!(await markReviewed(trx, replyId, person.personId, now))) return refuse('reply_already_reviewed')
    if (review.addToCalls) {
      const written = await messagesTo(trx, ports.vault.fingerprints(ports.vault.open(reply.sealed_phone)))
      for (const { referral_id: referralId, centre_id: centreId, appointment_id: appointmentId } of written) {
        if (!referralId || !person.centreIds.includes(centreId)) continue
        const call = {
          centreId,
          referralId,
          appointmentId,
          reason: 'unclear_reply',
          urgent: false,
          cause: replyId,
        } as const
        await addCall(trx, ports, call, { now, personId: person.personId })
      }
    }
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
