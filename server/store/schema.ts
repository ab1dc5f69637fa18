import type { DepartmentCode, InseeCode } from '../../shared/geo.ts'
import type {
  AlertId,
  AppointmentId,
  AuthenticatorId,
  HostCentreId,
  MessageId,
  PatientId,
  PersonId,
  ReferralId,
  SessionId,
  SlotId,
  SpecialistId,
  StopId,
  TourId,
  UnitId,
} from '../../shared/ids.ts'
import type { Role } from '../../shared/person.ts'
import type { Instant, LocalDate, MinuteOfDay, TimeZone } from '../../shared/time.ts'

/** A boolean: neither engine's own type, so that both read alike. */
export type Flag = 0 | 1
/** JSON kept as text; the store that reads it parses it with zod. */
export type Json = string
/** AES-256-GCM text of the vault: unreadable without the key, which is not in the database. */
export type Sealed = string
/** Keyed hash of the vault: finds an equal value without knowing it. */
export type Fingerprint = string

/** The tables, one type a row. Columns named `sealed_*` hold personal data and never anything readable. */
export interface Schema {
  setting: { key: string; value: Json }
  person: {
    id: PersonId
    name: string
    role: Role
    /** What the sign-in page says of a fictitious account; null for real people. */
    demo_description: string | null
    active: Flag
    created_at: Instant
    /** What they type beside a password; given with the account, never secret. */
    sign_in_name: string | null
    sealed_email: Sealed | null
    sealed_rpps: Sealed | null
    /** Finds a doctor whom Pro Santé Connect names. */
    rpps_fingerprint: Fingerprint | null
  }
  /** A dated assignment of a person to a centre; `to_date` null means open-ended. Access ends with it. */
  duty: {
    id: string
    person_id: PersonId
    centre_id: HostCentreId
    from_date: LocalDate
    to_date: LocalDate | null
  }
  sign_in_session: {
    token_hash: string
    person_id: PersonId
    created_at: Instant
    last_seen_at: Instant
    expires_at: Instant
    method: 'demo' | 'passkey' | 'password' | 'psc'
    /** When the person last proved who they are; null: never since this column exists. */
    proven_at: Instant | null
    /** Browser and system in two words, `firefox/windows`. */
    device: string | null
    /** What Pro Santé Connect said of this session: identity token, activities, the one chosen. */
    sealed_federation: Sealed | null
  }
  /** A single-use link by which a person sets up their way in; using it ends what they had before. */
  invitation: {
    id: string
    token_hash: string
    person_id: PersonId
    purpose: 'invitation' | 'recovery'
    /** null: made from the command line, or by a recovery code. */
    created_by: PersonId | null
    created_at: Instant
    expires_at: Instant
    used_at: Instant | null
  }
  /** One way in: a passkey (credential, key, counter) or a password with one-time codes (hash, secret, last step used). */
  authenticator: {
    id: AuthenticatorId
    person_id: PersonId
    kind: 'passkey' | 'password'
    name: string
    created_at: Instant
    last_used_at: Instant | null
    credential_id: string | null
    public_key: string | null
    sign_count: number | null
    transports: Json | null
    password_hash: string | null
    sealed_secret: Sealed | null
    last_step: number | null
  }
  recovery_code: {
    code_hash: string
    person_id: PersonId
    created_at: Instant
    used_at: Instant | null
  }
  /** Challenges already answered: a second answer is refused. */
  spent_ceremony: { id: string; expires_at: Instant }
  /** Failed attempts by keyed hash of their source, alone and with the name tried. */
  sign_in_failure: { key: Fingerprint; failures: number; last_at: Instant }
  /** Append-only and hash-chained: each row's hash covers the previous one's. */
  access_log: {
    id: string
    /** Sorts rows as they were written; the chain follows it. */
    order_key: string
    /** Place in the chain; null, like both hashes, until the row is chained. */
    sequence: number | null
    at: Instant
    person_id: PersonId | null
    role: Role | null
    action: string
    resource: string
    resource_id: string | null
    purpose: string
    previous_hash: string | null
    hash: string | null
  }
  host_centre: {
    id: HostCentreId
    name: string
    commune_insee: InseeCode
    department: DepartmentCode
    lng: number
    lat: number
    zone: TimeZone
    lines: number
    phone: string | null
    address: string | null
    directions: string | null
    opening_hours: Json
    opening_hours_assumed: Flag
    closed_weeks: Json
    min_days: number
    max_days: number
    revisit_days: number
    active: Flag
  }
  unit: {
    id: UnitId
    name: string
    specialty: string
    depot_name: string
    depot_lng: number
    depot_lat: number
    profile: 'car' | 'truck'
    rooms: number
    /** shared/unit.ts SessionTemplate */
    session_template: Json
    /** shared/unit.ts DrivingPolicy */
    driving_policy: Json
    /** Out-of-service periods: `[{from, to, reason}]`. */
    out_of_service: Json
    /** shared/unit.ts Vehicle; null while nothing is known of it. */
    vehicle: Json | null
    active: Flag
    /** shared/unit.ts ChecklistTemplate; null for the default one. */
    checklist: Json | null
    /** Moves on at every change: whoever writes says which one they had read. */
    revision: number
  }
  specialist: {
    id: SpecialistId
    person_id: PersonId
    specialty: string
    rpps: string | null
    status: 'hospital' | 'private' | 'retired'
    base_insee: InseeCode | null
    max_days_per_month: number
  }
  specialist_authorisation: {
    specialist_id: SpecialistId
    department: DepartmentCode
    state: 'requested' | 'granted' | 'refused'
    from_date: LocalDate | null
    to_date: LocalDate | null
  }
  tour: {
    id: TourId
    unit_id: UnitId
    name: string
    state: 'draft' | 'proposed' | 'published' | 'running' | 'done' | 'cancelled'
    from_date: LocalDate
    to_date: LocalDate
    /** 0 until first published. */
    version: number
    /** The PlanProblem and Plan the tour came from, when it came from a proposal. */
    problem: Json | null
    plan: Json | null
    created_by: PersonId | null
    created_at: Instant
    updated_at: Instant
    revision: number
  }
  tour_version: {
    tour_id: TourId
    version: number
    published_by: PersonId | null
    published_at: Instant
    snapshot: Json
    changes: Json
  }
  /** A computed plan with the problem it answers, kept so that it can be downloaded, verified and turned into a draft. */
  proposal: {
    id: string
    unit_id: UnitId
    state: 'running' | 'done' | 'failed' | 'cancelled'
    request: Json
    problem: Json
    plan: Json | null
    refusal: Json | null
    created_by: PersonId | null
    created_at: Instant
    finished_at: Instant | null
    /** The process that computes it, and when it last said so (real time, even in demo); null before and after. */
    runner: string | null
    seen_alive_at: Instant | null
    /** Score and bound over time as last said while it runs. */
    progress: Json | null
    /** Somebody asked its process to stop and keep the best plan found. */
    stop_asked: Flag
    /** The name it is kept under; null while nobody keeps it. */
    name: string | null
    /** Score, bound and terms, for lists; null before it ends, and in proposals of the first releases. */
    summary: Json | null
  }
  /** How many visits of a tour ended with each outcome, counted once: never changed, so that no two readings differ. */
  settled_outcomes: {
    tour_id: TourId
    settled_at: Instant
    counts: Json
  }
  stop: {
    id: StopId
    tour_id: TourId
    unit_id: UnitId
    centre_id: HostCentreId
    position: number
    first_day: LocalDate
    last_day: LocalDate
    state: 'planned' | 'published' | 'running' | 'done' | 'cancelled'
    pinned: Flag
  }
  session: {
    id: SessionId
    stop_id: StopId
    date: LocalDate
    start_minute: MinuteOfDay
    end_minute: MinuteOfDay
  }
  /** A specialist's day at a stop. Unique by (specialist, date): one place at a time. */
  specialist_day: {
    id: string
    stop_id: StopId
    date: LocalDate
    specialist_id: SpecialistId
    signed_up_at: Instant
  }
  readiness_item: {
    id: string
    stop_id: StopId
    item: string
    state: 'red' | 'amber' | 'green'
    owner: string | null
    due_date: LocalDate | null
    note: string | null
    updated_by: PersonId | null
    updated_at: Instant
    /** The unit's own words for a point that is not one of the usual ones. */
    label: string | null
  }
  /** What a host centre answered about the days of a stop, for good: the latest one for the present days counts. */
  host_answer: {
    id: string
    stop_id: StopId
    /** 1 for a stop's first answer. */
    sequence: number
    first_day: LocalDate
    last_day: LocalDate
    answer: 'accepted' | 'declined'
    reason: string | null
    /** Other days the centre offers: `[{firstDay, lastDay}]`. */
    offered: Json
    means: 'page' | 'link' | 'telephone'
    /** Whoever spoke for the centre, by name. */
    answered_by: string
    /** Who was signed in: the coordinator, or the planner who heard it; null through a link. */
    person_id: PersonId | null
    answered_at: Instant
  }
  /** A secret address by which one centre answers for one tour; only its keyed hash is known. */
  host_link: {
    token_hash: Fingerprint
    tour_id: TourId
    centre_id: HostCentreId
    created_by: PersonId | null
    created_at: Instant
    expires_at: Instant
    revoked_at: Instant | null
  }
  /** A paper attached to a point of a checklist: it may name people, so that its content is sealed. */
  readiness_document: {
    id: string
    stop_id: StopId
    item: string
    name: string
    media_type: 'application/pdf' | 'image/jpeg'
    size_bytes: number
    /** Base64 of the file. */
    sealed_content: Sealed
    added_by: PersonId | null
    added_at: Instant
  }
  /** A specialist who would take a day if they could: it is full, or their authorisation is on its way. */
  stop_day_volunteer: {
    id: string
    stop_id: StopId
    date: LocalDate
    specialist_id: SpecialistId
    volunteered_at: Instant
  }
  patient: {
    id: PatientId
    centre_id: HostCentreId
    /** JSON {familyName, givenName, birthDate}. */
    sealed_identity: Sealed
    /** Of normalised name and birth date: notices the same patient referred twice. */
    identity_fingerprint: Fingerprint
    sealed_phone: Sealed | null
    phone_fingerprint: Fingerprint | null
    /** Whose phone it is: `patient`, `relative`, `carer`… */
    phone_owner: string
    commune_insee: InseeCode
    mobility: string
    /** The language, which would tell where somebody comes from. */
    sealed_interpreter: Sealed | null
    language: 'fr' | 'en'
    sms_informed: Flag
    /** STOP was answered, or the patient objected: nothing more by SMS. */
    sms_stopped: Flag
    created_at: Instant
    updated_at: Instant
  }
  referral: {
    id: ReferralId
    centre_id: HostCentreId
    patient_id: PatientId
    author_id: PersonId
    specialty: string
    protocol_id: string
    protocol_version: string
    mode: 'declared' | 'assisted'
    state: 'waiting' | 'offered' | 'booked' | 'redirected' | 'seen' | 'closed'
    proposed_class: 'P1' | 'P2' | 'P3' | 'P4' | null
    proposed_code: string | null
    priority_class: 'P1' | 'P2' | 'P3' | 'P4'
    /** The R flag: do not wait for the unit. */
    call_today: Flag
    deadline: LocalDate | null
    major_risk: Flag
    seven_point_score: number
    slot_kind: 'consultation' | 'procedure'
    /** Lesions, answers, background, letter: JSON of shared/referral.ts. */
    sealed_clinical: Sealed
    /** JSON {halfDay, companionReferralId, maxDriveMinutes}: nothing clinical. */
    wishes: Json
    /** Commune of the patient, repeated here so that planning counts without opening a patient. */
    commune_insee: InseeCode
    sent_at: Instant
    /** The sender's key: the same request sent twice is one referral. */
    idempotency_key: string
    closed_reason: string | null
    closed_at: Instant | null
    revision: number
  }
  /** How far a commune is from a centre, kept so that a deadline can be judged inside a transaction. `minutes` null: out of reach. */
  drive_time: {
    commune_insee: InseeCode
    centre_id: HostCentreId
    minutes: number | null
    provider: string
  }
  /** Append-only history of a referral. */
  referral_event: {
    id: string
    referral_id: ReferralId
    sequence: number
    at: Instant
    person_id: PersonId | null
    kind: string
    sealed_details: Sealed | null
    /** The centre of the referral; null when a process of an earlier version wrote it, until the job fills it in. */
    centre_id: HostCentreId | null
  }
  referral_draft: {
    id: string
    author_id: PersonId
    centre_id: HostCentreId
    sealed_body: Sealed
    updated_at: Instant
    revision: number
  }
  /** A picture of one item, while the form is written (`draft_id`) and once it is sent (`referral_id`, `lesion` its place). */
  picture: {
    id: string
    draft_id: string | null
    referral_id: ReferralId | null
    lesion_key: string
    lesion: number | null
    /** One of the framings of the protocol, such as `overview`. */
    framing: string
    width: number
    height: number
    created_by: PersonId
    created_at: Instant
    /** JPEG bytes in base64. */
    sealed_thumbnail: Sealed
    sealed_image: Sealed
  }
  /** Whom to call in a department: public services, never a patient. `specialty` null means all. */
  care_contact: {
    id: string
    department: DepartmentCode
    kind: 'hospital' | 'teleexpertise' | 'emergency'
    specialty: string | null
    name: string
    phone: string | null
    hours: string | null
    url: string | null
    updated_at: Instant
  }
  /** What a person chose when no slot stood before the deadline. */
  alternative: {
    id: string
    referral_id: ReferralId
    kind: 'teleexpertise' | 'hospital_call' | 'other_centre' | 'overbooked' | 'waiting_list'
    chosen_by: PersonId
    chosen_at: Instant
    /** Set when the class rises: what was chosen at a lower one no longer covers the patient. */
    superseded_at: Instant | null
    details: Json
  }
  alert: {
    id: AlertId
    centre_id: HostCentreId
    referral_id: ReferralId
    kind: string
    raised_at: Instant
    acknowledged_by: PersonId | null
    acknowledged_at: Instant | null
    escalated_at: Instant | null
    resolved_at: Instant | null
    details: Json
  }
  slot: {
    id: SlotId
    stop_id: StopId
    date: LocalDate
    start_minute: MinuteOfDay
    end_minute: MinuteOfDay
    room: number
    kind: 'consultation' | 'procedure'
    /** Kept for P1–P2 until the reserve is released. */
    reserved: Flag
    overbooked: Flag
    overbooked_by: PersonId | null
    /** Typed by whoever added the place: it may hold a clinical word. */
    sealed_overbooked_reason: Sealed | null
    /** Taken out of the agenda by a change of sessions; kept while an appointment points to it. */
    withdrawn: Flag
  }
  /** A patient's hold on a slot. An offer is one in state `offered`. Unique while live: by slot, and by referral. */
  appointment: {
    id: AppointmentId
    slot_id: SlotId
    stop_id: StopId
    referral_id: ReferralId
    state:
      | 'offered'
      | 'booked'
      | 'confirmed'
      | 'arrived'
      | 'done'
      | 'no_show'
      | 'excused'
      | 'declined'
      | 'expired'
      | 'cancelled'
    live: Flag
    held_until: Instant | null
    ended_reason: string | null
    created_by: PersonId | null
    created_at: Instant
    updated_at: Instant
    revision: number
  }
  waiting_list_entry: {
    id: string
    referral_id: ReferralId
    /** null: any stop within reach. */
    stop_id: StopId | null
    state: 'waiting' | 'offered' | 'accepted' | 'declined' | 'expired' | 'booked' | 'left'
    entered_at: Instant
    updated_at: Instant
  }
  attendance_note: {
    id: string
    appointment_id: AppointmentId
    attendance: 'arrived' | 'excused' | 'no_show' | 'booked' | 'confirmed'
    noted_by: PersonId
    /** On the device's own clock when it had no network. */
    noted_at: Instant
    received_at: Instant
    offline: Flag
    /** `set_aside`: someone else had noted otherwise meanwhile; kept for a person to settle. */
    outcome: 'applied' | 'same' | 'set_aside' | 'refused'
    settled_at: Instant | null
    settled_by: PersonId | null
  }
  /** `scope`: `default`, `specialty:<name>` or `centre:<id>`. */
  message_template: {
    scope: string
    language: 'fr' | 'en'
    kind: string
    template: string
    changed_by: PersonId | null
    changed_at: Instant | null
  }
  message: {
    id: MessageId
    centre_id: HostCentreId
    referral_id: ReferralId | null
    appointment_id: AppointmentId | null
    /** The place its text speaks of: a patient moved since must not read the old time. */
    slot_id: SlotId | null
    kind: string
    language: 'fr' | 'en'
    sealed_phone: Sealed
    phone_fingerprint: Fingerprint
    sealed_body: Sealed
    segments: number
    state: 'queued' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'unknown' | 'skipped'
    urgent: Flag
    /** Expects OUI or NON. */
    asks: Flag
    answered_at: Instant | null
    due_at: Instant
    /** After this the message has lost its purpose. */
    lapses_at: Instant | null
    attempts: number
    gateway: string | null
    gateway_reference: string | null
    skipped_reason: string | null
    /** One message per event and appointment, whatever is retried. */
    dedupe_key: string
    claimed_until: Instant | null
    created_at: Instant
    sent_at: Instant | null
    updated_at: Instant
  }
  reply: {
    id: string
    received_at: Instant
    sealed_phone: Sealed
    phone_fingerprint: Fingerprint
    sealed_body: Sealed
    meaning: 'yes' | 'no' | 'stop' | 'contact' | 'unclear'
    message_id: MessageId | null
    centre_id: HostCentreId | null
    state: 'applied' | 'to_review' | 'reviewed'
    reviewed_by: PersonId | null
    reviewed_at: Instant | null
    gateway_reference: string | null
  }
  patient_link: {
    token_hash: string
    appointment_id: AppointmentId
    created_at: Instant
    expires_at: Instant
    /** Sealed token, so that a reminder repeats the same link. */
    sealed_token: Sealed
  }
  call_task: {
    id: string
    centre_id: HostCentreId
    referral_id: ReferralId
    appointment_id: AppointmentId | null
    reason: string
    state: 'open' | 'done'
    attempts: number
    outcome: string | null
    urgent: Flag
    due_at: Instant
    dedupe_key: string
    closed_by: PersonId | null
    created_at: Instant
    updated_at: Instant
  }
  /** Areas somebody called underserved, as uploaded: one row at most. */
  underserved_layer: {
    id: string
    name: string
    source: string
    source_date: LocalDate
    kind: 'outlines' | 'communes'
    /** `[{name, code}]`. */
    areas: Json
    /** Named outlines, where they were given as areas. */
    geometry: Json | null
    /** INSEE codes inside. */
    communes: Json
    unknown_codes: Json
    uploaded_by: PersonId | null
    uploaded_at: Instant
  }
  /** A commune where a specialist is known to practise. */
  specialist_site: {
    specialty: string
    commune_insee: InseeCode
  }
  /** What the specialist concluded, and what is still owed. */
  visit: {
    id: string
    appointment_id: AppointmentId
    referral_id: ReferralId
    specialist_id: SpecialistId
    /** An `OutcomeCode`. */
    sealed_outcome: Sealed
    sealed_report: Sealed | null
    recorded_at: Instant
    result_due: LocalDate | null
    result_received_at: Instant | null
    sealed_result_owner: Sealed | null
    /** To the centre, as the specialist sent it; null while nothing was written. */
    sealed_letter: Sealed | null
    letter_sent_at: Instant | null
    letter_read_at: Instant | null
    letter_read_by: PersonId | null
  }
  /** What a specialist says of a referral before the visit. One waits for its decision at a time. */
  advice: {
    id: string
    referral_id: ReferralId
    appointment_id: AppointmentId
    specialist_id: SpecialistId
    proposal: 'come' | 'no_visit'
    sealed_text: Sealed
    given_at: Instant
    decision: 'freed' | 'kept' | null
    decided_by: PersonId | null
    decided_at: Instant | null
  }
  /** How many requests a key (a hash) made in its window, for several processes together. */
  rate_limit: { key: string; points: number; expire: number | null }
  /** Which process runs a job, until when it may be believed, and how its last round went. Real time, even in demo. */
  job_lease: {
    job: string
    holder: string
    held_until: Instant
    started_at: Instant
    finished_at: Instant | null
    /** Rounds that failed since one last succeeded. */
    failed: number
  }
  /** Referrals of which nothing is left but what can be counted, and the patients nobody can name any more. */
  erased_referral: { referral_id: ReferralId; at: Instant }
  erased_patient: { patient_id: PatientId; at: Instant }
  /** What retention erased, counted by rule; nothing of whom. */
  retention_run: { id: string; started_at: Instant; finished_at: Instant; counts: Json }
}
