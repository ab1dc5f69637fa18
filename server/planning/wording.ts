import type { Plan, PlanReason, ScoreTerm } from '../../shared/plan-result.ts'
import { en } from './wording.en.ts'
import { fr } from './wording.fr.ts'
import { centreOf, dateOf, type PlanLanguage, type PlanNames, type PlanWords } from './wording-facts.ts'

const WORDS: Readonly<Record<PlanLanguage, PlanWords>> = { fr, en }

/** Everything a plan says in a language. */
export function wordsIn(language: PlanLanguage): PlanWords {
  return WORDS[language]
}

const NO_NAMES: PlanNames = { centre: (id) => id, unit: (id) => id, date: (date) => date }

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
