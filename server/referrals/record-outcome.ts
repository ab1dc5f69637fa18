import { addDays } from '../../shared/days.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ProtocolOutcome } from '../../shared/protocol.ts'
import type { OutcomeInput } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import { finishVisit } from '../appointments/finish-visit.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { transaction } from '../store/database.ts'
import { endAlerts } from './alert-store.ts'
import { knownProtocols } from './protocols.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral, findAppointment, findReferral, specialistSees } from './referral-store.ts'
import { saveVisit } from './visit-store.ts'

/**
 * Records what a specialist concluded for a patient of one of their own stops. The answer goes to the centre; a result
 * owed is tracked from now. An excision to arrange names who arranges it and by when. A patient who did not come waits
 * again, and the safety rule with them.
 */
export async function recordOutcome(
  ports: Pick<Ports, 'db' | 'clock' | 'vault' | 'newId'>,
  person: SignedInPerson,
  input: OutcomeInput,
): Promise<{ visitId: string; revision: number } | Refusal> {
  const { specialistId } = person
  if (!specialistId) return refuse('not_found')
  const moment: Moment = { now: ports.clock.now(), personId: person.personId }
  try {
    return await transaction(ports.db, async (trx) => {
      const appointment = await findAppointment(trx, input.appointmentId)
      const isTheirs =
        appointment && (await specialistSees(trx, specialistId, appointment.referralId, input.appointmentId))
      if (!appointment || !isTheirs) return refuse('not_found')
      const before = (await findReferral(trx, appointment.referralId))!
      const protocol = knownProtocols().version(before.protocol_id, before.protocol_version)
      const outcome = protocol?.protocol.outcomes.find((one) => one.id === input.outcome)
      if (!outcome) return refuse('bad_request', { field: 'outcome' })
      const refused = checkOutcome(outcome, input, appointment, localDateOf(moment.now, PARIS))
      if (refused) return refused
      const hasCome = input.outcome !== 'did_not_come'
      const finished = await finishVisit(trx, input.appointmentId, hasCome ? 'done' : 'no_show', moment)
      if (isRefusal(finished)) throw new ProblemError(finished)
      const visitId = ports.newId()
      const { resultDays } = outcome
      const today = localDateOf(moment.now, PARIS)
      await saveVisit(trx, {
        id: visitId,
        appointment_id: input.appointmentId,
        referral_id: before.id,
        specialist_id: specialistId,
        sealed_outcome: ports.vault.seal(input.outcome),
        sealed_report: input.report === '' ? null : ports.vault.seal(input.report),
        recorded_at: moment.now,
        result_due: resultDays === null ? null : (input.resultDue ?? addDays(today, resultDays)),
        result_received_at: null,
        sealed_result_owner: input.resultOwner === null ? null : ports.vault.seal(input.resultOwner),
      })
      const referral = (await findReferral(trx, before.id))!
      const revision = await changeReferral(
        trx,
        referral,
        { state: hasCome ? 'seen' : 'waiting' },
        {
          kind: 'outcome_recorded',
          at: moment.now,
          personId: person.personId,
          sealedDetails: ports.vault.seal(JSON.stringify({ outcome: input.outcome })),
        },
      )
      if (hasCome) await endAlerts(trx, referral.id, { at: moment.now, by: person.personId })
      await recheckSafety(trx, moment)
      await recordAccess(trx, {
        person,
        action: 'update',
        resource: 'referral',
        resourceId: referral.id,
        purpose: 'record_outcome',
        at: moment.now,
      })
      return { visitId, revision }
    })
  } catch (error) {
    if (error instanceof ProblemError) return error.refusal
    throw error
  }
}

/** The visit has taken place or is under way, and what follows has an owner and a date where the protocol asks for them. */
function checkOutcome(
  outcome: ProtocolOutcome,
  input: OutcomeInput,
  appointment: { state: string; date: string },
  today: string,
): Refusal | null {
  const isDue =
    appointment.date <= today && ['booked', 'confirmed', 'arrived', 'done', 'no_show'].includes(appointment.state)
  if (!isDue) return refuse('appointment_not_for_outcome', { field: 'appointmentId' })
  if (outcome.needsOwnerAndDeadline && (!input.resultOwner || !input.resultDue)) {
    return refuse('owner_and_deadline_required', { field: input.resultOwner ? 'resultDue' : 'resultOwner' })
  }
  return null
}
