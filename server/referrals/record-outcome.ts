import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ProtocolOutcome } from '../../shared/protocol.ts'
import type { OutcomeInput, ReferralState } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import { advanceEntry } from '../appointments/advance-entry.ts'
import { cancelAppointment } from '../appointments/cancel-appointment.ts'
import { finishVisit } from '../appointments/finish-visit.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { endAdvice } from './advice-store.ts'
import { endAlerts } from './alert-store.ts'
import { recheckRecords } from './recheck-records.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral, findReferral, type HeldRow, listHeldPlaces } from './referral-store.ts'
import { saveVisit, type VisitRow } from './visit-store.ts'
import { findOwnVisit, type Language, type OwnVisit, resultDayOf, writeAnswer } from './write-answer.ts'

/**
 * Records what a specialist concluded for a patient of one of their own stops, and sends the centre its letter unless it
 * is kept back. A result owed is tracked from now; an excision to arrange names who arranges it and by when. A patient
 * who did not come waits again, and the safety rule with them, unless the centre has since done otherwise. Said again, it
 * corrects: the same result stays owed for the same day, or received; a place given meanwhile to somebody who had come
 * after all is given on.
 */
export async function recordOutcome(
  ports: Ports,
  person: SignedInPerson,
  input: OutcomeInput,
  language: Language = 'fr',
): Promise<{ visitId: string; revision: number } | Refusal> {
  const moment: Moment = { now: ports.clock.now(), personId: person.personId }
  try {
    return await transaction(ports.db, async (trx) => {
      const own = await findOwnVisit(trx, ports, person, input)
      if (isRefusal(own)) return own
      const refused = checkOutcome(own.outcome, input, own.appointment, localDateOf(moment.now, PARIS))
      if (refused) return refused
      const hasCome = input.outcome !== 'did_not_come'
      const finished = await finishVisit(trx, input.appointmentId, hasCome ? 'done' : 'no_show', moment)
      if (isRefusal(finished)) throw new ProblemError(finished)
      const visitId = own.before?.visitId ?? ports.newId()
      const answer = await answerOf(trx, ports, person, own, input, language, moment)
      await saveVisit(trx, { id: visitId, ...answer })
      const referral = (await findReferral(trx, own.referral.id))!
      const [heldSince] = await listHeldPlaces(trx, [referral.id])
      const revision = await changeReferral(
        trx,
        referral,
        { state: hasCome ? afterVisit(heldSince) : afterAbsence(referral.state, heldSince) },
        {
          kind: 'outcome_recorded',
          at: moment.now,
          personId: person.personId,
          sealedDetails: ports.vault.seal(JSON.stringify({ outcome: input.outcome })),
        },
      )
      if (hasCome) {
        const isStillOwed = answer.result_due !== null && answer.result_due === own.before?.resultDue
        const except = isStillOwed ? ('result_overdue' as const) : undefined
        await endAlerts(trx, referral.id, { at: moment.now, by: person.personId, except })
        if (heldSince) await leaveLaterPlace(trx, ports, referral.id, heldSince, moment)
      }
      await endAdvice(trx, referral.id, moment.now)
      await recheckRecords(trx, moment, referral.id)
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

/** Somebody seen waits no more, unless they are at this moment at the desk of a later visit. */
const afterVisit = (heldSince: HeldRow | undefined): ReferralState =>
  heldSince?.state === 'arrived' ? 'booked' : 'seen'

/** A place given because the patient was thought absent is given on, and they are told not to come a second time. */
async function leaveLaterPlace(
  trx: Transaction,
  ports: Ports,
  referralId: ReferralId,
  held: HeldRow,
  moment: Moment,
): Promise<void> {
  if (held.state === 'arrived') return
  const wanted = { appointmentId: held.appointmentId, reason: 'centre_cancelled' as const }
  const left = await cancelAppointment(trx, ports, wanted, moment)
  if (isRefusal(left)) throw new ProblemError(left)
  await advanceEntry(trx, referralId, 'leave', moment.now)
}

/** An absence said after the centre noted it undoes nothing: not the place given since, nor what was chosen instead, nor an end. */
function afterAbsence(state: ReferralState, heldSince: HeldRow | undefined): ReferralState {
  if (state === 'closed' || state === 'redirected') return state
  if (!heldSince) return 'waiting'
  return heldSince.state === 'offered' ? 'offered' : 'booked'
}

async function answerOf(
  trx: Transaction,
  ports: Pick<Ports, 'db' | 'clock' | 'vault'>,
  person: SignedInPerson,
  own: OwnVisit,
  input: OutcomeInput,
  language: Language,
  { now }: Moment,
): Promise<Omit<VisitRow, 'id'>> {
  const { seal } = ports.vault
  // A letter nobody changed is written from the answer itself, so that a correction corrects it too.
  const letter =
    input.outcome === 'did_not_come'
      ? null
      : (input.letter ?? (await writeAnswer(trx, ports, person, own, input, language)))
  return {
    appointment_id: input.appointmentId,
    referral_id: own.referral.id,
    specialist_id: person.specialistId!,
    sealed_outcome: seal(input.outcome),
    sealed_report: input.report === '' ? null : seal(input.report),
    recorded_at: now,
    result_due: resultDayOf(own, input.resultDue, localDateOf(now, PARIS)),
    result_received_at: own.before?.outcome === own.outcome.id ? own.before.resultReceivedAt : null,
    sealed_result_owner: input.resultOwner === null ? null : seal(input.resultOwner),
    sealed_letter: letter === null ? null : seal(letter),
    letter_sent_at: letter !== null && input.sendLetter ? now : null,
    letter_read_at: null,
    letter_read_by: null,
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
