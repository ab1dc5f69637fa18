import type { Answers, Protocol, Wording } from '../../shared/protocol.ts'

/** What names an item in a line: « Mélanome, Haut du dos, Gauche, 9 mm ». */
export function summariseItem(protocol: Protocol, answers: Answers, language: keyof Wording = 'fr'): string {
  return protocol.itemSummary
    .flatMap((id) => {
      const answer = answers[id]
      const question = protocol.questions.find((one) => one.id === id)
      if (answer === undefined || !question) return []
      if (question.kind === 'choice') {
        return question.options.find((option) => option.id === answer)?.label[language] ?? []
      }
      return question.kind === 'measure' ? `${answer} ${question.unit}` : []
    })
    .join(', ')
}

/** The items of a referral in one line. */
export function summariseItems(
  protocol: Protocol,
  items: readonly { answers: Answers }[],
  language: keyof Wording = 'fr',
) {
  return items.map((item) => summariseItem(protocol, item.answers, language)).join(' · ')
}
