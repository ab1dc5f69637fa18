import { PatientId, ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ClinicalRecord, ReferralInput, SentReferral } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import { readPhone } from '../messages/phone.ts'
import { attachPictures } from '../pictures/attach-pictures.ts'
import type { Ports } from '../ports.ts'
import { isUniqueViolation, type Transaction, transaction } from '../store/database.ts'
import { listStopOutlines } from '../tours/list-stops.ts'
import { raiseAlert } from './alert-store.ts'
import { answerSafety } from './answer-safety.ts'
import { checkTriage, type Judgement } from './check-answers.ts'
import { deleteDraft } from './draft-store.ts'
import { checkBirthDate, normalisedIdentity } from './identity.ts'
import { learnDriveTimes } from './learn-drive-times.ts'
import { isOwnDraft } from './own-draft.ts'
import { findPatientByIdentity, savePatient } from './patient-store.ts'
import { deadlineOf } from './priority.ts'
import type { CompiledProtocol } from './protocol.ts'
import { knownProtocols } from './protocols.ts'
import { receivingStops, recheckSafety } from './recheck-safety.ts'
import { appendEvent, findSentBefore, insertReferral, listOpenOfPatient, type ReferralRow } from './referral-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault' | 'territory' | 'travel' | 'config' | 'newId'>

/** What was checked before anything is written. */
type Ready = { protocol: CompiledProtocol; judgement: Judgement; phone: string; identity: string }

/**
 * Sends a referral and answers in the same transaction whether a place stands within reach before the deadline. The
 * same key sent twice by the same GP is one referral. Refuses, with the field, whatever cannot be acted on; notices the
 * patient already referred (`duplicate_referral`) unless that was seen.
 */
export async function sendReferral(
  ports: Needed,
  person: SignedInPerson,
  input: ReferralInput,
): Promise<SentReferral | Refusal> {
  const moment: Moment = { now: ports.clock.now(), personId: person.personId }
  if (!person.centreIds.includes(input.centreId)) return refuse('not_found', { field: 'centreId' })
  const ready = checkInput(ports, input, moment)
  if (isRefusal(ready)) return ready
  await learnReach(ports, input.patient.communeInsee, moment)
  const send = () => transaction(ports.db, (trx) => store(trx, ports, person, input, ready, moment))
  try {
    return await send()
  } catch (error) {
    // Two identical requests at once: the second finds what the first kept.
    if (isUniqueViolation(error)) return send()
    throw error
  }
}

function checkInput(ports: Needed, input: ReferralInput, { now }: Moment): Ready | Refusal {
  const { patient } = input
  const protocol = knownProtocols().current(input.specialty)
  if (!protocol) return refuse('unknown_specialty', { field: 'specialty' })
  const birthDate = checkBirthDate(patient.birthDate, localDateOf(now, PARIS))
  if (birthDate) return birthDate
  if (!patient.phone) return refuse('phone_required', { field: 'patient.phone' })
  const phone = readPhone(patient.phone, { demo: ports.config.demo })
  if (isRefusal(phone)) return refuse('invalid_phone', { field: 'patient.phone' })
  if (!ports.territory.byInsee(patient.communeInsee))
    return refuse('unknown_commune', { field: 'patient.communeInsee' })
  const judgement = checkTriage(protocol, ports.config.triageMode, input)
  if (isRefusal(judgement)) return judgement
  return { protocol, judgement, phone: phone.e164, identity: normalisedIdentity(patient) }
}

/** Asks the road network before the transaction how far the patient is from wherever a unit will stop. */
async function learnReach(ports: Needed, communeInsee: string, { now }: Moment): Promise<void> {
  const stops = await listStopOutlines(ports.db, { from: localDateOf(now, PARIS), states: ['published', 'running'] })
  await learnDriveTimes(ports, [...new Set(stops.map((stop) => stop.centreId))], [communeInsee])
}

async function store(
  trx: Transaction,
  ports: Needed,
  person: SignedInPerson,
  input: ReferralInput,
  ready: Ready,
  moment: Moment,
): Promise<SentReferral | Refusal> {
  const already = await findSentBefore(trx, person.personId, input.idempotencyKey)
  if (already) return answer(trx, already, moment)
  const open = await listOpenOfPatient(trx, input.centreId, ports.vault.fingerprints(ready.identity))
  const same = open.find((referral) => referral.specialty === input.specialty)
  if (same && !input.duplicateSeen) {
    const { referralId, state, sentAt, priorityClass } = same
    return refuse('duplicate_referral', { field: 'patient', details: { referralId, state, sentAt, priorityClass } })
  }
  const patientId = await keepPatient(trx, ports, input, ready, moment)
  const referral = toRow(ports, person, input, ready, patientId, moment)
  await insertReferral(trx, referral)
  await appendEvent(trx, {
    referralId: referral.id,
    sequence: 1,
    kind: 'sent',
    at: moment.now,
    personId: person.personId,
    sealedDetails: ports.vault.seal(JSON.stringify(sentFacts(referral, input))),
  })
  if (referral.call_today === 1) {
    const { id: referralId, centre_id: centreId } = referral
    await raiseAlert(trx, { referralId, centreId, kind: 'call_today', at: moment.now })
  }
  if (input.draftId && (await isOwnDraft(trx, person, input.draftId))) {
    const lesionKeys = input.lesions.map((lesion) => lesion.key)
    await attachPictures(trx, { draftId: input.draftId, referralId: referral.id, lesionKeys })
    await deleteDraft(trx, person.personId, input.draftId)
  }
  await recordAccess(trx, {
    person,
    action: 'create',
    resource: 'referral',
    resourceId: referral.id,
    purpose: 'refer',
    at: moment.now,
  })
  return answer(trx, referral, moment)
}

const sentFacts = (referral: ReferralRow, input: ReferralInput) => ({
  priorityClass: referral.priority_class,
  proposedClass: referral.proposed_class,
  proposedCode: referral.proposed_code,
  protocolVersion: referral.protocol_version,
  ...(input.override ? { reason: input.override.code, text: input.override.text } : {}),
})

async function answer(trx: Transaction, referral: ReferralRow, moment: Moment): Promise<SentReferral> {
  const receiving = await receivingStops(trx, moment)
  const breaching = await recheckSafety(trx, moment, receiving)
  return {
    referralId: referral.id,
    revision: referral.revision,
    priorityClass: referral.priority_class,
    callToday: referral.call_today === 1,
    deadline: referral.deadline,
    safety: await answerSafety(trx, referral, breaching, moment, receiving),
  }
}

async function keepPatient(
  trx: Transaction,
  ports: Needed,
  { patient, centreId }: ReferralInput,
  ready: Ready,
  { now }: Moment,
): Promise<PatientId> {
  const known = await findPatientByIdentity(trx, centreId, ports.vault.fingerprints(ready.identity))
  const { familyName, givenName, birthDate } = patient
  const id = known?.id ?? PatientId.parse(ports.newId())
  await savePatient(trx, {
    id,
    centre_id: centreId,
    sealed_identity: ports.vault.seal(JSON.stringify({ familyName, givenName, birthDate })),
    identity_fingerprint: ports.vault.fingerprint(ready.identity),
    sealed_phone: ports.vault.seal(ready.phone),
    phone_fingerprint: ports.vault.fingerprint(ready.phone),
    phone_owner: patient.phoneOwner,
    commune_insee: patient.communeInsee,
    mobility: patient.mobility,
    sealed_interpreter: patient.interpreter ? ports.vault.seal(patient.interpreter) : null,
    language: patient.language,
    sms_informed: patient.smsInformed ? 1 : 0,
    sms_stopped: known?.sms_stopped ?? 0,
    created_at: known?.created_at ?? now,
    updated_at: now,
  })
  return id
}

function toRow(
  ports: Needed,
  person: SignedInPerson,
  input: ReferralInput,
  { protocol, judgement }: Ready,
  patientId: PatientId,
  { now }: Moment,
): ReferralRow {
  const { overall, callToday } = judgement
  const isAssisted = ports.config.triageMode === 'assisted'
  const clinical: ClinicalRecord = {
    lesions: input.lesions.map(({ answers }) => ({ answers })),
    background: input.background,
    note: input.note,
    attestation: input.attestation,
    override: input.override,
  }
  return {
    id: ReferralId.parse(ports.newId()),
    centre_id: input.centreId,
    patient_id: patientId,
    author_id: person.personId,
    specialty: input.specialty,
    protocol_id: protocol.protocol.id,
    protocol_version: protocol.protocol.version,
    mode: ports.config.triageMode,
    state: 'waiting',
    // In declared mode the protocol proposes nothing: no computed class is kept.
    proposed_class: isAssisted ? overall.priorityClass : null,
    proposed_code: isAssisted ? overall.code : null,
    priority_class: input.priorityClass,
    call_today: callToday ? 1 : 0,
    deadline: deadlineOf(protocol.protocol, input.priorityClass, localDateOf(now, PARIS)),
    major_risk: overall.majorRisk ? 1 : 0,
    seven_point_score: overall.score ?? 0,
    slot_kind: input.slotKind,
    sealed_clinical: ports.vault.seal(JSON.stringify(clinical)),
    wishes: JSON.stringify(input.wishes),
    commune_insee: input.patient.communeInsee,
    sent_at: now,
    idempotency_key: input.idempotencyKey,
    closed_reason: null,
    closed_at: null,
    revision: 1,
  }
}
