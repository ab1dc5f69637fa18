import type { Partner } from '../search/two-halves.ts'
import type { ClassBounds, SeenOfClasses } from './class-bound.ts'
import { copyPrices, type Prices } from './prices.ts'
import type { Relaxation } from './relaxation.ts'
import { type Tightening, tighten } from './tighten.ts'

/** Where a search gets its bound from: in its own thread, turn by turn, or from a thread beside it. */
export type BoundSource = {
  /** Lets the bound advance, given the best score so far; true when there are new prices. */
  readonly advance: (bestScore: number) => boolean
  readonly latest: () => BoundNews
  /** The thread beside, ready to search once the bound has settled; absent where there is none. */
  readonly partner?: Partner
  /** The thread beside, that can seek the bounds on classes once the search is over; absent where there is none. */
  readonly classes?: ClassesBeside
}

/** Bounds on classes sought in another thread: begun with what the plan sees of them, then waited for; null if it fails. */
export type ClassesBeside = {
  readonly begin: (seen: SeenOfClasses) => void
  readonly wait: () => ClassBounds | null
}

/**
 * The best bound so far, the prices that prove it, those that guide a search best, whether it still moves, and whether it moves
 * so little that its thread is better used elsewhere most of the time.
 */
export type BoundNews = {
  readonly bound: number
  readonly prices: Prices
  readonly guide: Prices
  readonly isMoving: boolean
  readonly isSettled: boolean
}

/**
 * A descent staged for size: cheap legs first, then exact legs among the likely stops from those prices, since routes over
 * all stops are slow. Only prices proved over all stops count: every so often the best are.
 */
export class StagedDescent {
  readonly #relaxation: Relaxation
  #tightening: Tightening
  #stage: 'cheapest_legs' | 'likely_exact_legs' = 'cheapest_legs'
  #steps = 0
  #best: { bound: number; prices: Prices }
  #tried = Number.POSITIVE_INFINITY

  constructor(relaxation: Relaxation, start: Prices) {
    this.#relaxation = relaxation
    this.#tightening = tighten(relaxation, start)
    this.#best = { bound: Number.POSITIVE_INFINITY, prices: copyPrices(start) }
  }

  /** One iteration towards the best plan's score. */
  step(bestScore: number): void {
    this.#tightening.step(bestScore, this.#stage)
    this.#steps += 1
    const found = this.#tightening.best()
    if (this.#stage === 'cheapest_legs') {
      if (found.bound < this.#best.bound) this.#best = found
      if (this.#steps <= 60 || this.#tightening.isMoving(SLOW)) return
      this.#stage = 'likely_exact_legs'
      this.#tightening = tighten(this.#relaxation, found.prices)
    } else if (this.#steps % STEPS_BETWEEN_PROOFS === 0 && found.bound < this.#tried) {
      this.#tried = found.bound
      const bound = this.#relaxation.bound(found.prices)
      if (bound < this.#best.bound) this.#best = { bound, prices: copyPrices(found.prices) }
    }
  }

  /** The best bound proved. */
  latest(): BoundNews {
    const isMoving = this.#stage === 'cheapest_legs' || this.#tightening.isMoving()
    const isSettled = this.#stage === 'likely_exact_legs' && !this.#tightening.isMoving(SETTLED)
    return {
      bound: this.#best.bound,
      prices: this.#best.prices,
      guide: this.#tightening.average(),
      isMoving,
      isSettled,
    }
  }
}

const STEPS_BETWEEN_PROOFS = 20
/** Cheap legs are left once thirty steps bring the bound down by less than this share. */
const SLOW = 5e-3
/** A bound is settled once thirty steps bring it down by less than this share. */
const SETTLED = 1e-3

/**
 * A bound for problems the exact solver will end: labels first, then routes that remember, from the same prices. Advances
 * `steps` iterations a turn, `turns` times in all.
 */
export function boundBeforeProof(relaxation: Relaxation, start: Prices, steps: number, turns: number): BoundSource {
  let tightening = tighten(relaxation, start)
  let turn = 0
  return {
    advance(bestScore) {
      const before = tightening.best().bound
      if (turn >= turns) return false
      turn += 1
      if (turn === Math.ceil(turns / 2)) {
        relaxation.remember(EDGES_REMEMBERED)
        tightening = tighten(relaxation, tightening.best().prices)
      }
      for (let step = 0; step < steps; step += 1) tightening.step(bestScore, 'exact_legs')
      return tightening.best().bound < before
    },
    latest: () => ({ ...tightening.best(), guide: tightening.best().prices, isMoving: false, isSettled: false }),
  }
}

/** A few milliseconds an iteration. */
const EDGES_REMEMBERED = 400_000

/** A bound that advances `steps` iterations each time the search lets it: the same course for the same budget. */
export function boundInTurn(descent: StagedDescent, steps: number): BoundSource {
  return {
    advance(bestScore) {
      const before = descent.latest().bound
      for (let step = 0; step < steps; step += 1) descent.step(bestScore)
      return descent.latest().bound < before
    },
    latest: () => descent.latest(),
  }
}
