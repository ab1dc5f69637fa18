import type { Plan } from '../../shared/plan-result.ts'
import type { SolveRun } from './solve-run.ts'

/** What a search tells as it goes: how long it has run, and the scores and bounds told so far. */
export class Telling {
  readonly #history: Plan['search']['history'] = []
  readonly #seed: number
  readonly #run: SolveRun
  readonly #start: number

  constructor(seed: number, run: SolveRun) {
    this.#seed = seed
    this.#run = run
    this.#start = run.now()
  }

  /** Seconds since the problem was given. */
  readonly seconds = (): number => (this.#run.now() - this.#start) / 1000

  /** The search as a plan states it. */
  searchOf(method: Plan['search']['method'], iterations: number): Plan['search'] {
    return { method, seed: this.#seed, iterations, seconds: this.seconds(), history: this.#history }
  }

  /** Tells a score and a bound, with a plan where there is one to look at. */
  announce(score: number, bound: number, boundStillTightening: boolean, planInWords: () => Plan | null): void {
    const known = Number.isFinite(bound) ? bound : null
    this.#history.push({ seconds: this.seconds(), score, bound: known })
    const plan = planInWords()
    this.#run.onProgress({ seconds: this.seconds(), score, bound: known, boundStillTightening, plan })
  }
}
