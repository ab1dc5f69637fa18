import type { PriorityClass, SlotKind } from '../../shared/appointment.ts'
import type { InseeCode } from '../../shared/geo.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Answers, Protocol, Question } from '../../shared/protocol.ts'
import type { Attestation, Mobility, PhoneOwner, ReasonInput } from '../../shared/referral.ts'
import type { LocalDate } from '../../shared/time.ts'

/** The specialty of a referral whose address names none. */
export const DEFAULT_SPECIALTY = 'dermatology'

/** Everything typed so far: what a draft keeps, as it stands, complete or not. */
export type ReferValues = {
  readonly idempotencyKey: string
  readonly specialty: string
  readonly patient: {
    readonly familyName: string
    readonly givenName: string
    readonly birthDate: string
    readonly phone: string
    readonly phoneOwner: PhoneOwner
    readonly commune: { readonly insee: InseeCode; readonly name: string } | null
    readonly mobility: Mobility
    readonly interpreter: string
    readonly language: 'fr' | 'en'
    readonly smsInformed: boolean
  }
  /** `key` names an item for its pictures, wherever it stands in the list. */
  readonly lesions: readonly { readonly key: string; readonly answers: Answers }[]
  readonly background: Answers
  readonly note: string
  readonly attestation: Attestation | null
  readonly priorityClass: PriorityClass | null
  readonly override: ReasonInput | null
  readonly slotKind: SlotKind
  readonly halfDay: 'any' | 'morning' | 'afternoon'
  readonly maxDriveMinutes: number
  readonly excludedDates: readonly LocalDate[]
  readonly duplicateSeen: boolean
}

/** A form nobody has typed in yet. */
export function emptyForm(specialty: string = DEFAULT_SPECIALTY): ReferValues {
  return {
    idempotencyKey: crypto.randomUUID(),
    specialty,
    patient: {
      familyName: '',
      givenName: '',
      birthDate: '',
      phone: '',
      phoneOwner: 'patient',
      commune: null,
      mobility: 'independent',
      interpreter: '',
      language: 'fr',
      smsInformed: false,
    },
    lesions: [emptyLesion()],
    background: {},
    note: '',
    attestation: null,
    priorityClass: null,
    override: null,
    slotKind: 'consultation',
    halfDay: 'any',
    maxDriveMinutes: 45,
    excludedDates: [],
    duplicateSeen: false,
  }
}

/** An item nobody has described yet. */
export function emptyLesion(): ReferValues['lesions'][number] {
  return { key: crypto.randomUUID(), answers: {} }
}

/** A draft read back: what an older version of the form lacks takes its empty value. */
export function formOfDraft(body: Readonly<Record<string, unknown>>): ReferValues {
  const empty = emptyForm()
  const kept = body as Partial<ReferValues>
  const lesions = kept.lesions?.map((lesion) => ({ ...emptyLesion(), ...lesion })) ?? empty.lesions
  return { ...empty, ...kept, lesions, patient: { ...empty.patient, ...kept.patient } }
}

/** The class in force: an R situation is always P1. */
export function classInForce(form: Pick<ReferValues, 'attestation' | 'priorityClass'>): PriorityClass | null {
  return form.attestation === 'at_least_one' ? 'P1' : form.priorityClass
}

/** The body of the request that sends the form. */
export function toRequest(
  form: ReferValues,
  about: { centreId: HostCentreId; specialty: string; draftId: string; loweringConfirmed: boolean },
) {
  const { commune, birthDate, interpreter, phone, ...patient } = form.patient
  return {
    ...about,
    idempotencyKey: form.idempotencyKey,
    patient: {
      ...patient,
      birthDate: birthDate as LocalDate,
      phone: phone.trim() || null,
      communeInsee: commune?.insee ?? ('' as InseeCode),
      interpreter: interpreter.trim() || null,
    },
    lesions: form.lesions.map(({ key, answers }) => ({ key, answers })),
    background: form.background,
    note: form.note,
    attestation: form.attestation,
    priorityClass: classInForce(form) ?? 'P4',
    override: form.override,
    slotKind: form.slotKind,
    wishes: {
      halfDay: form.halfDay === 'any' ? null : form.halfDay,
      maxDriveMinutes: form.maxDriveMinutes,
      excludedDates: [...form.excludedDates],
    },
    duplicateSeen: form.duplicateSeen,
  }
}

/** The questions of a scope that nobody has answered; a choice or a measure only when the protocol requires it. */
export function unanswered(
  protocol: Pick<Protocol, 'questions'>,
  scope: Question['scope'],
  answers: Answers,
): Question[] {
  return protocol.questions.filter(
    (question) =>
      question.scope === scope && (question.kind === 'sign' || question.required) && answers[question.id] === undefined,
  )
}

/** The fields still empty, by the names the server gives them. */
export function missingFields(
  form: ReferValues,
  protocol: Pick<Protocol, 'questions'>,
  mode: 'declared' | 'assisted',
): string[] {
  const { patient } = form
  const missing: string[] = []
  const need = (isThere: boolean, field: string) => {
    if (!isThere) missing.push(field)
  }
  need(patient.familyName.trim() !== '', 'patient.familyName')
  need(patient.givenName.trim() !== '', 'patient.givenName')
  need(patient.birthDate !== '', 'patient.birthDate')
  need(patient.phone.trim() !== '', 'patient.phone')
  need(patient.commune !== null, 'patient.communeInsee')
  form.lesions.forEach(({ answers }, at) => {
    for (const question of unanswered(protocol, 'lesion', answers)) missing.push(`lesions.${at}.answers.${question.id}`)
  })
  for (const question of unanswered(protocol, 'patient', form.background)) missing.push(`background.${question.id}`)
  need(mode === 'assisted' || form.attestation !== null, 'attestation')
  need(classInForce(form) !== null, 'priorityClass')
  return missing
}
