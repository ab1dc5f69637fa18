import type { Answers, Protocol, Wording } from '../../shared/protocol.ts'

/** What names an item in a line: « Mélanome, haut du dos, gauche, 9 mm ». */
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
    .map((words, at) => (at === 0 ? words : inSentence(words)))
    .join(', ')
}

/** « Haut du dos » → « haut du dos »; an abbreviation or a measure stays as it is. */
function inSentence(words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(words) ? `${words.charAt(0).toLocaleLowerCase('fr')}${words.slice(1)}` : words
}

/** The items of a referral in one line. */
export function summariseItems(
  protocol: Protocol,
  items: readonly { answers: Answers }[],
  language: keyof Wording = 'fr',
) {
  return items.map((item) => summariseItem(protocol, item.answers, language)).join(' · ')
}
