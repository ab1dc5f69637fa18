import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOutcomes, countsOf } from '../../server/impact/count-outcomes.ts'
import { suppressCells } from '../../server/impact/suppress-cells.ts'

describe('small cells', () => {
  it('are told when none is small', () => {
    expect(suppressCells([12, 0, 7, 5], 5)).toEqual([12, 0, 7, 5])
  })

  it('take another with them, so that the total does not give the only hidden one away', () => {
    expect(suppressCells([3, 20, 8, 0], 5)).toEqual([null, 20, null, 0])
  })

  it('take a third when two together would still be small', () => {
    expect(suppressCells([1, 2, 9, 30], 5)).toEqual([null, null, null, 30])
  })

  it('hide everything when that is what it takes', () => {
    expect(suppressCells([2, 0, 0], 5)).toEqual([null, null, null])
    expect(suppressCells([], 5)).toEqual([])
  })

  it('never leave a sum below the threshold, nor one hidden cell alone, to whoever knows the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 8 }), fc.integer({ min: 2, max: 12 }), (counts, threshold) => {
        const told = suppressCells(counts, threshold)
        told.forEach((count, at) => {
          if (count !== null) expect(count).toBe(counts[at])
          if (counts[at]! > 0 && counts[at]! < threshold) expect(count).toBeNull()
        })
        const hidden = counts.filter((_, at) => told[at] === null)
        if (hidden.length === 0 || hidden.length === counts.length) return
        expect(hidden.length).toBeGreaterThan(1)
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(threshold)
      }),
    )
  })

  it('keep every outcome back outside whole months and whole tours, where two readings could be subtracted', () => {
    const benign = Array.from({ length: 9 }, () => 'benign' as const)
    expect(countOutcomes([countsOf(benign)], { threshold: 5, withheld: null }).rows[0]).toEqual({
      outcome: 'benign',
      count: 9,
      isAtLeast: false,
    })
    for (const withheld of ['not_whole_months', 'cuts_a_tour'] as const) {
      const partial = countOutcomes([countsOf(benign)], { threshold: 5, withheld })
      expect(partial.total).toBe(9)
      expect(partial.rows.every((row) => row.count === null && !row.isAtLeast)).toBe(true)
    }
  })

  it('tell of a season no more than its tours tell, so that no tour or season can be subtracted from another', () => {
    const code = fc.constantFrom('benign', 'watch', 'biopsy_done', 'excision_to_arrange', 'sent_to_hospital')
    const tour = fc.array(code as fc.Arbitrary<'benign'>, { maxLength: 60 }).map(countsOf)
    const rules = { threshold: 5, withheld: null }
    fc.assert(
      fc.property(fc.array(tour, { minLength: 1, maxLength: 5 }), (tours) => {
        const alone = tours.map((one) => countOutcomes([one], rules).rows)
        for (const [at, row] of countOutcomes(tours, rules).rows.entries()) {
          const told = alone.map((rows) => rows[at]!.count)
          const sum = told.reduce<number>((total, count) => total + (count ?? 0), 0)
          expect(row.count ?? 0).toBe(sum)
          expect(row.isAtLeast).toBe(told.includes(null) && sum > 0)
        }
      }),
    )
    const large = Array.from({ length: 30 }, () => 'benign' as const)
    const small = [...large, 'sent_to_hospital' as const]
    const season = countOutcomes([large, small].map(countsOf), rules)
    expect(season.rows.find((row) => row.outcome === 'sent_to_hospital')?.count).toBeNull()
    expect(season.rows[0]).toEqual({ outcome: 'benign', count: 30, isAtLeast: true })
  })
})
