import { scoreOf } from '../assemble.ts'
import type { BoundSource } from '../bound/bound-source.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import type { Schedule } from '../schedule.ts'
import { annealOnce } from './anneal.ts'
import { allCandidates, bestCandidates } from './candidates.ts'
import { nearestCentres } from './removal.ts'
import { type Candidates, type FreeWeek, repairBestFirst } from './repair.ts'
import type { SearchState, SearchStop } from './state.ts'

/** Weeks without a stop, of every unit. */
export function freeWeeks(state: SearchState): FreeWeek[] {
  const { weekCount } = state.compiled
  return state.stops.flatMap((stop, index) =>
    stop === null ? [{ unit: Math.floor(index / weekCount), week: index % weekCount }] : [],
  )
}

/** Fills every free week by marginal gain, best first: what a careful person does. */
export function fillGreedily(state: SearchState, mayFill: (unit: number, week: number) => boolean = () => true): void {
  const free = freeWeeks(state).filter(({ unit, week }) => mayFill(unit, week))
  repairBestFirst(state, free, allCandidates(state.relaxation))
}

/** When to stop, and how far along the budget is, from 0 to 1. */
export type Budget = {
  readonly progress: (iterations: number) => number
  readonly isOver: (iterations: number) => boolean
}

/** What a search is told as it goes. */
export type SearchWatch = (best: { schedule: Schedule; score: number; hasImproved: boolean }) => void

export type SearchSettings = {
  readonly budget: Budget
  readonly random: () => number
  readonly isLocked: (stop: SearchStop) => boolean
  readonly mayFill: (unit: number, week: number) => boolean
  readonly isAllowed: (state: SearchState) => boolean
  /** Share of the usual temperature. */
  readonly warmth: number
  /** Iterations between two looks at the bound. */
  readonly roundLength: number
  /** Slots tried per free week; null for all. */
  readonly candidateCount: number | null
  readonly watch: SearchWatch
}

/**
 * Share of a patient's price the search subtracts when it weighs a stop; first temperature as a share of the score per unit
 * and week, by units × weeks. Measured over 30 s: the larger the plan, the hotter.
 */
type Tuning = { readonly unitWeeks: number; readonly priceShare: number; readonly heat: number }
const SMALL: Tuning = { unitWeeks: 64, priceShare: 0.5, heat: 0.03 }
const TUNINGS: readonly Tuning[] = [
  SMALL,
  { unitWeeks: 200, priceShare: 0.9, heat: 0.0225 },
  { unitWeeks: 700, priceShare: 0.9, heat: 0.036 },
  { unitWeeks: Number.POSITIVE_INFINITY, priceShare: 0.9, heat: 0.135 },
]

/** Share of the budget between two readings of the prices: each costs a fraction of a second at national size. */
const READING_SHARE = 0.08

/** The best schedule a search found, its exact score, and how many iterations it took. */
export type Improved = { readonly schedule: Schedule; readonly score: number; readonly iterations: number }

/**
 * Improves a plan by large-neighbourhood search beside its bound; gives the best schedule and its score, exactly filled:
 * never less than what it began with.
 */
export function improve(
  relaxation: Relaxation,
  state: SearchState,
  source: BoundSource,
  settings: SearchSettings,
): Improved {
  const { compiled } = relaxation
  const weeks = compiled.unitCount * compiled.weekCount
  const tuning = TUNINGS.find(({ unitWeeks }) => weeks <= unitWeeks) as Tuning
  const isSmall = tuning === SMALL
  const first = { schedule: state.schedule(), score: scoreOf(compiled, state.schedule()) }
  let best = first
  let bestSeated = state.score
  let candidates: Candidates = allCandidates(relaxation)
  const removals = { state, random: settings.random, isLocked: settings.isLocked, nearest: nearestCentres(compiled) }
  let iterations = 0
  let lastTried = Number.NaN
  let readAt = Number.NEGATIVE_INFINITY
  const consider = () => {
    const schedule = state.schedule()
    const score = scoreOf(compiled, schedule)
    const hasImproved = score > best.score + 1e-9
    if (hasImproved) best = { schedule, score }
    return hasImproved
  }
  while (!settings.budget.isOver(iterations)) {
    const hasNews = source.advance(best.score)
    const progress = settings.budget.progress(iterations)
    if (hasNews && (isSmall || progress - readAt > READING_SHARE)) {
      readAt = progress
      const { prices } = source.latest()
      state.seating.setMerit(prices.patients, tuning.priceShare)
      if (settings.candidateCount !== null) candidates = bestCandidates(relaxation, prices, settings.candidateCount)
    }
    const temperature = (settings.warmth * tuning.heat * Math.abs(best.score)) / weeks
    let seatedImproved = false
    for (let step = 0; step < settings.roundLength && !settings.budget.isOver(iterations); step += 1) {
      const heat = 1 - settings.budget.progress(iterations)
      const isBest = annealOnce(state, { ...settings, candidates, removals, temperature }, heat, bestSeated)
      iterations += 1
      if (isBest) {
        bestSeated = state.score
        seatedImproved = true
      }
      // Exact filling tells small plans of nearly equal worth apart.
      const isClose = isSmall && state.score !== lastTried && state.score > bestSeated - 0.006 * Math.abs(bestSeated)
      if (isClose) {
        lastTried = state.score
        if (consider()) settings.watch({ ...best, hasImproved: true })
      } else if (!isSmall && isBest) best = { schedule: state.schedule(), score: Math.max(best.score, state.score) }
    }
    settings.watch({ ...best, hasImproved: seatedImproved && !isSmall })
  }
  const score = scoreOf(compiled, best.schedule)
  return score >= first.score ? { schedule: best.schedule, score, iterations } : { ...first, iterations }
}
