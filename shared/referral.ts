import { z } from 'zod'
import { AdviceLine } from './advice.ts'
import { HalfDay, PriorityClass, SlotKind } from './appointment.ts'
import { DepartmentCode, InseeCode } from './geo.ts'
import { AlertId, AppointmentId, HostCentreId, ReferralId, SlotId, StopId } from './ids.ts'
import { MessageLanguage } from './message.ts'
import { Answers, OutcomeCode, Protocol, Verdict, Wording } from './protocol.ts'
import { Instant, LocalDate, MinuteOfDay, TimeZone } from './time.ts'
import { Specialty } from './unit.ts'

/** How the class comes about: the GP declares it beside printed criteria, or the protocol proposes and the GP decides. */
export const TriageMode = z.enum(['declared', 'assisted'])
export type TriageMode = z.infer<typeof TriageMode>

/** `redirected`: cared for elsewhere (téléexpertise, hospital), still owned by the centre. `seen`: the specialist concluded. */
export const ReferralState = z.enum(['waiting', 'offered', 'booked', 'redirected', 'seen', 'closed'])
export type ReferralState = z.infer<typeof ReferralState>

/** Whose telephone it is. */
export const PhoneOwner = z.enum(['patient', 'relative', 'carer', 'home'])
export type PhoneOwner = z.infer<typeof PhoneOwner>

export const Mobility = z.enum(['independent', 'accompanied', 'wheelchair', 'transport_needed'])
export type Mobility = z.infer<typeof Mobility>

export const PatientIdentity = z.object({
  familyName: z.string().trim().min(1).max(80),
  givenName: z.string().trim().min(1).max(80),
  birthDate: LocalDate,
})
export type PatientIdentity = z.infer<typeof PatientIdentity>

/** A patient as the GP types them. `phone` is any number people can be called on; null only when there is none. */
export const PatientInput = PatientIdentity.extend({
  phone: z.string().trim().max(30).nullable(),
  phoneOwner: PhoneOwner,
  communeInsee: InseeCode,
  mobility: Mobility,
  interpreter: z.string().trim().max(40).nullable(),
  language: MessageLanguage,
  smsInformed: z.boolean(),
})
export type PatientInput = z.infer<typeof PatientInput>

/** [P] How far a patient drives unless they say otherwise, in minutes. */
export const DEFAULT_REACH_MINUTES = 45

export const Wishes = z.object({
  halfDay: HalfDay.nullable().default(null),
  companionReferralId: ReferralId.nullable().default(null),
  excludedDates: z.array(LocalDate).max(20).default([]),
  maxDriveMinutes: z.int().min(5).max(120).default(DEFAULT_REACH_MINUTES),
})
export type Wishes = z.infer<typeof Wishes>

/** Why a GP's class differs from the protocol's, or from the previous one. */
export const ClassReason = z.enum([
  'clinicalJudgement',
  'specialistAdvice',
  'newFinding',
  'patientChoice',
  'dataError',
  'other',
])
export type ClassReason = z.infer<typeof ClassReason>

/** A coded reason; `other` is explained in 10 characters or more. */
export const ReasonInput = z.object({ code: ClassReason, text: z.string().trim().max(500).default('') })
export type ReasonInput = z.infer<typeof ReasonInput>

/** The mandatory answer beneath the printed list of R situations. */
export const Attestation = z.enum(['none', 'at_least_one'])
export type Attestation = z.infer<typeof Attestation>

/** What is sent to refer a patient. `idempotencyKey` makes a double click or a retried request one referral. */
export const ReferralInput = z.object({
  idempotencyKey: z.uuid(),
  centreId: HostCentreId,
  specialty: Specialty,
  patient: PatientInput,
  /** `key` names an item in its draft, so that its pictures follow it. */
  lesions: z
    .array(z.object({ answers: Answers, key: z.uuid().optional() }))
    .min(1)
    .max(3),
  background: Answers,
  note: z.string().trim().max(2000).default(''),
  attestation: Attestation.nullable().default(null),
  priorityClass: PriorityClass,
  override: ReasonInput.nullable().default(null),
  /** Assisted mode: a class below a proposed P1 was asked twice. */
  loweringConfirmed: z.boolean().default(false),
  slotKind: SlotKind.default('consultation'),
  wishes: Wishes.prefault({}),
  /** The referral already open for this patient was seen, and this one is wanted all the same. */
  duplicateSeen: z.boolean().default(false),
  draftId: z.uuid().nullable().default(null),
})
export type ReferralInput = z.infer<typeof ReferralInput>

/** What is kept sealed of a referral: everything clinical. */
export const ClinicalRecord = z.object({
  lesions: z.array(z.object({ answers: Answers })),
  background: Answers,
  note: z.string(),
  attestation: Attestation.nullable(),
  override: ReasonInput.nullable(),
})
export type ClinicalRecord = z.infer<typeof ClinicalRecord>

export const AlternativeKind = z.enum(['teleexpertise', 'hospital_call', 'other_centre', 'overbooked', 'waiting_list'])
export type AlternativeKind = z.infer<typeof AlternativeKind>

/** A day of a stop as the safety rule names it. */
export const StopDay = z.object({
  stopId: StopId,
  centreId: HostCentreId,
  centreName: z.string(),
  date: LocalDate,
  driveMinutes: z.int().min(0),
})
export type StopDay = z.infer<typeof StopDay>

/** Another centre with a free place in time, beyond the patient's own reach. */
export const PlaceInTime = StopDay.extend({ slotId: SlotId, start: MinuteOfDay, zone: TimeZone })
export type PlaceInTime = z.infer<typeof PlaceInTime>

/**
 * The answer of the safety rule. `ok`: a free place stands within reach on or before the deadline.
 * A breach says when the next place comes and how late, and what can be chosen instead.
 */
export const SafetyAnswer = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('no_limit'), next: StopDay.nullable() }),
  z.object({ verdict: z.literal('ok'), deadline: LocalDate, first: StopDay, freeDays: z.int().positive() }),
  z.object({ verdict: z.literal('held'), deadline: LocalDate.nullable(), date: LocalDate }),
  z.object({
    verdict: z.literal('breach'),
    deadline: LocalDate,
    withinDays: z.int().positive(),
    priorityClass: PriorityClass,
    /** The next place within reach, too late; null when none is planned. */
    next: StopDay.extend({ daysLate: z.int().positive() }).nullable(),
    alternatives: z.array(AlternativeKind),
    otherCentres: z.array(PlaceInTime),
    overbookable: z.array(StopDay),
  }),
])
export type SafetyAnswer = z.infer<typeof SafetyAnswer>

/** What the GP is told in the same request as sending. */
export const SentReferral = z.object({
  referralId: ReferralId,
  revision: z.int(),
  priorityClass: PriorityClass,
  callToday: z.boolean(),
  deadline: LocalDate.nullable(),
  safety: SafetyAnswer,
})
export type SentReferral = z.infer<typeof SentReferral>

/** What a protocol says before sending: completeness in every mode, a proposed class in assisted mode only. */
export const Assessment = z.object({
  proposal: Verdict.nullable(),
  /** Codes of rules by lesion, in assisted mode. */
  lesions: z.array(Verdict).nullable(),
  /** Unassessed questions that could make it urgent; `lesion` is null for what is asked once. */
  open: z.array(z.object({ lesion: z.int().nullable(), question: z.string() })),
  /** Lesions whose answers contradict each other. */
  incoherent: z.array(z.int()),
})
export type Assessment = z.infer<typeof Assessment>

/** One referral in the order of a queue; no identity, nothing clinical beyond what sorts. */
export const QueueEntry = z.object({
  referralId: ReferralId,
  centreId: HostCentreId,
  specialty: Specialty,
  state: ReferralState,
  priorityClass: PriorityClass,
  callToday: z.boolean(),
  deadline: LocalDate.nullable(),
  majorRisk: z.boolean(),
  score: z.int(),
  sentAt: Instant,
  slotKind: SlotKind,
  wishes: Wishes,
  communeInsee: InseeCode,
})
export type QueueEntry = z.infer<typeof QueueEntry>

/** What separates a referral from the one before it in the queue; `clinical` stands for a criterion the reader may not see. */
export const RankReason = z.enum([
  'first',
  'priority_class',
  'deadline',
  'major_risk',
  'score',
  'clinical',
  'sent_at',
  'identifier',
])
export type RankReason = z.infer<typeof RankReason>

export const HeldPlace = z.object({
  appointmentId: AppointmentId,
  stopId: StopId,
  centreName: z.string(),
  date: LocalDate,
  start: MinuteOfDay,
  zone: TimeZone,
  state: z.string(),
})
export type HeldPlace = z.infer<typeof HeldPlace>

/** `outcome_missing`: the day of a visit is over and nothing was said of it, neither seen nor absent. */
export const AlertKind = z.enum([
  'breach',
  'call_today',
  'not_reached',
  'outcome_missing',
  'result_overdue',
  'review_due',
])
export type AlertKind = z.infer<typeof AlertKind>

export const StandingAlert = z.object({
  alertId: AlertId,
  kind: AlertKind,
  raisedAt: Instant,
  escalatedAt: Instant.nullable(),
  /** Who took it on; it stands until what it asks for is done. */
  takenBy: z.string().nullable(),
})
export type StandingAlert = z.infer<typeof StandingAlert>

/** One line of a centre's queue. `patientName` is there for those who may know it; `summary` for clinicians only. */
export const QueueLine = z.object({
  rank: z.int().positive(),
  reason: RankReason,
  referralId: ReferralId,
  centreId: HostCentreId,
  state: ReferralState,
  priorityClass: PriorityClass,
  callToday: z.boolean(),
  deadline: LocalDate.nullable(),
  daysLeft: z.int().nullable(),
  sentAt: Instant,
  patientName: z.string(),
  birthDate: LocalDate,
  communeName: z.string(),
  summary: Wording.optional(),
  held: HeldPlace.nullable(),
  /**
   * `held`: a place in time is theirs; `place_free`: one is left for them; `covered`: an alternative was chosen; `breach`:
   * none of these; `to_place`: not urgent, no place yet.
   */
  safety: z.enum(['held', 'place_free', 'covered', 'breach', 'to_place', 'no_limit']),
  alert: StandingAlert.nullable(),
  revision: z.int(),
  lastChange: z.object({ at: Instant, kind: z.string(), personName: z.string().nullable() }).nullable(),
})
export type QueueLine = z.infer<typeof QueueLine>

/** Why a referral is closed before it was seen. */
export const CloseReason = z.enum(['withdrawn', 'seen_elsewhere', 'moved_away', 'died', 'unreachable'])
export type CloseReason = z.infer<typeof CloseReason>

/** What happened to a referral, oldest first; `text` holds what was typed, for clinicians. */
export const HistoryLine = z.object({
  at: Instant,
  personName: z.string().nullable(),
  kind: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type HistoryLine = z.infer<typeof HistoryLine>

export const OutcomeInput = z.object({
  appointmentId: AppointmentId,
  outcome: OutcomeCode,
  report: z.string().trim().max(4000).default(''),
  resultOwner: z.string().trim().max(120).nullable().default(null),
  resultDue: LocalDate.nullable().default(null),
  /** The letter to the centre as changed by the specialist; null: as written from the answer. */
  letter: z.string().trim().min(1).max(8000).nullable().default(null),
  /** False keeps the letter back; the outcome itself reaches the centre at once. */
  sendLetter: z.boolean().default(true),
})
export type OutcomeInput = z.infer<typeof OutcomeInput>

export const VisitLine = z.object({
  visitId: z.string(),
  outcome: OutcomeCode,
  recordedAt: Instant,
  specialistName: z.string(),
  report: z.string(),
  resultDue: LocalDate.nullable(),
  resultOwner: z.string().nullable(),
  resultReceivedAt: Instant.nullable(),
  /** null until it is sent. */
  letter: z.string().nullable(),
  letterSentAt: Instant.nullable(),
  letterRead: z.object({ at: Instant, by: z.string() }).nullable(),
})
export type VisitLine = z.infer<typeof VisitLine>

export const PatientRecord = PatientIdentity.extend({
  phone: z.string().nullable(),
  phoneDisplay: z.string().nullable(),
  /** How the patient hears from us. */
  channel: z.enum(['sms', 'call', 'none']),
  phoneOwner: z.string(),
  communeInsee: InseeCode,
  communeName: z.string(),
  mobility: z.string(),
  interpreter: z.string().nullable(),
  language: MessageLanguage,
  smsInformed: z.boolean(),
  /** They refuse SMS: nothing more is sent to them by that way. */
  smsStopped: z.boolean(),
})
export type PatientRecord = z.infer<typeof PatientRecord>

/** One referral opened by a GP of its centre or the specialist who sees the patient. */
export const ReferralRecord = z.object({
  referralId: ReferralId,
  centreId: HostCentreId,
  centreName: z.string(),
  /** As the centre writes it; null when it has said none. */
  centrePhone: z.string().nullable(),
  specialty: Specialty,
  state: ReferralState,
  mode: TriageMode,
  priorityClass: PriorityClass,
  callToday: z.boolean(),
  proposedClass: PriorityClass.nullable(),
  proposedCode: z.string().nullable(),
  deadline: LocalDate.nullable(),
  daysLeft: z.int().nullable(),
  score: z.int(),
  majorRisk: z.boolean(),
  slotKind: SlotKind,
  wishes: Wishes,
  sentAt: Instant,
  author: z.string(),
  closedReason: CloseReason.nullable(),
  revision: z.int(),
  patient: PatientRecord,
  clinical: ClinicalRecord,
  protocol: Protocol,
  held: HeldPlace.nullable(),
  safety: SafetyAnswer,
  alternatives: z.array(
    z.object({ kind: AlternativeKind, chosenBy: z.string(), chosenAt: Instant, detail: z.string().nullable() }),
  ),
  alerts: z.array(StandingAlert),
  visits: z.array(VisitLine),
  advice: z.array(AdviceLine),
  history: z.array(HistoryLine),
})
export type ReferralRecord = z.infer<typeof ReferralRecord>

/** The same referral for a coordinator: identity, phone and class, nothing clinical. */
export const ReferralForDesk = ReferralRecord.pick({
  referralId: true,
  centreId: true,
  centreName: true,
  centrePhone: true,
  state: true,
  priorityClass: true,
  deadline: true,
  daysLeft: true,
  slotKind: true,
  wishes: true,
  sentAt: true,
  revision: true,
  patient: true,
  held: true,
})
export type ReferralForDesk = z.infer<typeof ReferralForDesk>

/** A draft as kept: whatever was typed so far. */
export const DraftBody = z.record(z.string(), z.unknown())
export type DraftBody = z.infer<typeof DraftBody>

export const Draft = z.object({
  draftId: z.uuid(),
  centreId: HostCentreId,
  body: DraftBody,
  updatedAt: Instant,
  revision: z.int(),
})
export type Draft = z.infer<typeof Draft>

/** A stop near a centre, as a GP chooses by: when, how far, what is left, until when patients can be sent. */
export const NearbyStop = z.object({
  stopId: StopId,
  centreId: HostCentreId,
  centreName: z.string(),
  department: DepartmentCode,
  unitName: z.string(),
  specialty: Specialty,
  firstDay: LocalDate,
  lastDay: LocalDate,
  driveMinutes: z.int().nullable(),
  freePlaces: z.int().min(0),
  freeUrgentPlaces: z.int().min(0),
  /** Referrals are best sent by this day. */
  closesOn: LocalDate,
})
export type NearbyStop = z.infer<typeof NearbyStop>

/** Monday's page for the arriving doctor. */
export const Handover = z.object({
  centreId: HostCentreId,
  since: LocalDate,
  fresh: z.array(QueueLine),
  waiting: z.array(QueueLine),
  atRisk: z.array(QueueLine),
  answered: z.array(
    z.object({
      referralId: ReferralId,
      patientName: z.string(),
      outcome: OutcomeCode,
      recordedAt: Instant,
      specialistName: z.string(),
    }),
  ),
  /** Visits whose day is over and of which nobody said anything. `arrived`: the patient came, the outcome is missing. */
  unrecorded: z.array(
    z.object({
      referralId: ReferralId,
      patientName: z.string(),
      priorityClass: PriorityClass,
      date: LocalDate,
      centreName: z.string(),
      arrived: z.boolean(),
      escalated: z.boolean(),
    }),
  ),
  owed: z.array(
    z.object({
      referralId: ReferralId,
      visitId: z.string(),
      patientName: z.string(),
      outcome: OutcomeCode,
      resultDue: LocalDate.nullable(),
      daysLeft: z.int().nullable(),
      resultOwner: z.string().nullable(),
    }),
  ),
})
export type Handover = z.infer<typeof Handover>

/** What a planner may know of demand: counts. */
export const DemandCount = z.object({
  centreId: HostCentreId,
  priorityClass: PriorityClass,
  waiting: z.int(),
  booked: z.int(),
  breaches: z.int(),
  pastDeadline: z.int(),
})
export type DemandCount = z.infer<typeof DemandCount>
