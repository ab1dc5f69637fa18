import { scoreOf } from '../assemble.ts'
import type { BoundSource } from '../bound/bound-source.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import type { Schedule } from '../schedule.ts'
import { annealOnce } from './anneal.ts'
import { allCandidates, bestCandidates, candidatesByWorth } from './candidates.ts'
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
  repairBestFirst(state, free, candidatesByWorth(state.relaxation))
}

/** A first plan sooner: week after week, each by marginal gain. */
export function fillWeekByWeek(state: SearchState): void {
  const candidates = candidatesByWorth(state.relaxation)
  const free = freeWeeks(state)
  for (let week = 0; week < state.compiled.weekCount; week += 1) {
    repairBestFirst(
      state,
      free.filter((each) => each.week === week),
      candidates,
    )
  }
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

/** Share of a patient's price the search subtracts when it weighs a stop, and its first temperature as a share of the score per unit and week. */
const SMALL = { priceShare: 0.5, heat: 0.03 }
const LARGE = { priceShare: 0.8, heat: 0.09 }
