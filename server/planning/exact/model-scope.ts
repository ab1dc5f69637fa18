import type { PlacedVisit } from '../schedule.ts'

/** What to leave out of a model: stops and moves known not to be in any better plan, demand when only pins matter. */
export type ModelScope = {
  readonly hasStop: (stop: PlacedVisit) => boolean
  /** Places are centres, −1 is home; `week` is the one reached. */
  readonly hasMove: (unit: number, week: number, from: number, to: number) => boolean
  readonly hasDemand: boolean
}
