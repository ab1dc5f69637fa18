import { describe, expect, it } from 'vitest'
import { Relaxation } from '../../server/planning/bound/relaxation.ts'
import { compileProblem } from '../../server/planning/compile/compile.ts'
import { seededRandom } from '../../server/planning/random.ts'
import { SearchState } from '../../server/planning/search/state.ts'
import { Untangling } from '../../server/planning/search/untangle.ts'
import type { PlanProblemInput } from '../../shared/plan.ts'
import { aCentre, aCommune, aProblem, aUnit, onALine } from './small-problem.ts'

const UNITS = 3
const CENTRES = 9
const WEEKS = 8
type Change = { policies?: readonly object[]; centres?: readonly object[] }

/** Three units along one road, their depots 0, 40 and 80 km along it, nine centres every 10 km, eight weeks. */
function alongARoad({ policies = [], centres = [] }: Change = {}) {
  const ids = Array.from({ length: CENTRES }, (_, index) => `c${index}`)
  const units = Array.from({ length: UNITS }, (_, index) => `u${index}`)
  return aProblem({
    horizon: { from: '2026-01-05', to: '2026-03-01' },
    units: units.map((id, index) => aUnit(id, policies[index] ?? {})),
    centres: ids.map((id, index) => aCentre(id, { revisitWeeks: 2, ...centres[index] })),
    communes: ids.map((id, index) =>
      aCommune(
        id,
        ids.map((_, each) => (each === index ? 5 : null)),
      ),
    ),
    referrals: ids.map((communeId) => ({
      communeId,
      priorityClass: 'P3' as const,
      deadline: null,
      reachMinutes: 45,
      count: 20,
    })),
    travel: onALine([...units.map((_, index) => 40 * index), ...ids.map((_, index) => 10 * index)]),
  } satisfies Partial<PlanProblemInput>)
}

/** A plan of stops thrown in anyhow, as far as the rules let them stand. */
function thrownTogether(problem: ReturnType<typeof alongARoad>, seed: number): SearchState {
  const state = new SearchState(new Relaxation(compileProblem(problem)))
  const random = seededRandom(seed)
  for (let tries = 0; tries < 200; tries += 1) {
    const unit = Math.floor(random() * UNITS)
    const week = Math.floor(random() * WEEKS)
    const slots = state.relaxation.roads[unit]?.slots[week] as Int32Array
    const slot = slots[Math.floor(random() * slots.length)] as number
    const visit = state.seating.visits[state.seating.firstVisit[slot] as number]
    const centre = state.centreOfSlot[slot] as number
    if (visit === undefined || state.stopIn(unit, week) !== null) continue
    if (state.mayStand(unit, week, centre, visit)) state.insert(unit, { slot, visit })
  }
  return state
}

const pairs = Array.from({ length: UNITS }, (_, unit) =>
  Array.from({ length: UNITS - 1 - unit }, (_each, after) => [unit, unit + 1 + after] as const),
).flat()
const madeByWeek = (state: SearchState) =>
  Array.from({ length: WEEKS }, (_, week) =>
    state.stops
      .flatMap((stop) =>
        stop?.week === week ? [`${stop.centre}: ${stop.demands.join(' ')} × ${stop.amounts.join(' ')}`] : [],
      )
      .sort(),
  )
const never = () => false

describe('units that exchange what they do', () => {
  it.each([1, 2, 3, 4, 5])('leave nothing to gain by exchanging some weeks, and see whom they saw (%i)', (seed) => {
    const state = thrownTogether(alongARoad(), seed)
    const before = { score: state.score, made: madeByWeek(state) }
    const spared = new Untangling(state).run(never)
    expect(spared).toBeGreaterThan(0)
    expect(state.score - before.score).toBeCloseTo(spared, 9)
    expect(madeByWeek(state)).toEqual(before.made)
    for (const [index, stop] of state.stops.entries()) {
      if (stop !== null) expect(stop.unit * WEEKS + stop.week).toBe(index)
    }
    // A week without a stop is left where it is: going home in between costs each unit its own way.
    const bothStop = (unit: number, other: number, week: number) =>
      state.stopIn(unit, week) !== null && state.stopIn(other, week) !== null
    const score = state.score
    for (const [unit, other] of pairs) {
      for (let from = 0; from < WEEKS; from += 1) {
        for (let until = from; until < WEEKS && bothStop(unit, other, until); until += 1) {
          state.exchange(unit, other, from, until)
          expect(state.score).toBeLessThanOrEqual(score + 1e-6)
          state.exchange(unit, other, from, until)
        }
      }
    }
    // The points told are those of the stops, not only of what changed.
    for (const stop of state.stops) if (stop !== null) state.remove(stop)
    expect(state.score).toBeCloseTo(0, 6)
  })

  it('gain no more when asked again, until something changes', () => {
    const state = thrownTogether(alongARoad(), 6)
    const untangling = new Untangling(state)
    expect(untangling.run(never)).toBeGreaterThan(0)
    expect(untangling.run(never)).toBe(0)
    const week = Array.from({ length: WEEKS }, (_, each) => each).find(
      (each) => state.stopIn(0, each) !== null && state.stopIn(2, each) !== null,
    ) as number
    state.exchange(0, 2, week, week)
    expect(untangling.run(never)).toBeGreaterThan(0)
  })

  it('keep stops that are locked, and units that cannot stand in for each other', () => {
    const stopsAfter = (change: Change, isLocked: (state: SearchState) => (stop: { unit: number }) => boolean) => {
      const state = thrownTogether(alongARoad(change), 2)
      const before = state.stops.slice()
      new Untangling(state).run(isLocked(state))
      return state.stops.every((stop, index) => stop === before[index])
    }
    const free = () => never
    expect(stopsAfter({}, free)).toBe(false)
    expect(stopsAfter({}, () => () => true)).toBe(true)
    const policy = (change: object) => ({ drivingPolicy: change })
    const evenings = [0, 600, 1200].map((eveningDriveSeconds) => policy({ eveningDriveSeconds }))
    expect(stopsAfter({ policies: evenings }, free)).toBe(true)
    const home = [0, 1, 2].map(() => policy({ returnsToDepot: 'after_each_stop' }))
    expect(stopsAfter({ policies: home }, free)).toBe(true)
    expect(stopsAfter({ policies: [{ rooms: 1 }, { rooms: 2 }, { rooms: 3 }] }, free)).toBe(true)
  })

  it('send no unit beyond its reach', () => {
    const near = [0, 1, 2].map(() => ({ drivingPolicy: { maxMetresFromDepot: 40_000 } }))
    for (const seed of [1, 2, 3]) {
      const state = thrownTogether(alongARoad({ policies: near }), seed)
      new Untangling(state).run(never)
      for (const stop of state.stops) {
        if (stop !== null) expect(Math.abs(10 * stop.centre - 40 * stop.unit)).toBeLessThanOrEqual(40)
      }
    }
  })
})
