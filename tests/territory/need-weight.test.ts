import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadSpecialistDensity, scarcityOf } from '../../server/territory/need.ts'
import { composeNeed, type NeedFacts } from '../../server/territory/need-weight.ts'
import { NeedRates } from '../../shared/need.ts'

const rates = (over: Partial<NeedRates> = {}) => NeedRates.parse(over)
const nothing: NeedFacts = { scarcity: null, minutes: null, waitingPerThousand: 0, isUnderserved: false }
const weight = (facts: Partial<NeedFacts>, over: Partial<NeedRates> = {}) =>
  composeNeed({ ...nothing, ...facts }, rates(over)).weight

describe('the need weight of a commune', () => {
  it('is 1 where nothing is known', () => {
    expect(weight({})).toBe(1)
  })

  it('follows density alone with the default rates: 1 at the national mean, never below a half nor above 2', () => {
    const density = loadSpecialistDensity()
    const of = (department: string) => weight({ scarcity: scarcityOf(department, density) })
    expect(of('79')).toBe(2)
    expect(of('17')).toBeCloseTo(3.5 / 3.1, 12)
    expect(of('64')).toBeCloseTo(3.5 / 6.7, 12)
    expect(of('23')).toBe(2)
    expect(of('75')).toBe(1)
    expect(scarcityOf('75', density)).toBeNull()
    expect(density).toMatchObject({ source: 'Assurance Maladie', year: 2024 })
    expect(weight({ scarcity: scarcityOf('64', density) }, { lowest: 0.8 })).toBe(0.8)
  })

  it('adds what each factor is worth, and says how much', () => {
    const facts: NeedFacts = { scarcity: 1.4, minutes: 63, waitingPerThousand: 1, isUnderserved: true }
    const { parts, weight: whole } = composeNeed(facts, rates({ waiting: 0.4, underserved: 0.3, highest: 5 }))
    expect(parts.density).toBeCloseTo(0.4, 12)
    expect(parts.distance).toBeCloseTo(0.2, 12)
    expect(parts.waiting).toBeCloseTo(0.2, 12)
    expect(parts.underserved).toBeCloseTo(0.3, 12)
    expect(whole).toBeCloseTo(2.1, 12)
  })

  it('counts a specialist next door for less than the mean, none within an hour and a half for the most', () => {
    expect(weight({ minutes: 0 })).toBe(0.5)
    expect(weight({ minutes: 45 })).toBe(1)
    expect(weight({ minutes: 'beyond' })).toBe(1.5)
    expect(weight({ minutes: 500 })).toBe(weight({ minutes: 'beyond' }))
  })

  it('stays within its bounds and never falls when need rises', () => {
    const facts = fc.record({
      scarcity: fc.double({ min: 0, max: 20, noNaN: true }),
      minutes: fc.double({ min: 0, max: 120, noNaN: true }),
      waitingPerThousand: fc.double({ min: 0, max: 50, noNaN: true }),
      isUnderserved: fc.boolean(),
    })
    const rate = fc.double({ min: 0, max: 3, noNaN: true })
    const some = fc.record({ density: rate, distance: rate, waiting: rate, underserved: rate })
    fc.assert(
      fc.property(facts, some, fc.double({ min: 0, max: 30, noNaN: true }), (one, over, more) => {
        const used = rates(over)
        const base = composeNeed(one, used).weight
        expect(base).toBeGreaterThanOrEqual(used.lowest)
        expect(base).toBeLessThanOrEqual(used.highest)
        for (const worse of [
          { ...one, scarcity: one.scarcity + more },
          { ...one, minutes: one.minutes + more },
          { ...one, waitingPerThousand: one.waitingPerThousand + more },
          { ...one, isUnderserved: true },
        ]) {
          expect(composeNeed(worse, used).weight).toBeGreaterThanOrEqual(base - 1e-12)
        }
      }),
    )
  })
})
