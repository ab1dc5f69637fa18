import type { NextHolder } from '../../shared/appointment.ts'
import type { CallOutcome } from '../../shared/message.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { addMinutes } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { nameNextHolders } from '../appointments/name-next-holders.ts'
import type { Ports } from '../ports.ts'
import { closeReferral } from '../referrals/close-referral.ts'
import { recheckReached } from '../referrals/recheck-reached.ts'
import { type Database, type Transaction, transaction } from '../store/database.ts'
import { answerForPatient } from './answer-for-patient.ts'
import { findAppointmentContext } from './appointment-context-store.ts'
import { closeOtherCalls, findCallTask, recordAttempt, recordDeath, type StoredCallTask } from './call-task-store.ts'
import { writeMessage } from './write-message.ts'

/** [P] When a call that did not settle anything is due again, in minutes. */
const AGAIN_AFTER: Readonly<Partial<Record<CallOutcome, number>>> = { call_later: 120, wrong_number: 24 * 60 }

/** What a recorded call gave; `next` is whom a place it freed is offered to. */
type RecordedCall = { closed: boolean; askedBySms: boolean; next: NextHolder | null }

/**
 * Records how a call ended and does what it decided: `agreed` confirms the appointment, `refused` frees it, `died` closes the
 * referral. `call_later` and `wrong_number` keep the call open. Refused with `answered_too_late` when the place is gone.
 */
export async function recordCall(
  ports: Ports,
  person: SignedInPerson,
  call: {
    readonly callTaskId: string
    readonly outcome: CallOutcome
    readonly attempts: number
    /** Nobody answered: an SMS asks the patient to call the centre. */
    readonly askToCallBack: boolean
  },
): Promise<RecordedCall | Refusal> {
  const now = ports.clock.now()
  if (call.outcome === 'died') return closeAfterDeath(ports, person, call)
  return transaction(ports.db, async (trx) => {
    const task = await findOpenCall(trx, person, call)
    if (isRefusal(task)) return task
    if (call.outcome === 'agreed' || call.outcome === 'refused') {
      const decided = await decide(trx, ports, task, call.outcome === 'agreed' ? 'yes' : 'no', person)
      if (decided) return decided
    }
    let askedBySms = false
    if (call.outcome === 'call_later' && call.askToCallBack && task.appointment_id) {
      // One a day is enough, however often nobody answers.
      const asked = { kind: 'call_us_back', appointmentId: task.appointment_id, cause: now.slice(0, 10) } as const
      askedBySms = (await writeMessage(trx, ports, asked, { now, personId: person.personId })).sms
    }
    const again = AGAIN_AFTER[call.outcome]
    const recorded = await recordAttempt(
      trx,
      task,
      {
        outcome: call.outcome,
        dueAt: again === undefined ? now : addMinutes(now, again),
        closedBy: again === undefined ? person.personId : null,
      },
      now,
    )
    if (!recorded) return refuse('call_already_closed')
    if (again === undefined) await closeOtherCalls(trx, task, person.personId, now)
    await recheckReached(trx, { now, personId: person.personId }, task.referral_id)
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'referral',
      resourceId: task.referral_id,
      purpose: 'call',
      at: now,
    })
    const left = call.outcome === 'refused' && task.appointment_id ? [task.appointment_id] : []
    const taken = await nameNextHolders(trx, ports, person, left)
    return { closed: again === undefined, askedBySms, next: taken.values().next().value ?? null }
  })
}

/** A call of another centre is one that does not exist; `attempts` tells whether somebody called since the list was read. */
async function findOpenCall(
  trx: Database | Transaction,
  person: SignedInPerson,
  call: { readonly callTaskId: string; readonly attempts: number },
) {
  const task = await findCallTask(trx, call.callTaskId)
  if (!task || !person.centreIds.includes(task.centre_id)) return refuse('not_found')
  return task.state !== 'open' || task.attempts !== call.attempts ? refuse('call_already_closed') : task
}

/** Nothing to decide when the call was only to tell of an appointment that ended. */
async function decide(
  trx: Transaction,
  ports: Ports,
  task: StoredCallTask,
  answer: 'yes' | 'no',
  person: SignedInPerson,
): Promise<Refusal | null> {
  const appointment = task.appointment_id ? await findAppointmentContext(trx, task.appointment_id) : undefined
  const isTold = task.reason === 'appointment_cancelled' || task.reason === 'declined_urgent'
  if (!appointment || (isTold && !appointment.live)) return null
  const { appointmentId } = appointment
  const moment = { now: ports.clock.now(), personId: person.personId }
  const outcome = await answerForPatient(trx, ports, { appointmentId, answer }, moment)
  return outcome === 'too_late' && answer === 'yes' ? refuse('answered_too_late') : null
}

/** Closing the referral ends its calls with everything else; this one keeps what was learnt. */
async function closeAfterDeath(
  ports: Ports,
  person: SignedInPerson,
  call: { readonly callTaskId: string; readonly attempts: number },
): Promise<RecordedCall | Refusal> {
  const task = await findOpenCall(ports.db, person, call)
  if (isRefusal(task)) return task
  const closing = { referralId: task.referral_id, revision: task.referralRevision, reason: 'died' as const }
  const closed = await closeReferral(ports, person, closing)
  if (isRefusal(closed)) return closed
  await recordDeath(ports.db, task, person.personId, ports.clock.now())
  return { closed: true, askedBySms: false, next: null }
}
