import { z } from 'zod'
import { PriorityClass } from './appointment.ts'
import { Framing } from './picture.ts'

/** Words in both languages of the interface. */
export const Wording = z.object({ fr: z.string().min(1), en: z.string().min(1) })
export type Wording = z.infer<typeof Wording>

/** The three states of an answer. `not_assessed` never counts as `no`. */
export const SignAnswer = z.enum(['yes', 'no', 'not_assessed'])
export type SignAnswer = z.infer<typeof SignAnswer>

/** Answers by question id: a sign's state, a choice's option id, or a measure in the question's own unit. */
export const Answers = z.record(z.string().max(40), z.union([z.string().max(40), z.number().min(0).max(1000)]))
export type Answers = z.infer<typeof Answers>

const QuestionBase = z.object({
  id: z.string(),
  /** `lesion`: asked for each lesion; `patient`: asked once. */
  scope: z.enum(['lesion', 'patient']),
  /** Heading of the form under which the question stands. */
  group: z.string(),
  label: Wording,
  hint: Wording.optional(),
  required: z.boolean().default(false),
})
export const Question = z.discriminatedUnion('kind', [
  QuestionBase.extend({ kind: z.literal('sign') }),
  QuestionBase.extend({
    kind: z.literal('choice'),
    options: z.array(z.object({ id: z.string(), label: Wording })).min(2),
  }),
  QuestionBase.extend({ kind: z.literal('measure'), unit: z.string(), maximum: z.number().positive() }),
])
export type Question = z.infer<typeof Question>

/**
 * When something holds. There is no negation: a sign that appears can only make more conditions true,
 * which is half of what keeps a protocol monotone (the order of its rules is the other half, and is tested).
 */
export type Condition =
  | { always: true }
  | { sign: string }
  | { choice: string; in: string[] }
  | { measure: string; atLeast: number }
  | { measure: string; above: number }
  | { score: string; atLeast: number }
  | { named: string }
  | { all: Condition[] }
  | { any: Condition[] }
  | { atLeast: number; of: Condition[] }
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ always: z.literal(true) }),
    z.strictObject({ sign: z.string() }),
    z.strictObject({ choice: z.string(), in: z.array(z.string()).min(1) }),
    z.strictObject({ measure: z.string(), atLeast: z.number() }),
    z.strictObject({ measure: z.string(), above: z.number() }),
    z.strictObject({ score: z.string(), atLeast: z.number() }),
    z.strictObject({ named: z.string() }),
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ atLeast: z.number(), of: z.array(Condition).min(1) }),
  ]),
)

export const ProtocolRule = z.object({
  code: z.string(),
  when: Condition,
  priorityClass: PriorityClass,
  /** The patient must not wait for the unit: somebody is called today. */
  redFlag: z.boolean().default(false),
  reason: Wording,
})
export type ProtocolRule = z.infer<typeof ProtocolRule>

export const ProtocolClass = z.object({
  id: PriorityClass,
  label: Wording,
  /** Days from sending within which the patient is seen; null: no limit. */
  withinDays: z.int().positive().nullable(),
  /** Days after which a referral still waiting is looked at again. */
  reviewDays: z.int().positive().nullable(),
  criteria: z.array(Wording),
})
export type ProtocolClass = z.infer<typeof ProtocolClass>

export const OutcomeCode = z.enum([
  'benign',
  'watch',
  'biopsy_done',
  'excision_to_arrange',
  'sent_to_hospital',
  'did_not_come',
])
export type OutcomeCode = z.infer<typeof OutcomeCode>

export const ProtocolOutcome = z.object({
  id: OutcomeCode,
  label: Wording,
  /** A result is owed to the centre this many days after the visit, and an alert raised at `alertDays`. */
  resultDays: z.int().positive().nullable(),
  alertDays: z.int().positive().nullable(),
  needsOwnerAndDeadline: z.boolean().default(false),
})
export type ProtocolOutcome = z.infer<typeof ProtocolOutcome>

/** A specialty's triage protocol: versioned data, never code. A referral keeps the version that judged it. */
export const Protocol = z.object({
  id: z.string(),
  specialty: z.string(),
  version: z.string(),
  title: Wording,
  status: Wording,
  source: Wording,
  /** What one item of a referral is called: a lesion for dermatology, a complaint elsewhere. */
  itemName: Wording,
  groups: z.array(z.object({ id: z.string(), label: Wording })),
  questions: z.array(Question),
  /** The choices that name an item in a queue or a letter, in order. */
  itemSummary: z.array(z.string()),
  /** The pictures asked for of each item, in order; none are ever required. */
  pictures: z
    .array(z.object({ id: Framing, label: Wording, hint: Wording }))
    .max(4)
    .default([]),
  /** The choice of this id is offered on a body map. */
  bodyMap: z.string().nullable(),
  named: z.record(z.string(), Condition),
  scores: z.record(z.string(), z.array(z.object({ points: z.int().positive(), when: Condition }))),
  /** Derived signs worth printing, such as the letters of ABCDE. */
  printed: z.array(z.object({ label: Wording, when: Condition })),
  incoherence: z
    .object({ when: Condition, treat: z.object({ choice: z.string(), as: z.string() }), message: Wording })
    .nullable(),
  rules: z.array(ProtocolRule).min(1),
  classes: z.array(ProtocolClass).length(4),
  redFlags: z.array(z.object({ code: z.string(), situation: Wording, call: Wording })),
  /** What sorts two patients of one class and one deadline. */
  queue: z.object({ majorRisk: Condition, score: z.string().nullable() }),
  slotKinds: z.array(z.object({ id: z.string(), label: Wording, minutes: z.int().positive() })),
  outcomes: z.array(ProtocolOutcome),
  /** Said to patients by SMS and on their page; never names the specialty. */
  whatToBring: Wording,
})
export type Protocol = z.infer<typeof Protocol>

export const ProtocolReference = z.object({ id: z.string(), version: z.string() })
export type ProtocolReference = z.infer<typeof ProtocolReference>

/** What a protocol says of one item: the rule that matched and the class it gives. */
export const Verdict = z.object({
  code: z.string(),
  priorityClass: PriorityClass,
  redFlag: z.boolean(),
  incoherent: z.boolean(),
  score: z.number().nullable(),
  majorRisk: z.boolean(),
})
export type Verdict = z.infer<typeof Verdict>

/** How urgent a class is, as a number that grows with urgency: P4 0, P3 1, P2 2, P1 3, P1 with a red flag 4. */
export function urgency(priorityClass: PriorityClass, redFlag: boolean): number {
  return redFlag ? 4 : 4 - Number(priorityClass.slice(1))
}
