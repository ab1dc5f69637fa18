import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../server/planning/random.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import { aCentre, aCommune, aProblem, aUnit, onALine, planFor } from './small-problem.ts'

/** A maximal covering location problem: the demand of each point, and which sites cover it. */
type Covering = { readonly sites: number; readonly demand: readonly number[]; readonly covers: readonly number[][] }

/** The problem as `server/planning/README.md` writes one: as many weeks as sites to choose, one stop a week. */
function documentOf({ sites, demand, covers }: Covering, chosen: number): PlanProblem {
  const centres = Array.from({ length: sites }, (_, site) =>
    aCentre(`site-${site}`, { minDays: 1, maxDays: 1, revisitWeeks: 100 }),
  )
  const lastDay = String(4 + 7 * chosen).padStart(2, '0')
  return aProblem({
    horizon: { from: '2026-01-05', to: `2026-01-${lastDay}` },
    units: [aUnit('u')],
    centres,
    communes: demand.map((population, point) => {
      const covering = covers[point] ?? []
      const minutes = centres.map((_, site) => (covering.includes(site) ? 1 : null))
      return aCommune(`point-${point}`, minutes, { population })
    }),
    referrals: [],
    travel: onALine(Array.from({ length: sites + 1 }, () => 0)),
    rates: {
      perThousandNewlyReachable: 1000,
      departmentFirstVisit: 0,
      perDayOnRoad: 0,
      perSetUp: 0,
      perKilometre: 0,
    },
  })
}

/** The demand covered at best by so many sites, found by trying all. */
function bestCover({ sites, demand, covers }: Covering, chosen: number): number {
  let best = 0
  for (let set = 0; set < 1 << sites; set += 1) {
    if (set.toString(2).replaceAll('0', '').length > chosen) continue
    const covered = demand.filter((_, point) => covers[point]?.some((site) => (set >> site) & 1))
    best = Math.max(
      best,
      covered.reduce((sum, each) => sum + each, 0),
    )
  }
  return best
}

describe('as a maximal covering location problem', () => {
  it.each([1, 2, 3])('a document of %i weeks covers at best what trying every set of sites covers', async (chosen) => {
    const random = seededRandom(20261122 + chosen)
    const sites = 8
    const demand = Array.from({ length: 25 }, () => 1 + Math.floor(random() * 99))
    const covers = demand.map(() => Array.from({ length: sites }, (_, site) => site).filter(() => random() < 0.25))
    const covering = { sites, demand, covers }
    const plan = await planFor(documentOf(covering, chosen))
    expect(plan.proof).toBe('optimal')
    expect(plan.score).toBeCloseTo(bestCover(covering, chosen), 6)
    expect(plan.terms.find(({ term }) => term === 'newly_reachable')?.amount).toBeCloseTo(plan.score, 6)
  })
})
