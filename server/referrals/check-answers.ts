import { type Refusal, refuse } from '../../shared/problem.ts'
import { type Answers, type Question, SignAnswer, urgency, type Verdict } from '../../shared/protocol.ts'
import type { ReferralInput, TriageMode } from '../../shared/referral.ts'
import { openQuestions } from './open-questions.ts'
import { checkReason } from './priority.ts'
import { type CompiledProtocol, mostUrgent, verdictOn } from './protocol.ts'

type Triage = Pick<
  ReferralInput,
  'lesions' | 'background' | 'attestation' | 'priorityClass' | 'override' | 'loweringConfirmed'
>

/** What the class rests on: what the protocol would say of each item, and of the whole. */
export type Judgement = { readonly lesions: readonly Verdict[]; readonly overall: Verdict; readonly callToday: boolean }

/** The answers that judge each item: its own with those given once for the patient. */
export function answersByItem(triage: Pick<Triage, 'lesions' | 'background'>): Answers[] {
  return triage.lesions.map((lesion) => ({ ...triage.background, ...lesion.answers }))
}

/** Where a question's answer stands in a request. */
export function fieldOf(question: Pick<Question, 'id' | 'scope'>, lesion: number): string {
  return question.scope === 'patient' ? `background.${question.id}` : `lesions.${lesion}.answers.${question.id}`
}

/** Refuses an answer the protocol does not know, or a required one that is missing. */
export function checkShape(compiled: CompiledProtocol, triage: Pick<Triage, 'lesions' | 'background'>): Refusal | null {
  const { questions } = compiled.protocol
  const byId = new Map(questions.map((question) => [question.id, question]))
  const wrong = (answers: Answers, scope: Question['scope'], lesion: number): Refusal | null => {
    for (const [id, value] of Object.entries(answers)) {
      const question = byId.get(id)
      if (question?.scope !== scope || !isAnswerTo(question, value)) {
        return refuse('answer_unknown', { field: fieldOf({ id, scope }, lesion) })
      }
    }
    const missing = questions.find(
      (question) => question.required && question.scope === scope && answers[question.id] === undefined,
    )
    return missing ? refuse('answer_required', { field: fieldOf(missing, lesion) }) : null
  }
  const background = wrong(triage.background, 'patient', 0)
  if (background) return background
  for (const [index, lesion] of triage.lesions.entries()) {
    const refused = wrong(lesion.answers, 'lesion', index)
    if (refused) return refused
  }
  return null
}

function isAnswerTo(question: Question, value: string | number): boolean {
  if (question.kind === 'sign') return SignAnswer.safeParse(value).success
  if (question.kind === 'measure') return typeof value === 'number' && value > 0 && value <= question.maximum
  return question.options.some((option) => option.id === value)
}

/** What is left open that could make it urgent, item by item; what is asked once is named once. */
export function openIn(compiled: CompiledProtocol, triage: Pick<Triage, 'lesions' | 'background'>, floor: number) {
  const { questions } = compiled.protocol
  const found = new Map<string, { lesion: number | null; question: string; field: string }>()
  answersByItem(triage).forEach((answers, index) => {
    for (const id of openQuestions(compiled, answers, floor)) {
      const question = questions.find((one) => one.id === id)!
      const field = fieldOf(question, index)
      found.set(field, { lesion: question.scope === 'patient' ? null : index, question: id, field })
    }
  })
  return [...found.values()]
}

/** What the protocol says of each item and of the whole. */
export function judgeAll(compiled: CompiledProtocol, triage: Pick<Triage, 'lesions' | 'background'>) {
  const lesions = answersByItem(triage).map((answers) => verdictOn(compiled, answers))
  return { lesions, overall: mostUrgent(lesions) }
}

/**
 * Whether a triage may be sent. In both modes it is complete and coherent. Declared: the attestation is given and does
 * not contradict the answers. Assisted: a class other than the proposed one has its reason, and lowering P1 is confirmed.
 */
export function checkTriage(compiled: CompiledProtocol, mode: TriageMode, triage: Triage): Judgement | Refusal {
  const shape = checkShape(compiled, triage)
  if (shape) return shape
  const { lesions, overall } = judgeAll(compiled, triage)
  const incoherent = lesions.findIndex((verdict) => verdict.incoherent)
  const rule = compiled.protocol.incoherence
  if (incoherent >= 0 && rule) {
    return refuse('incoherent_answers', { field: `lesions.${incoherent}.answers.${rule.treat.choice}` })
  }
  const proposed = urgency(overall.priorityClass, overall.redFlag)
  const refused = mode === 'declared' ? checkDeclared(triage, overall) : checkAssisted(triage, overall)
  if (refused) return refused
  const chosen = urgency(triage.priorityClass, triage.attestation === 'at_least_one')
  const open = openIn(compiled, triage, Math.max(proposed, chosen))
  if (open[0]) {
    return refuse('not_assessed_blocks', {
      field: open[0].field,
      details: { questions: open.map(({ lesion, question }) => ({ lesion, question })) },
    })
  }
  const callToday = mode === 'declared' ? triage.attestation === 'at_least_one' : overall.redFlag
  return { lesions, overall, callToday: callToday && triage.priorityClass === 'P1' }
}

function checkDeclared(triage: Triage, overall: Verdict): Refusal | null {
  if (triage.attestation === null) return refuse('attestation_required', { field: 'attestation' })
  if (triage.attestation === 'at_least_one' && triage.priorityClass !== 'P1') {
    return refuse('red_flag_is_p1', { field: 'priorityClass' })
  }
  if (triage.attestation === 'none' && overall.redFlag) {
    return refuse('contradictory_attestation', { field: 'attestation', details: { code: overall.code } })
  }
  return null
}

function checkAssisted(triage: Triage, overall: Verdict): Refusal | null {
  if (triage.priorityClass === overall.priorityClass) return null
  const lacking = checkReason(triage.override, 'override')
  if (lacking) return lacking
  if (overall.priorityClass === 'P1' && !triage.loweringConfirmed) {
    return refuse('confirm_lowering', { field: 'loweringConfirmed' })
  }
  return null
}
