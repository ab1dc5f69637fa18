import { ofPlace } from '../../shared/place-names.ts'

/** What a letter to the centre is made of; days are already in words. */
export type AnswerFacts = {
  readonly centreName: string
  readonly doctorName: string
  readonly specialistName: string
  readonly patientName: string
  readonly birthDay: string
  readonly visitDay: string
  readonly items: string
  readonly outcome: string
  readonly report: string
  readonly owed: { readonly day: string; readonly owner: string | null } | null
}

const TEXTS = {
  fr: {
    dear: (doctor: string, centre: string) =>
      `À l’attention ${doctor.startsWith('Dr ') ? 'du' : 'de'} ${doctor}, centre de santé ${ofPlace(centre)}`,
    hello: 'Cher confrère, chère consœur,',
    seen: (patient: string, born: string, day: string) =>
      `J’ai vu ${patient}, né(e) le ${born}, le ${day}, à votre demande.`,
    items: (items: string) => `Motif de l’adressage : ${items}.`,
    outcome: (outcome: string) => `Conclusion : ${outcome}.`,
    result: (day: string) => `Résultat attendu pour le ${day} ; je vous le transmettrai dès réception.`,
    arranged: (owner: string, day: string) => `À organiser par : ${owner}, avant le ${day}.`,
    bye: 'Confraternellement,',
  },
  en: {
    dear: (doctor: string, centre: string) => `To ${doctor}, ${centre} health centre`,
    hello: 'Dear colleague,',
    seen: (patient: string, born: string, day: string) =>
      `I saw ${patient}, born on ${born}, on ${day}, at your request.`,
    items: (items: string) => `Reason for referral: ${items}.`,
    outcome: (outcome: string) => `Conclusion: ${outcome}.`,
    result: (day: string) => `A result is expected by ${day}; I will pass it on as soon as it comes.`,
    arranged: (owner: string, day: string) => `To be arranged by: ${owner}, before ${day}.`,
    bye: 'With kind regards,',
  },
} as const

/** The letter a specialist's answer makes, paragraph by paragraph; the specialist may change every word before it leaves. */
export function composeAnswer(facts: AnswerFacts, language: 'fr' | 'en'): string {
  const t = TEXTS[language]
  const { owed } = facts
  return [
    t.dear(facts.doctorName, facts.centreName),
    t.hello,
    t.seen(facts.patientName, facts.birthDay, facts.visitDay),
    facts.items === '' ? null : t.items(facts.items),
    t.outcome(facts.outcome),
    facts.report === '' ? null : facts.report,
    owed && (owed.owner === null ? t.result(owed.day) : t.arranged(owed.owner, owed.day)),
    t.bye,
    facts.specialistName,
  ]
    .filter((paragraph) => paragraph !== null)
    .join('\n\n')
}
