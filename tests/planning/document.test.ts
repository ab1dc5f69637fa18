import { describe, expect, it } from 'vitest'
import { readDocument, writeDocument } from '../../server/planning/document.ts'
import { hashDocument } from '../../server/planning/document-hash.ts'
import { hashProblem } from '../../server/planning/problem-hash.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import { aCentre, aCommune, aProblem, aUnit, onALine } from './small-problem.ts'

/** Words with accents, seconds that are not whole, dates there and not, a place no road leads to. */
function aWideProblem(): PlanProblem {
  const travel = onALine([0, 20, 45])
  return aProblem({
    units: [aUnit('u')],
    centres: [aCentre('a', { name: 'Noyers' }), aCentre('b', { name: 'Vézelay' })],
    communes: [
      aCommune('north', [10, 20.55], { population: 410.5, name: 'Œuilly « Le Haut »' }),
      aCommune('south', [null, null], { population: 0 }),
      aCommune('east', [null, 31], { population: 12 }),
    ],
    referrals: [
      {
        communeId: 'north',
        priorityClass: 'P1',
        from: '2026-01-07',
        deadline: '2026-01-20',
        reachMinutes: 45,
        count: 3,
      },
      { communeId: 'east', priorityClass: 'P4', deadline: null, reachMinutes: 30.5, count: 0.25 },
    ],
    expected: [{ communeId: 'east', perWeek: 1.5, classMix: { P1: 0.2, P2: 0.2, P3: 0.5, P4: 0.1 }, reachMinutes: 45 }],
    travel: {
      ...travel,
      truckSeconds: travel.truckSeconds.map((row, index) => (index === 1 ? [...row.slice(1), null] : row)),
    },
  })
}

describe('a problem packed for the threads of the planner', () => {
  it('is read again as it was, and goes by the same hash', () => {
    const problem = aWideProblem()
    const read = readDocument(structuredClone(writeDocument(problem)))
    expect(read).toEqual(problem)
    expect(JSON.stringify(read)).toBe(JSON.stringify(problem))
    expect(hashProblem(read)).toBe(hashProblem(problem))
  })

  it('is hashed as packed to what hashing the document gives, whatever its words and figures', () => {
    const problem = aWideProblem()
    const { travel } = problem
    const figures = [0, -0, 7, 10, 99, 100, -45, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1e21, 1e-7, 0.1 + 0.2, null]
    const names = ['', '"', '\\', '\\"', ',"communes":[]', 'é'.repeat(40_000), 'tab\tand \u2028', '\ud800']
    const [commune] = problem.communes as [PlanProblem['communes'][number]]
    const wide = [
      problem,
      { ...problem, name: '"communes":[]', communes: [], referrals: [] },
      { ...problem, travel: { ...travel, truckSeconds: [figures, []], truckMetres: [] } },
      {
        ...problem,
        communes: names.map((name, index) => ({ ...commune, name, population: figures[index] ?? 0 })),
        options: { ...problem.options, seed: 9 },
      },
    ]
    for (const each of wide) expect(hashDocument(writeDocument(each))).toBe(hashProblem(each))
  })

  it('keeps what a refusal will name: rows of the wrong length, negative times, communes nobody knows', () => {
    const { travel, referrals, ...rest } = aWideProblem()
    const problem = {
      ...rest,
      travel: { ...travel, truckSeconds: [[-1], [], [2, 3, 4, 5]], truckMetres: [] },
      referrals: referrals.map((each) => ({ ...each, communeId: 'nowhere' })),
    }
    expect(readDocument(structuredClone(writeDocument(problem)))).toEqual(problem)
  })
})
