import { z } from 'zod'
import { AppointmentId, type ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { AlternativeKind, type SafetyAnswer } from '../../shared/referral.ts'
import { LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import { advanceEntry, waitForPlace } from '../appointments/advance-entry.ts'
import { bookAppointment } from '../appointments/book-appointment.ts'
import { cancelAppointment } from '../appointments/cancel-appointment.ts'
import { freeSlots } from '../appointments/find-slots.ts'
import { overbook } from '../appointments/overbook.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { endAdvice } from './advice-store.ts'
import { endAlerts } from './alert-store.ts'
import { answerSafety } from './answer-safety.ts'
import { findForEdit } from './find-for-edit.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral, findReferral, listHeldPlaces, type ReferralRow } from './referral-store.ts'
import { insertAlternative, listCovered } from './safety-store.ts'

/** What a person chooses when no place stands in time. `text`: who was asked or called, or why a place is added. */
export const AlternativeChoice = z.object({
  revision: z.int(),
  kind: AlternativeKind,
  slotId: SlotId.nullable().default(null),
  stopId: StopId.nullable().default(null),
  date: LocalDate.nullable().default(null),
  text: z.string().trim().max(500).default(''),
})
export type AlternativeChoice = z.infer<typeof AlternativeChoice>

/** What choosing an alternative changed. */
export type Chosen = { revision: number; safety: SafetyAnswer }

/**
 * Records what a GP chose for a patient without a place in time, and does it: books the other centre's place, adds the
 * place beyond the agenda, or enters the waiting list (alone, refused for P1 and P2). It ends the breach alert in the
 * person's name. An opinion or a call to the hospital takes the patient out of the queue until the waiting list is chosen.
 */
export async function chooseAlternative(
  ports: Ports,
  person: SignedInPerson,
  referralId: ReferralId,
  choice: AlternativeChoice,
): Promise<Chosen | Refusal> {
  const moment: Moment = { now: ports.clock.now(), personId: person.personId }
  try {
    return await transaction(ports.db, async (trx) => {
      const referral = await findForEdit(trx, person, referralId, choice.revision)
      if (isRefusal(referral)) return referral
      const chosen = await chooseWithin(trx, ports, person, referral, choice, moment)
      // Whatever was written before a refusal is taken back with the transaction.
      if (isRefusal(chosen)) throw new ProblemError(chosen)
      return chosen
    })
  } catch (error) {
    if (error instanceof ProblemError) return error.refusal
    throw error
  }
}

/** The same inside a transaction under way, on a referral read in it; the caller takes back what a refusal leaves. */
export async function chooseWithin(
  trx: Transaction,
  ports: Ports,
  person: SignedInPerson,
  referral: ReferralRow,
  choice: AlternativeChoice,
  moment: Moment,
): Promise<Chosen | Refusal> {
  const refused = await carryOut(trx, ports, referral, choice, moment)
  return refused ?? record(trx, ports, person, referral.id, choice, moment)
}

async function carryOut(
  trx: Transaction,
  ports: Ports,
  referral: ReferralRow,
  choice: AlternativeChoice,
  moment: Moment,
): Promise<Refusal | null> {
  if (choice.kind === 'other_centre') return takePlace(trx, ports, referral, choice, moment)
  if (choice.kind === 'overbooked') return addPlace(trx, ports, referral, choice, moment)
  if (choice.kind === 'waiting_list') {
    const isUrgent = referral.priority_class === 'P1' || referral.priority_class === 'P2'
    const isCovered = (await listCovered(trx, [referral.id])).size > 0
    if (isUrgent && !isCovered) return refuse('waiting_list_alone_refused', { field: 'kind' })
    await waitForPlace(trx, ports, referral.id, null, moment.now)
    return null
  }
  // Cared for elsewhere: whoever had a place must hear that nobody expects them, and waits for no other.
  const left = await leavePlace(trx, ports, referral, 'centre_cancelled', moment)
  if (!left) await advanceEntry(trx, referral.id, 'leave', moment.now)
  return left
}

/** Books the place named at another centre; it must be free and come before the deadline. */
async function takePlace(
  trx: Transaction,
  ports: Ports,
  referral: ReferralRow,
  { slotId }: AlternativeChoice,
  moment: Moment,
): Promise<Refusal | null> {
  if (!slotId) return refuse('alternative_incomplete', { field: 'slotId' })
  const today = localDateOf(moment.now, PARIS)
  const stops = await listStops(trx, { from: today, states: ['published', 'running'] })
  const free = await freeSlots(trx, {
    stopIds: stops.map((stop) => stop.stopId),
    from: today,
    priorityClass: referral.priority_class,
    now: moment.now,
  })
  const slot = free.find((one) => one.slotId === slotId)
  if (!slot) return refuse('slot_taken', { field: 'slotId' })
  if (referral.deadline !== null && slot.date > referral.deadline) return refuse('not_in_time', { field: 'slotId' })
  const left = await leavePlace(trx, ports, referral, 'moved', moment)
  if (left) return left
  const booked = await bookAppointment(trx, ports, { referralId: referral.id, slotId }, moment)
  return isRefusal(booked) ? booked : null
}

/** Adds a place beyond the agenda on a day before the deadline, with its reason. */
async function addPlace(
  trx: Transaction,
  ports: Ports,
  referral: ReferralRow,
  { stopId, date, text }: AlternativeChoice,
  moment: Moment,
): Promise<Refusal | null> {
  if (!stopId || !date) return refuse('alternative_incomplete', { field: stopId ? 'date' : 'stopId' })
  if (referral.deadline !== null && date > referral.deadline) return refuse('not_in_time', { field: 'date' })
  const left = await leavePlace(trx, ports, referral, 'moved', moment)
  if (left) return left
  const added = await overbook(trx, ports, { referralId: referral.id, stopId, date, reason: text }, moment)
  if (isRefusal(added)) return added.refusal === 'reason_needed' ? { ...added, field: 'text' } : added
  return null
}

/** Gives up the place a referral holds, if any, silently. */
export async function leavePlace(
  trx: Transaction,
  ports: Ports,
  referral: Pick<ReferralRow, 'id'>,
  reason: 'moved' | 'referral_closed' | 'centre_cancelled',
  moment: Moment,
): Promise<Refusal | null> {
  const [held] = await listHeldPlaces(trx, [referral.id])
  if (!held) return null
  const appointmentId = AppointmentId.parse(held.appointmentId)
  const left = await cancelAppointment(trx, ports, { appointmentId, reason }, moment)
  return isRefusal(left) ? left : null
}

async function record(
  trx: Transaction,
  ports: Ports,
  person: SignedInPerson,
  referralId: ReferralId,
  choice: AlternativeChoice,
  moment: Moment,
): Promise<Chosen> {
  const { kind, slotId, stopId, date, text } = choice
  await insertAlternative(trx, {
    referralId,
    kind,
    by: person.personId,
    at: moment.now,
    details: { slotId, stopId, date },
  })
  const referral = (await findReferral(trx, referralId))!
  const state =
    kind === 'teleexpertise' || kind === 'hospital_call'
      ? ({ state: 'redirected' } as const)
      : kind === 'waiting_list' && referral.state === 'redirected'
        ? ({ state: 'waiting' } as const)
        : {}
  const revision = await changeReferral(trx, referral, state, {
    kind: 'alternative_chosen',
    at: moment.now,
    personId: person.personId,
    sealedDetails: ports.vault.seal(JSON.stringify({ kind, date, text })),
  })
  await endAlerts(trx, referralId, { kind: 'breach', at: moment.now, by: person.personId })
  // What a specialist advised of the visit is overtaken: the patient has another place, or is cared for elsewhere.
  if (kind !== 'waiting_list') await endAdvice(trx, referralId, moment.now)
  await recordAccess(trx, {
    person,
    action: 'update',
    resource: 'referral',
    resourceId: referralId,
    purpose: 'choose_alternative',
    at: moment.now,
  })
  const breaching = await recheckSafety(trx, moment)
  return { revision, safety: await answerSafety(trx, { ...referral, ...state, revision }, breaching, moment) }
}
