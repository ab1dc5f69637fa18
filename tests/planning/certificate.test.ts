import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyCertificate } from '../../server/planning/bound/certificate.ts'
import { proveClassBound } from '../../server/planning/bound/class-bound.ts'
import { compileProblem } from '../../server/planning/compile/compile.ts'
import { verifyPlan } from '../../server/planning/verify.ts'
import { PlanProblem } from '../../shared/plan.ts'
import { Plan, type PlanCertificate, type PlanPrices } from '../../shared/plan-result.ts'
import { arbitraryProblem } from './arbitrary-problem.ts'
import { bestScore } from './exhaustive-plan.ts'
import { aCommune, answerTo, aProblem, planFor } from './small-problem.ts'

const problem = aProblem({
  communes: [aCommune('near-a', [10, 25], { population: 4_000 }), aCommune('near-b', [null, 10], { population: 900 })],
  referrals: [
    { communeId: 'near-a', priorityClass: 'P1', deadline: '2026-01-09', reachMinutes: 45, count: 5 },
    { communeId: 'near-a', priorityClass: 'P3', deadline: null, reachMinutes: 45, count: 9 },
    { communeId: 'near-b', priorityClass: 'P2', deadline: null, reachMinutes: 45, count: 3 },
  ],
  options: { method: 'search', iterations: 300 },
})

/** More P1 and P2 than two stops of six places can see, and no second visit in time. */
const crowded = aProblem({
  communes: [aCommune('near-a', [10, 25]), aCommune('near-b', [null, 10])],
  referrals: [
    { communeId: 'near-a', priorityClass: 'P1', deadline: null, reachMinutes: 15, count: 20 },
    { communeId: 'near-b', priorityClass: 'P2', deadline: null, reachMinutes: 45, count: 30 },
  ],
  options: { method: 'search', iterations: 300 },
})

/** The plan as it comes back from a file, and its certificate. */
async function stored(of: PlanProblem = problem): Promise<{ plan: Plan; certificate: PlanCertificate }> {
  const plan = Plan.parse(JSON.parse(JSON.stringify(await planFor(of))))
  if (plan.certificate === null) throw new Error('no certificate')
  return { plan, certificate: plan.certificate }
}

/** The certificate with every price changed. */
const repriced = (certificate: PlanCertificate, change: (price: number) => number): PlanCertificate => ({
  ...certificate,
  prices: changed(certificate.prices, change),
})

const changed = (prices: PlanPrices, change: (price: number) => number): PlanPrices =>
  Object.fromEntries(
    Object.entries(prices).map(([name, list]) => [name, list.map(([index, price]) => [index, change(price)])]),
  )

describe('a certificate', () => {
  it('proves its bound from the document and the prices alone, also once written and read', async () => {
    const { certificate } = await stored()
    const again = PlanProblem.parse(JSON.parse(JSON.stringify(problem)))
    const verdict = verifyCertificate(compileProblem(again), certificate)
    expect(verdict).toEqual({ isValid: true, bound: expect.closeTo(certificate.bound, 6) })
    expect(Object.values(certificate.prices).some((prices) => prices.length > 0)).toBe(true)
  })

  it('is refused with a lower bound than its prices prove', async () => {
    const { certificate } = await stored()
    const lower = { ...certificate, bound: certificate.bound - 0.01 }
    expect(verifyCertificate(compileProblem(problem), lower)).toEqual({ isValid: false, reason: 'bound_not_proved' })
  })

  it('is refused with other prices, negative ones, or prices of nothing', async () => {
    const { certificate } = await stored()
    const verdictOn = (altered: PlanCertificate) => verifyCertificate(compileProblem(problem), altered)
    expect(verdictOn(repriced(certificate, (price) => price + 5))).toMatchObject({ reason: 'bound_not_proved' })
    expect(verdictOn(repriced(certificate, (price) => -price))).toMatchObject({ reason: 'negative_price' })
    expect(verdictOn(repriced(certificate, () => Number.NaN))).toMatchObject({ reason: 'negative_price' })
    const stray = { ...certificate, prices: { ...certificate.prices, patients: [[9_999, 1]] as [number, number][] } }
    expect(verdictOn(stray)).toMatchObject({ reason: 'unknown_price' })
  })

  it('is refused for a problem it was not made for', async () => {
    const { certificate } = await stored()
    const other = { ...problem, rates: { ...problem.rates, perSetUp: 3 } }
    expect(verifyCertificate(compileProblem(other), certificate)).toMatchObject({ reason: 'other_problem' })
    const longer = { ...problem, options: { ...problem.options, seconds: 99 } }
    expect(verifyCertificate(compileProblem(longer), certificate)).toMatchObject({ isValid: true })
  })

  it('holds at any prices that are not negative: no plan passes the bound they prove', async () => {
    const factor = fc.constantFrom(0, 0.5, 1, 1.7)
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, fc.array(factor, { minLength: 5, maxLength: 5 }), async (drawn, factors) => {
        const search = { ...drawn, options: { ...drawn.options, method: 'search' as const, iterations: 50 } }
        const answer = await answerTo(search)
        if ('refusal' in answer || answer.certificate === null) return
        let turn = 0
        const wild = repriced(answer.certificate, (price) => price * (factors[turn++ % 5] as number))
        const verdict = verifyCertificate(compileProblem(search), { ...wild, bound: 1e9 })
        const best = bestScore(search)
        if (!verdict.isValid || best === null) throw new Error('no verdict')
        expect(verdict.bound).toBeGreaterThanOrEqual(best - 1e-5)
      }),
      { seed: 20261125, numRuns: 30, endOnFailure: true },
    )
  })
})

/** The same document where one point is one P1 seen, and nothing else counts or costs. */
const onlyP1 = (of: PlanProblem): PlanProblem => ({
  ...of,
  communes: of.communes.map((commune) => ({ ...commune, needWeight: 1 })),
  rates: {
    preset: 'balanced',
    seenInTime: { P1: 1, P2: 0, P3: 0, P4: 0 },
    perThousandNewlyReachable: 0,
    departmentFirstVisit: 0,
    perDayOnRoad: 0,
    perSetUp: 0,
    perKilometre: 0,
  },
})

describe('the prices of the bounds on P1 and P2', () => {
  it('prove them, sharper than what waits, and are checked without seeking others', async () => {
    const { plan } = await stored(crowded)
    const { classPrices } = plan
    if (classPrices === undefined) throw new Error('no prices')
    const compiled = compileProblem(crowded)
    for (const name of ['P1', 'P2'] as const) {
      expect(Object.values(classPrices[name]).some((list) => list.length > 0)).toBe(true)
      expect(proveClassBound(compiled, name, classPrices[name], 'search')).toBeCloseTo(plan[`bound${name}`] ?? 0, 6)
    }
    expect(plan.boundP1).toBeLessThan(20)
    expect(plan.boundP2).toBeLessThan(30)
    expect((await verifyPlan(crowded, plan)).isSound).toBe(true)
  })

  it('may be missing, in plans of before: others are sought', async () => {
    const { plan } = await stored(crowded)
    const { classPrices: _, ...before } = plan
    expect((await verifyPlan(crowded, Plan.parse(before))).isSound).toBe(true)
    expect((await verifyPlan(crowded, { ...before, boundP1: (plan.boundP1 ?? 0) - 0.5 })).isSound).toBe(false)
  })

  it.each([
    ['a lower bound', (plan: Plan) => ({ ...plan, boundP1: (plan.boundP1 ?? 0) - 0.01 })],
    ['other prices', withClassPrices((prices) => changed(prices, (price) => price * 3))],
    ['prices below zero', withClassPrices((prices) => changed(prices, (price) => -price))],
    ['prices of nothing', withClassPrices((prices) => ({ ...prices, patients: [[9_999, 1]] }))],
  ] as [string, (plan: Plan) => Plan][])('are refused with %s', async (_, alter) => {
    const { plan } = await stored(crowded)
    expect((await verifyPlan(crowded, alter(plan))).isSound).toBe(false)
  })

  it('hold whatever they are: no plan sees more P1 than they prove', async () => {
    const factor = fc.constantFrom(0, 0.5, 1, 1.7)
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, fc.array(factor, { minLength: 5, maxLength: 5 }), async (drawn, factors) => {
        const answer = await answerTo({ ...drawn, options: { ...drawn.options, method: 'search', iterations: 50 } })
        if ('refusal' in answer || answer.classPrices === undefined) return
        let turn = 0
        const wild = changed(answer.classPrices.P1, (price) => price * (factors[turn++ % 5] as number))
        const most = bestScore(onlyP1(drawn))
        if (most === null) throw new Error('no plan')
        expect(answer.boundP1).toBeGreaterThanOrEqual(most - 1e-5)
        for (const method of ['search', 'exact'] as const)
          expect(proveClassBound(compileProblem(drawn), 'P1', wild, method)).toBeGreaterThanOrEqual(most - 1e-5)
      }),
      { seed: 20261126, numRuns: 30, endOnFailure: true },
    )
  })
})

describe('verify', () => {
  it('accepts the plan as stored', async () => {
    const { plan } = await stored()
    const { isSound, lines } = await verifyPlan(problem, plan)
    expect([isSound, lines.length]).toEqual([true, 4])
    expect(lines.slice(2)).toEqual([
      expect.stringMatching(/^P1 vus à temps : 5 ; aucun plan n’en voit plus de 5, prouvé/),
      expect.stringMatching(/^P2 vus à temps : 3 ; aucun plan n’en voit plus de 3, prouvé/),
    ])
  })

  it.each([
    ['its score', (plan: Plan) => ({ ...plan, score: plan.score + 1, bound: plan.bound + 1 })],
    ['its bound', (plan: Plan) => ({ ...plan, bound: plan.score - 1 })],
    ['a stop', (plan: Plan) => ({ ...plan, stops: plan.stops.slice(1) })],
    ['a date', (plan: Plan) => ({ ...plan, stops: plan.stops.map((stop) => ({ ...stop, last: stop.first })) })],
    ['the places of a stop', (plan: Plan) => ({ ...plan, stops: plan.stops.map((stop) => ({ ...stop, places: 60 })) })],
    [
      'the bound of its certificate',
      (plan: Plan) => withCertificate(plan, (each) => ({ ...each, bound: each.bound - 1 })),
    ],
    [
      'a price of its certificate',
      (plan: Plan) => withCertificate(plan, (each) => repriced(each, (price) => price * 3)),
    ],
    ['whom a stop sees', withStop((stop) => ({ sees: stop.sees.map((each) => ({ ...each, inTime: 40 })) }))],
    ['the points of a stop', withStop(() => ({ points: 900 }))],
    ['the people a stop reaches', withStop(() => ({ newlyReachable: 1e6 }))],
    ['a term of its score', (plan: Plan) => ({ ...plan, terms: plan.terms.map((term) => ({ ...term, amount: 1 })) })],
    ['its drives', (plan: Plan) => ({ ...plan, units: plan.units.map((unit) => ({ ...unit, metres: 1 })) })],
    ['those it does not see', (plan: Plan) => ({ ...plan, unserved: [] })],
    ['its gap', (plan: Plan) => ({ ...plan, gap: plan.gap + 0.1 })],
    ['the most P1 any plan sees', (plan: Plan) => ({ ...plan, boundP1: 1 })],
    ['its certificate, taken away', (plan: Plan) => ({ ...plan, certificate: null })],
  ] as [string, (plan: Plan) => Plan][])('refuses a plan altered in %s', async (_, alter) => {
    const { plan } = await stored()
    expect(plan.stops.length).toBe(2)
    expect((await verifyPlan(problem, alter(plan))).isSound).toBe(false)
  })

  it('says in words what is wrong, stop by stop', async () => {
    const { plan } = await stored()
    const { lines } = await verifyPlan(problem, withStop(() => ({ points: 900 }))(plan))
    const [first, second] = plan.stops
    expect(lines).toEqual([
      'Le plan ne tient pas :',
      ...[first, second].map((stop) =>
        expect.stringMatching(`^  - Centre ${stop?.centreId}, .*: les points ne sont pas ce que le problème donne\\.$`),
      ),
    ])
    const { lines: rejected } = await verifyPlan(
      problem,
      withCertificate(plan, (each) => ({ ...each, bound: each.bound - 1 })),
    )
    expect(rejected.at(-1)).toBe('Certificat rejeté : ses prix prouvent moins que la borne qu’il annonce.')
  })

  it('proves again an optimum claimed beyond its prices, and refuses one that is not', async () => {
    const exact = { ...problem, options: { ...problem.options, method: 'exact' as const } }
    const plan = await planFor(exact)
    expect(plan.proof).toBe('optimal')
    expect((await verifyPlan(exact, plan)).isSound).toBe(true)
    const worse = await planFor({
      ...exact,
      pins: [{ id: 'pin', centreId: 'a', unitId: null, first: null, last: null }],
      bans: [{ id: 'ban', centreId: 'b', unitId: null, during: null }],
    })
    const claimed = { ...worse, bound: worse.score, certificate: plan.certificate }
    expect((await verifyPlan(exact, claimed)).isSound).toBe(false)
  })

  it('refuses a problem nobody could plan', async () => {
    const { plan } = await stored()
    expect((await verifyPlan({ ...problem, units: [] }, plan)).isSound).toBe(false)
  })
})

function withCertificate(plan: Plan, change: (certificate: PlanCertificate) => PlanCertificate): Plan {
  return { ...plan, certificate: plan.certificate && change(plan.certificate) }
}

/** A plan whose prices of the bound on P1 say something else. */
function withClassPrices(change: (prices: PlanPrices) => PlanPrices): (plan: Plan) => Plan {
  return (plan) => ({
    ...plan,
    classPrices: plan.classPrices && { ...plan.classPrices, P1: change(plan.classPrices.P1) },
  })
}

/** A plan whose stops all say something else. */
function withStop(change: (stop: Plan['stops'][number]) => Partial<Plan['stops'][number]>): (plan: Plan) => Plan {
  return (plan) => ({ ...plan, stops: plan.stops.map((stop) => ({ ...stop, ...change(stop) })) })
}
