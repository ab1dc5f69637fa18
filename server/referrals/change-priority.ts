import type { PriorityClass } from '../../shared/appointment.ts'
import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { urgency } from '../../shared/protocol.ts'
import type { ReasonInput, SentReferral } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { answerSafety } from './answer-safety.ts'
import { findForEdit } from './find-for-edit.ts'
import { checkChange, deadlineAfterChange } from './priority.ts'
import { knownProtocols } from './protocols.ts'
import { recheckReached } from './recheck-reached.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral } from './referral-store.ts'
import { supersedeAlternatives } from './safety-store.ts'

/**
 * Gives a referral another class, by a GP of its centre, with a coded reason kept for good. Lowering a P1 must be
 * confirmed. A raised referral is judged again as if nothing had been chosen for it at its lower class.
 */
export async function changePriority(
  ports: Pick<Ports, 'db' | 'clock' | 'vault'>,
  person: SignedInPerson,
  change: {
    referralId: ReferralId
    revision: number
    priorityClass: PriorityClass
    reason: ReasonInput
    confirmed: boolean
  },
): Promise<SentReferral | Refusal> {
  const moment = { now: ports.clock.now(), personId: person.personId }
  return transaction(ports.db, async (trx) => {
    const referral = await findForEdit(trx, person, change.referralId, change.revision)
    if (isRefusal(referral)) return referral
    const from = referral.priority_class
    const refused = checkChange(from, change.priorityClass, change.reason, change.confirmed)
    if (refused) return refused
    const protocol = knownProtocols().version(referral.protocol_id, referral.protocol_version)
    if (!protocol) return refuse('unknown_specialty')
    const deadline = deadlineAfterChange(
      protocol.protocol,
      { priorityClass: from, deadline: referral.deadline, sentOn: localDateOf(referral.sent_at, PARIS) },
      change.priorityClass,
      localDateOf(moment.now, PARIS),
    )
    const isRaised = urgency(change.priorityClass, false) > urgency(from, false)
    if (isRaised) await supersedeAlternatives(trx, referral.id, moment.now)
    const changed = {
      priority_class: change.priorityClass,
      deadline,
      call_today: change.priorityClass === 'P1' ? referral.call_today : (0 as const),
      ...(isRaised && referral.state === 'redirected' ? { state: 'waiting' as const } : {}),
    }
    const facts = { from, to: change.priorityClass, reason: change.reason.code, text: change.reason.text }
    const revision = await changeReferral(trx, referral, changed, {
      kind: 'priority_changed',
      at: moment.now,
      personId: person.personId,
      sealedDetails: ports.vault.seal(JSON.stringify(facts)),
    })
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'referral',
      resourceId: referral.id,
      purpose: 'change_priority',
      at: moment.now,
    })
    await recheckReached(trx, moment, referral.id)
    const breaching = await recheckSafety(trx, moment)
    return {
      referralId: referral.id,
      revision,
      priorityClass: change.priorityClass,
      callToday: changed.call_today === 1,
      deadline,
      safety: await answerSafety(trx, { ...referral, ...changed, revision }, breaching, moment),
    }
  })
}
