import { daysBetween } from '../../shared/days.ts'
import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import {
  AlertKind,
  ClinicalRecord,
  CloseReason,
  type PatientRecord,
  type ReferralForDesk,
  type ReferralRecord,
  type VisitLine,
} from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { readPhone } from '../messages/phone.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { findHostCentre } from '../territory/host-centre-store.ts'
import { listAdvice } from './advice-store.ts'
import { listOfReferral } from './alert-store.ts'
import { answerSafety } from './answer-safety.ts'
import { openAdvice } from './give-advice.ts'
import { HistoryFacts, historyOf } from './history.ts'
import { type OpenPatient, openPatient } from './open-identities.ts'
import { openVisit } from './open-visit.ts'
import { findPatient } from './patient-store.ts'
import { knownProtocols } from './protocols.ts'
import { toHeldPlace } from './queue-of-centre.ts'
import { findReferral, listEvents, listHeldPlaces, nameOfPerson, type ReferralRow, wishesOf } from './referral-store.ts'
import { listAlternatives } from './safety-store.ts'
import { mayOpen } from './sees-clinical-part.ts'
import { listVisitsOf } from './visit-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault' | 'territory' | 'config'>

/** Opens one referral for a GP of its centre or the specialist who sees the patient; recorded in the access log. */
export async function openReferral(
  ports: Needed,
  person: SignedInPerson,
  referralId: ReferralId,
): Promise<ReferralRecord | Refusal> {
  return transaction(ports.db, async (trx) => {
    const found = await findReferral(trx, referralId)
    if (!found || person.role === 'coordinator' || !(await mayOpen(trx, person, found))) return refuse('not_found')
    const now = ports.clock.now()
    await recordRead(trx, ports, person, referralId)
    const desk = await deskOf(trx, ports, found)
    const protocol = knownProtocols().version(found.protocol_id, found.protocol_version)
    if (!protocol) throw new Error('the protocol version of a referral is missing')
    const alerts = await listOfReferral(trx, referralId)
    // Whatever changes a place judges every urgent referral again, and so does the job as time passes: what stands is read.
    const isAlerted = alerts.some((alert) => alert.kind === 'breach' && alert.resolved_at === null)
    const breaching = new Set<ReferralId>(isAlerted ? [referralId] : [])
    const events = await listEvents(trx, referralId)
    const alternatives = await listAlternatives(trx, referralId)
    return {
      ...desk,
      specialty: found.specialty,
      mode: found.mode,
      callToday: found.call_today === 1,
      proposedClass: found.proposed_class,
      proposedCode: found.proposed_code,
      score: found.seven_point_score,
      majorRisk: found.major_risk === 1,
      author: await nameOfPerson(trx, found.author_id),
      closedReason: found.closed_reason === null ? null : CloseReason.parse(found.closed_reason),
      clinical: ClinicalRecord.parse(JSON.parse(ports.vault.open(found.sealed_clinical))),
      protocol: protocol.protocol,
      safety: await answerSafety(trx, found, breaching, { now }),
      alternatives: alternatives.map(({ kind, chosenBy, chosenAt }, index) => ({
        kind,
        chosenBy,
        chosenAt,
        detail: textOfChoice(ports, events, index),
      })),
      alerts: alerts
        .filter((alert) => alert.resolved_at === null)
        .map((alert) => ({
          alertId: alert.id,
          kind: AlertKind.parse(alert.kind),
          raisedAt: alert.raised_at,
          escalatedAt: alert.escalated_at,
          takenBy: alert.acknowledgedByName,
        })),
      visits: await visitsOf(trx, ports, referralId),
      advice: (await listAdvice(trx, referralId)).map((row) => openAdvice(ports, row)),
      history: historyOf(ports.vault, events, alerts),
    }
  })
}

/** The same referral for a coordinator of its centre: identity, phone, class and place, nothing clinical. */
export async function openReferralForDesk(
  ports: Needed,
  person: SignedInPerson,
  referralId: ReferralId,
): Promise<ReferralForDesk | Refusal> {
  return transaction(ports.db, async (trx) => {
    const found = await findReferral(trx, referralId)
    if (!found || !(await mayOpen(trx, person, found))) return refuse('not_found')
    await recordRead(trx, ports, person, referralId)
    return deskOf(trx, ports, found)
  })
}

async function recordRead(trx: Transaction, { clock }: Needed, person: SignedInPerson, referralId: ReferralId) {
  await recordAccess(trx, {
    person,
    action: 'read',
    resource: 'referral',
    resourceId: referralId,
    purpose: 'open_referral',
    at: clock.now(),
  })
}

async function deskOf(trx: Transaction, ports: Needed, found: ReferralRow): Promise<ReferralForDesk> {
  const patient = await findPatient(trx, found.patient_id)
  const centre = await findHostCentre(trx, found.centre_id)
  const [held] = await listHeldPlaces(trx, [found.id])
  const today = localDateOf(ports.clock.now(), PARIS)
  return {
    referralId: found.id,
    centreId: found.centre_id,
    centreName: centre?.name ?? '',
    centrePhone: centre?.phone ?? null,
    state: found.state,
    priorityClass: found.priority_class,
    deadline: found.deadline,
    daysLeft: found.deadline === null ? null : daysBetween(today, found.deadline),
    slotKind: found.slot_kind,
    wishes: wishesOf(found),
    sentAt: found.sent_at,
    revision: found.revision,
    patient: toPatientRecord(ports, openPatient(ports, patient!)),
    held: held ? toHeldPlace(held) : null,
  }
}

/** A patient as screens show them: how they hear from us, the commune by name. */
export function toPatientRecord(
  { config, territory }: Pick<Ports, 'config' | 'territory'>,
  patient: OpenPatient,
): PatientRecord {
  const phone = patient.phone === null ? null : readPhone(patient.phone, { demo: config.demo })
  const read = phone !== null && 'channel' in phone ? phone : null
  const bySms = read?.channel === 'sms' && patient.smsInformed && !patient.smsStopped
  return {
    ...patient.identity,
    phone: patient.phone,
    phoneDisplay: read?.display ?? patient.phone,
    channel: patient.phone === null ? 'none' : bySms ? 'sms' : 'call',
    phoneOwner: patient.phoneOwner,
    communeInsee: patient.communeInsee,
    communeName: territory.byInsee(patient.communeInsee)?.name ?? patient.communeInsee,
    mobility: patient.mobility,
    interpreter: patient.interpreter,
    language: patient.language,
    smsInformed: patient.smsInformed,
    smsStopped: patient.smsStopped,
  }
}

/** What was typed with the n-th alternative chosen. */
function textOfChoice({ vault }: Pick<Ports, 'vault'>, events: Awaited<ReturnType<typeof listEvents>>, index: number) {
  const event = events.filter((one) => one.kind === 'alternative_chosen')[index]
  if (!event?.sealedDetails) return null
  const { text } = HistoryFacts.parse(JSON.parse(vault.open(event.sealedDetails)))
  return typeof text === 'string' && text !== '' ? text : null
}

async function visitsOf(trx: Transaction, ports: Needed, referralId: ReferralId): Promise<VisitLine[]> {
  return (await listVisitsOf(trx, referralId)).map((visit) => ({
    visitId: visit.id,
    ...openVisit(ports, visit),
    // What the specialist keeps back is still theirs alone.
    ...(visit.letter_sent_at === null ? { letter: null } : {}),
    letterSentAt: visit.letter_sent_at,
    letterRead: visit.letter_read_at === null ? null : { at: visit.letter_read_at, by: visit.letterReaderName ?? '' },
    recordedAt: visit.recorded_at,
    specialistName: visit.specialistName,
    resultDue: visit.result_due,
    resultReceivedAt: visit.result_received_at,
  }))
}
