import { gatherReasons } from '../../shared/gather-reasons.ts'
import type { Plan, PlanReason, ScoreTerm } from '../../shared/plan-result.ts'
import { en } from './wording.en.ts'
import { fr } from './wording.fr.ts'
import { centreOf, dateOf, NO_NAMES, type PlanLanguage, type PlanNames, type PlanWords } from './wording-facts.ts'

const WORDS: Readonly<Record<PlanLanguage, PlanWords>> = { fr, en }

/** Everything a plan says in a language. */
export function wordsIn(language: PlanLanguage): PlanWords {
  return WORDS[language]
}

/** The sentence of a reason, warning, rule, remedy, refusal or suggestion; its code where none is written. */
export function planSentence(
  { code, facts }: PlanReason,
  names: PlanNames = NO_NAMES,
  language: PlanLanguage = 'fr',
): string {
  const { sentences, rules, colon } = WORDS[language]
  const words = sentences[code]
  if (words === undefined) return code
  const day = facts.date === undefined ? '' : `, ${dateOf(facts.date, names)}`
  const centre = code in rules && facts.centreId !== undefined ? `${centreOf(facts, names)}${day}${colon}` : ''
  return `${centre}${words(facts, names)}`
}

/** Reasons as sentences, those that differ by their centre alone told once. */
export function planSentences(reasons: readonly PlanReason[], names: PlanNames, language: PlanLanguage): string[] {
  const { andOthers } = WORDS[language].printed
  return gatherReasons(reasons).map(({ centreIds, others, ...reason }) => {
    const [first, ...rest] = centreIds
    const list = centreIds.map(names.centre).join(', ')
    const centre = (id: string) => (id !== first || rest.length === 0 ? names.centre(id) : andOthers(list, others))
    return planSentence(reason, { ...names, centre }, language)
  })
}

/** What is wrong with a plan that was checked, as a sentence. */
export function breachSentence(breach: PlanReason, names: PlanNames, language: PlanLanguage): string {
  const words = WORDS[language].verified.breaches[breach.code]
  return words === undefined ? planSentence(breach, names, language) : words(breach.facts, names)
}

/** Every code a sentence is written for. */
export const WORDED_CODES: readonly string[] = Object.keys(fr.sentences)

/** The name of a term of the score. */
export function termName(term: ScoreTerm['term'], language: PlanLanguage): string {
  return WORDS[language].terms[term]
}

/** What the plan can say of its own quality, in one sentence. */
export function proofSentence(
  plan: Pick<Plan, 'proof' | 'gap' | 'boundStillTightening'>,
  language: PlanLanguage,
): string {
  return WORDS[language].proof(plan)
}
