import type { Answers, Question, Wording } from '../../shared/protocol.ts'

/** What a set of answers says: facts with their value, signs present, signs not assessed. Signs answered no are left out. */
export type AnswersSummary = {
  readonly facts: readonly { readonly label: Wording; readonly value: Wording }[]
  readonly present: readonly Wording[]
  readonly notAssessed: readonly Wording[]
}

/** Reads answers in the order of the protocol's questions; an option the protocol no longer knows is left out. */
export function summariseAnswers(answers: Answers, questions: readonly Question[]): AnswersSummary {
  const answered = questions.filter((question) => answers[question.id] !== undefined)
  const signs = (state: string) =>
    answered.filter((question) => question.kind === 'sign' && answers[question.id] === state).map(({ label }) => label)
  return {
    facts: answered.flatMap((question) => {
      const value = valueIn(question, answers[question.id])
      return value ? [{ label: question.label, value }] : []
    }),
    present: signs('yes'),
    notAssessed: signs('not_assessed'),
  }
}

function valueIn(question: Question, answer: string | number | undefined): Wording | undefined {
  if (question.kind === 'choice') return question.options.find((option) => option.id === answer)?.label
  if (question.kind !== 'measure') return undefined
  const text = `${answer}\u00a0${question.unit}`
  return { fr: text, en: text }
}
