import type { Plan, PlanChange, PlanReason, ScoreTerm } from '../../shared/plan-result.ts'

/** The languages a plan is printed in. */
export const PLAN_LANGUAGES = ['fr', 'en'] as const
export type PlanLanguage = (typeof PLAN_LANGUAGES)[number]

/** How names and dates are written: the caller knows the centres, and owns the one function that renders a date. */
export type PlanNames = {
  readonly centre: (id: string) => string
  readonly unit: (id: string) => string
  readonly date: (date: string) => string
}

/** Names where nobody gave any: identifiers and dates as they are. */
export const NO_NAMES: PlanNames = { centre: (id) => id, unit: (id) => id, date: (date) => date }

export type Facts = PlanReason['facts']
export type Words = (facts: Facts, names: PlanNames) => string

/** Everything a plan says in one language. Sentences by code; `rules` are those a centre and a day may be named before. */
export type PlanWords = {
  readonly sentences: Readonly<Record<string, Words>>
  readonly rules: Readonly<Record<string, Words>>
  readonly terms: Readonly<Record<ScoreTerm['term'], string>>
  readonly proof: (plan: Pick<Plan, 'proof' | 'gap' | 'boundStillTightening'>) => string
  /** Between a name and what is said of it. */
  readonly colon: string
  /** Around the plan printed on a terminal: amounts in points, kilometres and hours, the gap as a share of the bound. */
  readonly printed: {
    readonly title: (name: string, from: string, to: string) => string
    readonly score: (score: number, bound: number, gap: number) => string
    readonly classBound: (name: string, seen: number, bound: number) => string
    /** Each kind of change to what is published. */
    readonly change: Readonly<Record<PlanChange['kind'], string>>
    /** Centres named, and how many more there are. */
    readonly andOthers: (names: string, others: number) => string
    readonly unit: (name: string, stops: number, kilometres: number, hours: number) => string
  } & Readonly<
    Record<
      | 'term'
      | 'amount'
      | 'points'
      | 'stop'
      | 'first'
      | 'last'
      | 'places'
      | 'late'
      | 'absentCentres'
      | 'unserved'
      | 'beyondReach'
      | 'changes',
      string
    >
  >
  /** What re-checking a plan found. */
  readonly verified: {
    readonly broken: string
    readonly noCertificate: string
    readonly more: (count: number) => string
    /** What a plan may say that its document does not bear out, by code. */
    readonly breaches: Readonly<Record<string, Words>>
    readonly classProved: (name: string, seen: number, bound: number) => string
    readonly classNotProved: (name: string, said: number, found: number) => string
    readonly holds: (score: number) => string
    readonly rejected: (reason: string) => string
    readonly proved: (bound: number, gap: number) => string
    readonly refusedAgain: (refusal: string) => string
    readonly provedAgain: (bound: number) => string
    readonly notProved: (said: number, found: number) => string
  }
}

/** How figures are written in a language: one decimal at most, a noun in its number, classes that have any. */
export function figuresIn(language: PlanLanguage) {
  const locale = LOCALES[language]
  const isOne = (value: number) => (language === 'fr' ? Math.abs(value) < 2 : Math.abs(value) === 1)
  const number = (value: string | number | undefined, digits = 1): string =>
    typeof value === 'number' ? value.toLocaleString(locale, { maximumFractionDigits: digits }) : (value ?? '')
  return {
    number,
    count: (value: string | number | undefined, one: string, many: string): string =>
      `${number(value)} ${isOne(Number(value)) ? one : many}`,
    classes: (facts: Facts): string =>
      (['P1', 'P2', 'P3', 'P4'] as const)
        .filter((name) => Number(facts[name] ?? 0) > 0)
        .map((name) => `${number(facts[name])} ${name}`)
        .join(', '),
  }
}

/** The locale whose figures and dates a language uses. */
export const LOCALES: Readonly<Record<PlanLanguage, string>> = { fr: 'fr-FR', en: 'en-GB' }

/** The name of the centre a reason is about; empty where it names none. */
export const centreOf = (facts: Facts, names: PlanNames): string =>
  facts.centreId === undefined ? '' : names.centre(String(facts.centreId))

/** A date among the facts, written; empty where there is none. */
export const dateOf = (value: string | number | undefined, names: PlanNames): string =>
  value === undefined ? '' : names.date(String(value))
