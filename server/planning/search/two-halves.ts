import { candidatesOfHalf, cutInHalves, hideOtherHalf } from './halves.ts'
import { adoptPacked, type PackedStops, packStops } from './packed-stops.ts'
import type { Candidates } from './repair.ts'
import type { SearchState } from './state.ts'

/** One round of another thread: the plan it begins from, the angle of the cut, and how long and how hot it searches half 1. */
export type HalfRound = {
  readonly plan: PackedStops
  readonly angle: number
  readonly seed: number
  readonly seconds: number
  readonly temperature: number
  /** Heat at its beginning and its end. */
  readonly heat: readonly [number, number]
}

/** Another thread, on the same problem, that changes half of a plan while this one changes the rest. */
export type Partner = {
  readonly begin: (round: HalfRound) => void
  /** Its half once it is done, null until then. */
  readonly take: () => PackedStops | null
}

/** What this thread may change meanwhile. */
export type MyHalf = { readonly isMine: (unit: number) => boolean; readonly candidates: Candidates }

/** Share of the budget a round lasts, and how many rounds' time a partner is waited for before this thread goes on alone. */
const ROUND = 0.03
const LATE_ROUNDS = 4
/** Share of the budget until which a search is shared: the partner then seeks the bounds on classes, a tenth of it at national size. */
export const SHARED_UNTIL = 0.88
/** Share of the budget between two rounds, in which the partner goes on with its bound and this thread changes the whole plan. */
const PAUSE = 0.01

/** A search shared with a partner, round by round: cut along another line each time, changed apart, put together again. */
export class TwoHalves {
  readonly #state: SearchState
  readonly #partner: Partner
  readonly #seconds: number
  readonly #random: () => number
  #round: {
    readonly mine: MyHalf
    readonly showAll: () => void
    readonly ofUnit: Uint8Array
    readonly began: number
  } | null = null
  #isAlone = false
  #pausedAt = Number.NEGATIVE_INFINITY

  constructor(state: SearchState, partner: Partner, seconds: number, random: () => number) {
    this.#state = state
    this.#partner = partner
    this.#seconds = seconds
    this.#random = random
  }

  /** What this thread may change; null where it may change all. */
  get mine(): MyHalf | null {
    return this.#round?.mine ?? null
  }

  /** Puts the partner's half back in the plan once it is there, and begins the next round while there is time for one. */
  advance(progress: number, candidates: Candidates, temperature: number): void {
    if (this.#round !== null) {
      const { ofUnit, showAll, began } = this.#round
      const theirs = this.#partner.take()
      this.#isAlone = theirs === null && progress > began + LATE_ROUNDS * ROUND
      if (theirs === null && !this.#isAlone) return
      showAll()
      this.#round = null
      this.#pausedAt = progress
      if (theirs !== null) adoptPacked(this.#state, theirs, (unit) => ofUnit[unit] === 1)
    }
    const isDue = progress >= this.#pausedAt + PAUSE && progress + ROUND < SHARED_UNTIL
    if (this.#round === null && !this.#isAlone && isDue) this.#begin(progress, candidates, temperature)
  }

  #begin(progress: number, candidates: Candidates, temperature: number): void {
    const state = this.#state
    const angle = this.#random() * Math.PI
    const halves = cutInHalves(state.compiled, angle)
    this.#partner.begin({
      plan: packStops(state, () => true),
      angle,
      seed: Math.floor(this.#random() * 2 ** 31),
      seconds: this.#seconds * ROUND,
      temperature,
      heat: [1 - progress, 1 - progress - ROUND],
    })
    const { ofUnit } = halves
    const mine = {
      isMine: (unit: number) => ofUnit[unit] === 0,
      candidates: candidatesOfHalf(state, candidates, halves, 0),
    }
    this.#round = { mine, ofUnit, began: progress, showAll: hideOtherHalf(state, halves, 0) }
  }
}
