import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOutcomes } from '../../server/impact/count-outcomes.ts'
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

  it('keep every outcome back outside whole months, where two readings could be subtracted', () => {
    const benign = Array.from({ length: 9 }, () => 'benign' as const)
    expect(countOutcomes(benign, { threshold: 5, isWhole: true }).rows[0]).toEqual({ outcome: 'benign', count: 9 })
    const partial = countOutcomes(benign, { threshold: 5, isWhole: false })
    expect(partial).toMatchObject({ withheld: 'not_whole_months', total: 9 })
    expect(partial.rows.every((row) => row.count === null)).toBe(true)
  })
})
