import { describe, expect, it } from 'vitest'
import { assembleFilled, fillSchedule } from '../../server/planning/assemble.ts'
import type { BoundSource } from '../../server/planning/bound/bound-source.ts'
import { zeroPrices } from '../../server/planning/bound/prices.ts'
import { Relaxation } from '../../server/planning/bound/relaxation.ts'
import { checkPlan } from '../../server/planning/check.ts'
import { compileProblem } from '../../server/planning/compile/compile.ts'
import { seededRandom } from '../../server/planning/random.ts'
import { stopsOf } from '../../server/planning/schedule.ts'
import { HalfSearch } from '../../server/planning/search/half-search.ts'
import { cutInHalves } from '../../server/planning/search/halves.ts'
import { adoptPacked, type PackedStops, packStops } from '../../server/planning/search/packed-stops.ts'
import { fillGreedily, improve } from '../../server/planning/search/search.ts'
import { SearchState } from '../../server/planning/search/state.ts'
import type { Partner } from '../../server/planning/search/two-halves.ts'
import { aCentre, aCommune, aProblem, aUnit, onALine } from './small-problem.ts'

/** Fourteen units over a year along one road, their patients within reach of two or three centres each: a large plan of small parts. */
function longRoad() {
  const ids = Array.from({ length: 10 }, (_, index) => `c${index}`)
  const units = Array.from({ length: 14 }, (_, index) => `u${index}`)
  const east = (kilometres: number): [number, number] => [kilometres / 80, 46]
  const depotAt = (index: number) => 23 * index
  const centreAt = (index: number) => 33 * index
  return aProblem({
    horizon: { from: '2026-01-05', to: '2026-12-31' },
    units: units.map((id, index) => aUnit(id, { depot: east(depotAt(index)) })),
    centres: ids.map((id, index) => aCentre(id, { lngLat: east(centreAt(index)), revisitWeeks: 5 })),
    communes: ids.map((id, index) =>
      aCommune(
        id,
        ids.map((_, each) => 5 + 20 * Math.abs(each - index)),
        { population: 900 },
      ),
    ),
    referrals: [],
    expected: ids.map((communeId, index) => ({
      communeId,
      perWeek: 3 + (index % 5),
      classMix: { P1: 0.3, P2: 0.2, P3: 0.4, P4: 0.1 },
      reachMinutes: 30,
    })),
    travel: onALine([...units.map((_, index) => depotAt(index)), ...ids.map((_, index) => centreAt(index))]),
  })
}

/** A partner in this thread, whose clock ticks once a look. */
function partnerHere(relaxation: Relaxation): Partner & { rounds: number; changed: number } {
  const search = new HalfSearch(relaxation, zeroPrices(relaxation.compiled))
  let half: PackedStops | null = null
  const partner = {
    rounds: 0,
    changed: 0,
    begin(round: Parameters<Partner['begin']>[0]) {
      let ticks = 0
      half = search.run(
        round,
        () => {
          ticks += 1
          return (ticks * round.seconds * 1000) / 10
        },
        () => false,
      )
      partner.rounds += 1
      partner.changed += half.stops.some((number, at) => number !== round.plan.stops[at]) ? 1 : 0
    },
    take: () => half,
  }
  return partner
}

const settled = (relaxation: Relaxation, partner: Partner): BoundSource => {
  const prices = zeroPrices(relaxation.compiled)
  const news = { bound: 1e6, prices, guide: prices, isMoving: false, isSettled: true }
  return { advance: () => false, latest: () => news, partner }
}

const ITERATIONS = 1200

function improveWith(problem: ReturnType<typeof longRoad>, makePartner: (relaxation: Relaxation) => Partner) {
  const relaxation = new Relaxation(compileProblem(problem))
  const state = new SearchState(relaxation)
  fillGreedily(state)
  const greedy = state.score
  const partner = makePartner(relaxation)
  const improved = improve(relaxation, state, settled(relaxation, partner), {
    budget: { progress: (done) => done / ITERATIONS, isOver: (done) => done >= ITERATIONS, seconds: 1 },
    random: seededRandom(3),
    isLocked: () => false,
    mayFill: () => true,
    isAllowed: () => true,
    warmth: 0.2,
    roundLength: 25,
    areAllTried: false,
    mayShare: true,
    watch: () => undefined,
  })
  return { relaxation, state, greedy, improved, partner }
}

describe('a plan searched by two threads, a half each', () => {
  it('keeps every rule once put together, sees nobody twice, is better for it, and the same each time', () => {
    const problem = longRoad()
    const found = improveWith(problem, partnerHere)
    const { relaxation, state, greedy, improved } = found
    const partner = found.partner as ReturnType<typeof partnerHere>
    expect(partner.rounds).toBeGreaterThan(10)
    expect(partner.changed).toBeGreaterThan(5)
    expect(improved.score).toBeGreaterThan(greedy)
    const proof = { boundP1: null, boundP2: null, proof: 'bounded' as const, certificate: null }
    const told = { ...proof, bound: 1e6, boundStillTightening: false }
    const search = { method: 'search' as const, seed: 3, iterations: ITERATIONS, seconds: 1, history: [] }
    for (const schedule of [improved.schedule, state.schedule()]) {
      const filled = fillSchedule(relaxation.compiled, schedule)
      expect(checkPlan(problem, assembleFilled(relaxation.compiled, filled, told, search)).breaches).toEqual([])
    }
    expect(stopsOf(state.schedule()).length).toBe(state.stopCount)
    const again = new SearchState(relaxation)
    adoptPacked(
      again,
      packStops(state, () => true),
      () => true,
    )
    expect(again.score).toBeCloseTo(state.score, 6)
    expect(Math.min(...again.seating.remaining)).toBeGreaterThan(-1e-9)
    expect(improveWith(problem, partnerHere).improved.score).toBe(improved.score)
  })

  it('goes on alone, over the whole plan, when the other thread never answers', () => {
    let begun = 0
    const { improved, greedy } = improveWith(longRoad(), () => ({
      begin: () => {
        begun += 1
      },
      take: () => null,
    }))
    expect(begun).toBe(1)
    expect(improved.score).toBeGreaterThan(greedy)
  })
})

describe('a cut', () => {
  it('leaves as many units on either side, even where all wait at one depot', () => {
    const problem = longRoad()
    const together = {
      ...problem,
      units: problem.units.map((unit) => ({ ...unit, depot: problem.units[3]?.depot ?? unit.depot })),
    }
    for (const each of [problem, together]) {
      const compiled = compileProblem(each)
      for (const angle of [0, 1, 2, 3]) {
        const { ofUnit, ofCentre, ofCell } = cutInHalves(compiled, angle)
        expect(ofUnit.reduce((sum, half) => sum + half, 0)).toBe(7)
        expect([ofCentre.length, ofCell.length]).toEqual([10, compiled.demands.centresOfCell.length])
      }
    }
  })
})
