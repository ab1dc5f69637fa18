import { addDays } from '../../shared/days.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { typographic } from '../../shared/place-names.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { OutcomeCode, ProtocolOutcome } from '../../shared/protocol.ts'
import { ClinicalRecord, type OutcomeInput } from '../../shared/referral.ts'
import { type Instant, type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { calendarDay } from '../messages/wording.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { findHostCentre } from '../territory/host-centre-store.ts'
import { datedDay } from '../tours/programme-wording.ts'
import { composeAnswer } from './answer-letter.ts'
import { displayName } from './identity.ts'
import { summariseItems } from './letter.ts'
import { openIdentities } from './open-identities.ts'
import { openVisit } from './open-visit.ts'
import { knownProtocols } from './protocols.ts'
import { findAppointment, findReferral, nameOfPerson, type ReferralRow, specialistSees } from './referral-store.ts'
import { visitsByAppointment } from './visit-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault'>
export type Language = 'fr' | 'en'

/**
 * An appointment of one of a specialist's own stops, its referral, the outcome their protocol knows by this name, and what
 * was said of it before, if this corrects it.
 */
export type OwnVisit = {
  appointment: NonNullable<Awaited<ReturnType<typeof findAppointment>>>
  referral: ReferralRow
  outcome: ProtocolOutcome
  before: {
    visitId: string
    outcome: OutcomeCode
    resultDue: LocalDate | null
    resultReceivedAt: Instant | null
  } | null
}

/** Finds what an outcome is about: `not_found` outside the specialist's own stops. */
export async function findOwnVisit(
  trx: Transaction,
  ports: Pick<Ports, 'vault'>,
  { specialistId }: Pick<SignedInPerson, 'specialistId'>,
  input: Pick<OutcomeInput, 'appointmentId' | 'outcome'>,
): Promise<OwnVisit | Refusal> {
  const appointment = await findAppointment(trx, input.appointmentId)
  const isTheirs =
    specialistId !== null &&
    appointment &&
    (await specialistSees(trx, specialistId, appointment.referralId, input.appointmentId))
  if (!isTheirs) return refuse('not_found')
  const referral = (await findReferral(trx, appointment.referralId))!
  const protocol = knownProtocols().version(referral.protocol_id, referral.protocol_version)
  const outcome = protocol?.protocol.outcomes.find((one) => one.id === input.outcome)
  if (!outcome) return refuse('bad_request', { field: 'outcome' })
  const earlier = (await visitsByAppointment(trx, [input.appointmentId])).get(input.appointmentId)
  const before = earlier
    ? {
        visitId: earlier.id,
        outcome: openVisit(ports, earlier).outcome,
        resultDue: earlier.result_due,
        resultReceivedAt: earlier.result_received_at,
      }
    : null
  return { appointment, referral, outcome, before }
}

/**
 * The day a result is owed: as agreed, as first said when the same outcome is said again, or after the protocol's delay;
 * null when none is.
 */
export function resultDayOf(
  { outcome, before }: Pick<OwnVisit, 'outcome' | 'before'>,
  agreed: LocalDate | null,
  today: LocalDate,
): LocalDate | null {
  if (outcome.resultDays === null) return null
  const kept = before?.outcome === outcome.id ? before.resultDue : null
  return agreed ?? kept ?? addDays(today, outcome.resultDays)
}

/** The letter to the centre that this answer makes, in the language asked; null when the patient did not come. */
export async function writeAnswer(
  trx: Transaction,
  ports: Needed,
  person: SignedInPerson,
  own: OwnVisit,
  input: Pick<OutcomeInput, 'report' | 'resultOwner' | 'resultDue'>,
  language: Language,
): Promise<string | null> {
  const { appointment, referral, outcome } = own
  if (outcome.id === 'did_not_come') return null
  const patient = (await openIdentities(trx, ports, [referral.id])).get(referral.id)!
  const centre = await findHostCentre(trx, referral.centre_id)
  const { protocol } = knownProtocols().version(referral.protocol_id, referral.protocol_version)!
  const { lesions } = ClinicalRecord.parse(JSON.parse(ports.vault.open(referral.sealed_clinical)))
  const due = resultDayOf(own, input.resultDue, localDateOf(ports.clock.now(), PARIS))
  return composeAnswer(
    {
      centreName: typographic(centre?.name ?? ''),
      doctorName: await nameOfPerson(trx, referral.author_id),
      specialistName: person.name,
      patientName: displayName(patient.identity),
      birthDay: calendarDay(patient.identity.birthDate, language),
      visitDay: datedDay(appointment.date, language),
      items: summariseItems(protocol, lesions, language),
      outcome: outcome.label[language],
      report: input.report,
      owed: due && { day: datedDay(due, language), owner: outcome.needsOwnerAndDeadline ? input.resultOwner : null },
    },
    language,
  )
}

/** The letter as it would leave, for a specialist who wants to read or change it first; nothing is kept. */
export async function previewAnswer(
  ports: Needed,
  person: SignedInPerson,
  input: OutcomeInput,
  language: Language,
): Promise<{ letter: string | null } | Refusal> {
  return transaction(ports.db, async (trx) => {
    const visit = await findOwnVisit(trx, ports, person, input)
    if (isRefusal(visit)) return visit
    await recordAccess(trx, {
      person,
      action: 'read',
      resource: 'referral',
      resourceId: visit.referral.id,
      purpose: 'preview_answer',
      at: ports.clock.now(),
    })
    return { letter: await writeAnswer(trx, ports, person, visit, input, language) }
  })
}
