import type { UnitRoads } from '../bound/unit-roads.ts'
import { travelFits } from '../rules/travel-fits.ts'
import type { SearchState, SearchStop } from './state.ts'

const NOWHERE = -1
/** Points below which an exchange is not worth making. */
const EPSILON = 1e-6

/**
 * Lets units exchange what they do over some weeks wherever their legs then cost less, until no two of them gain. Whom the
 * stops see does not change. Only units that can stand in for each other do: of one kind, under one driving policy, and each
 * within reach of the other's stops.
 */
export class Untangling {
  readonly #state: SearchState
  /** The stops as the last time left them: units that hold the same ones since gain nothing from each other. */
  #left: readonly (SearchStop | null)[] = []

  constructor(state: SearchState) {
    this.#state = state
  }

  /** Makes every exchange that spares something; gives the points spared. `isLocked` tells the stops that keep their unit. */
  run(isLocked: (stop: SearchStop) => boolean): number {
    const state = this.#state
    const before = state.score
    const { unitCount } = state.compiled
    let isRecent = this.#changedUnits()
    for (let hasChanged = true; hasChanged; ) {
      hasChanged = false
      const changed = new Uint8Array(unitCount)
      for (let unit = 0; unit < unitCount; unit += 1) {
        for (let other = unit + 1; other < unitCount; other += 1) {
          const mayGain = isRecent[unit] === 1 || isRecent[other] === 1 || changed[unit] === 1 || changed[other] === 1
          if (!mayGain || !areAlike(state, unit, other) || !exchangeBest(state, unit, other, isLocked)) continue
          changed[unit] = 1
          changed[other] = 1
          hasChanged = true
        }
      }
      isRecent = changed
    }
    this.#left = state.stops.slice()
    return state.score - before
  }

  #changedUnits(): Uint8Array {
    const { stops, compiled } = this.#state
    const changed = new Uint8Array(compiled.unitCount)
    for (let index = 0; index < stops.length; index += 1) {
      if (stops[index] !== this.#left[index]) changed[Math.floor(index / compiled.weekCount)] = 1
    }
    return changed
  }
}

/** Whether whatever one unit does between two stops costs the other the same. */
function areAlike({ compiled, relaxation }: SearchState, unit: number, other: number): boolean {
  const { kindOfUnit, roads } = compiled
  const goesHome = relaxation.roads[unit]?.goesHome === true
  return kindOfUnit[unit] === kindOfUnit[other] && roads[unit] === roads[other] && !goesHome
}

/** Makes the exchange between two units that spares most, from one week to another; false where none spares anything. */
function exchangeBest(
  state: SearchState,
  unit: number,
  other: number,
  isLocked: (stop: SearchStop) => boolean,
): boolean {
  const { weekCount, isReachable, centreCount } = state.compiled
  const mayTake = (who: number, stop: SearchStop | null) =>
    stop !== null && isReachable[who * centreCount + stop.centre] === 1 && !isLocked(stop)
  let least = -EPSILON
  let bestFrom = -1
  let bestUntil = -1
  // Where it is best to begin among the weeks in a row that can be exchanged up to now, and what that changes.
  let from = -1
  let entering = Number.POSITIVE_INFINITY
  let before: SearchStop | null = null
  let otherBefore: SearchStop | null = null
  for (let week = 0; week <= weekCount; week += 1) {
    const [mine, theirs] = [state.stopIn(unit, week), state.stopIn(other, week)]
    const mayExchange = mayTake(other, mine) && mayTake(unit, theirs)
    const isInside = from !== -1
    if (mayExchange || isInside) {
      const kept = legOf(state, unit, before, mine) + legOf(state, other, otherBefore, theirs)
      const crossed = newLegOf(state, unit, before, theirs) + newLegOf(state, other, otherBefore, mine)
      // Between four stops, ending an exchange crosses the same legs as beginning one.
      const ended =
        !isInside || (mine !== null && theirs !== null)
          ? crossed
          : newLegOf(state, unit, otherBefore, mine) + newLegOf(state, other, before, theirs)
      if (isInside && entering + ended - kept < least) {
        least = entering + ended - kept
        bestFrom = from
        bestUntil = week - 1
      }
      if (mayExchange && crossed - kept < entering) {
        entering = crossed - kept
        from = week
      }
    }
    if (!mayExchange) {
      from = -1
      entering = Number.POSITIVE_INFINITY
    }
    before = mine
    otherBefore = theirs
  }
  if (bestFrom === -1) return false
  state.exchange(unit, other, bestFrom, bestUntil)
  return true
}

/** Points of a unit's leg between what it does in two consecutive weeks. */
function legOf(state: SearchState, unit: number, before: SearchStop | null, after: SearchStop | null): number {
  const roads = state.relaxation.roads[unit] as UnitRoads
  return state.legPoints(roads, before?.centre ?? NOWHERE, after?.centre ?? NOWHERE)
}

/** The same for a leg the unit does not drive yet: infinite where it does not fit. */
function newLegOf(state: SearchState, unit: number, before: SearchStop | null, after: SearchStop | null): number {
  const isTransfer = before !== null && after !== null
  if (isTransfer && !travelFits(state.compiled, unit, before, after)) return Number.POSITIVE_INFINITY
  return legOf(state, unit, before, after)
}
