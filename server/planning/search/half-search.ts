import type { Prices } from '../bound/prices.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { seededRandom } from '../random.ts'
import { answersPin, fixedStops } from '../rules/pins.ts'
import { type Annealing, annealOnce } from './anneal.ts'
import { bestCandidates } from './candidates.ts'
import { candidatesOfHalf, cutInHalves, hideOtherHalf } from './halves.ts'
import { adoptPacked, type PackedStops, packStops } from './packed-stops.ts'
import { nearestCentres } from './removal.ts'
import type { Candidates } from './repair.ts'
import { SearchState, type SearchStop } from './state.ts'
import { type Tuning, tuningFor } from './tuning.ts'
import type { HalfRound } from './two-halves.ts'
import { Untangling } from './untangle.ts'

/** Iterations between two looks at the clock. */
const STRIDE = 20
const STRIDES_BETWEEN_UNTANGLINGS = 5

/** The partner's side of a shared search: changes half 1 of the plans it is sent, at the prices it was made with. */
export class HalfSearch {
  readonly #state: SearchState
  readonly #tuning: Tuning
  readonly #candidates: Candidates
  readonly #untangling: Untangling
  readonly #nearest: readonly Int32Array[]
  readonly #isPinned: (stop: SearchStop) => boolean

  constructor(relaxation: Relaxation, prices: Prices) {
    const { compiled } = relaxation
    this.#tuning = tuningFor(compiled.unitCount * compiled.weekCount)
    this.#state = new SearchState(relaxation)
    this.#untangling = new Untangling(this.#state)
    this.#state.seating.setMerit(prices.patients, this.#tuning.priceShare)
    this.#candidates = bestCandidates(relaxation, prices, this.#tuning.candidates)
    this.#nearest = nearestCentres(compiled)
    const pins = fixedStops(compiled)
    this.#isPinned = (stop) => pins.some((pin) => answersPin(compiled, stop, pin))
  }

  /** Searches for the round's time; gives the stops of half 1. */
  run(round: HalfRound, now: () => number, shouldStop: () => boolean): PackedStops {
    const state = this.#state
    const halves = cutInHalves(state.compiled, round.angle)
    const isMine = (unit: number) => halves.ofUnit[unit] === 1
    adoptPacked(state, round.plan, () => true)
    const showAll = hideOtherHalf(state, halves, 1)
    const random = seededRandom(round.seed)
    const annealing: Annealing = {
      candidates: candidatesOfHalf(state, this.#candidates, halves, 1),
      removals: {
        state,
        random,
        nearest: this.#nearest,
        isLocked: (stop) => !isMine(stop.unit) || this.#isPinned(stop),
      },
      mayFill: isMine,
      isAllowed: () => true,
      temperature: round.temperature,
    }
    const [from, to] = round.heat
    const start = now()
    let strides = 0
    for (let share = 0; share < 1 && !shouldStop(); share = (now() - start) / 1000 / round.seconds) {
      const heat = from + (to - from) * share
      for (let step = 0; step < STRIDE; step += 1) annealOnce(state, annealing, heat, Number.POSITIVE_INFINITY)
      strides += 1
      if (strides % STRIDES_BETWEEN_UNTANGLINGS === 0) this.#untangling.run(annealing.removals.isLocked)
    }
    showAll()
    return packStops(state, isMine)
  }
}
