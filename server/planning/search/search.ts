import { scoreOf } from '../assemble.ts'
import type { BoundSource } from '../bound/bound-source.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { type Schedule, scheduleOf } from '../schedule.ts'
import { annealOnce } from './anneal.ts'
import { allCandidates, bestCandidates } from './candidates.ts'
import { nearestCentres } from './removal.ts'
import { type Candidates, type FreeWeek, repairBestFirst } from './repair.ts'
import type { SearchState, SearchStop } from './state.ts'
import { SMALL, tuningFor } from './tuning.ts'
import { TwoHalves } from './two-halves.ts'
import { Untangling } from './untangle.ts'

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
  /** How long it is; null where iterations are counted. */
  readonly seconds: number | null
}

/** What a search is told as it goes; the schedule is made where it is wanted. */
export type SearchWatch = (best: { schedule: () => Schedule; score: number; hasImproved: boolean }) => void

/** The stops of the best plan so far: a stop under search never changes, and a plan gets better hundreds of times a second. */
type Best = { readonly stops: readonly (SearchStop | null)[]; readonly score: number }

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
  /** Whether every slot is tried for a free week, rather than the likeliest. */
  readonly areAllTried: boolean
  /** Whether another thread may change half of the plan meanwhile: only where every stop but the fixed ones is free. */
  readonly mayShare: boolean
  readonly watch: SearchWatch
}

/**
 * Share of the budget between two readings of the prices, and of the bound that must be gained meanwhile: each costs a fraction
 * of a second at national size, and prices that prove hardly more guide hardly better.
 */
const READING_SHARE = 0.06
const READING_GAIN = 1e-3
/** Gap between plan and bound above which prices still mislead; they are read all the same once some of the budget is gone. */
const MISLEADING_GAP = 0.15
const PATIENT_SHARE = 0.3

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
  const tuning = tuningFor(weeks)
  const isSmall = tuning === SMALL
  const first: Best = { stops: state.stops.slice(), score: scoreOf(compiled, state.schedule()) }
  let best = first
  let bestSeated = state.score
  let candidates: Candidates = allCandidates(relaxation)
  const removals = { state, random: settings.random, isLocked: settings.isLocked, nearest: nearestCentres(compiled) }
  const { partner } = source
  const { seconds } = settings.budget
  const isShared = tuning.isShared && settings.mayShare && partner !== undefined && seconds !== null
  const halves = isShared ? new TwoHalves(state, partner, seconds, settings.random) : null
  let iterations = 0
  const untangling = new Untangling(state)
  let lastTried = Number.NaN
  let readAt = Number.NEGATIVE_INFINITY
  let readBound = Number.POSITIVE_INFINITY
  const told = () => {
    const { stops, score } = best
    return { schedule: () => scheduleOf(compiled, stops), score }
  }
  const consider = () => {
    const schedule = state.schedule()
    const score = scoreOf(compiled, schedule)
    const hasImproved = score > best.score + 1e-9
    if (hasImproved) best = { stops: state.stops.slice(), score }
    return hasImproved
  }
  const keepIfBetter = () => {
    if (state.score <= bestSeated + 1e-9) return false
    bestSeated = state.score
    best = { stops: state.stops.slice(), score: Math.max(best.score, state.score) }
    return true
  }
  while (!settings.budget.isOver(iterations)) {
    const hasNews = source.advance(best.score)
    const progress = settings.budget.progress(iterations)
    const news = source.latest()
    const isTelling = progress > PATIENT_SHARE || news.bound - best.score < MISLEADING_GAP * Math.abs(news.bound)
    const isDue = progress - readAt > READING_SHARE && readBound - news.bound > READING_GAIN * Math.abs(news.bound)
    if (hasNews && (isSmall || (isTelling && isDue))) {
      readAt = progress
      readBound = news.bound
      const prices = news[tuning.prices]
      state.seating.setMerit(prices.patients, tuning.priceShare)
      if (!settings.areAllTried) candidates = bestCandidates(relaxation, prices, tuning.candidates)
    }
    const temperature = (settings.warmth * tuning.heat * Math.abs(best.score)) / weeks
    let seatedImproved = false
    if (halves !== null && news.isSettled) {
      halves.advance(progress, candidates, temperature)
      if (keepIfBetter()) seatedImproved = true
    }
    const mine = halves?.mine ?? null
    const isMine = (unit: number) => mine === null || mine.isMine(unit)
    const annealing = {
      ...settings,
      candidates: mine?.candidates ?? candidates,
      removals: { ...removals, isLocked: (stop: SearchStop) => !isMine(stop.unit) || settings.isLocked(stop) },
      mayFill: (unit: number, week: number) => isMine(unit) && settings.mayFill(unit, week),
      temperature,
    }
    for (let step = 0; step < settings.roundLength && !settings.budget.isOver(iterations); step += 1) {
      const heat = 1 - settings.budget.progress(iterations)
      const isBest = annealOnce(state, annealing, heat, bestSeated)
      iterations += 1
      if (isBest) {
        bestSeated = state.score
        seatedImproved = true
      }
      // Exact filling tells small plans of nearly equal worth apart.
      const isClose = isSmall && state.score !== lastTried && state.score > bestSeated - 0.006 * Math.abs(bestSeated)
      if (isClose) {
        lastTried = state.score
        if (consider()) settings.watch({ ...told(), hasImproved: true })
      } else if (!isSmall && isBest) {
        best = { stops: state.stops.slice(), score: Math.max(best.score, state.score) }
      }
    }
    const spared = untangling.run(annealing.removals.isLocked)
    const isSharper = spared > 0 && (isSmall ? consider() : keepIfBetter())
    settings.watch({ ...told(), hasImproved: isSharper || (seatedImproved && !isSmall) })
  }
  const schedule = scheduleOf(compiled, best.stops)
  const score = scoreOf(compiled, schedule)
  if (score >= first.score) return { schedule, score, iterations }
  return { schedule: scheduleOf(compiled, first.stops), score: first.score, iterations }
}
