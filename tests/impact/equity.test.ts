import { describe, expect, it } from 'vitest'
import { concentrationIndex } from '../../server/impact/equity.ts'

const area = (specialistsPer100000: number, population: number, seen: number) => ({
  specialistsPer100000,
  population,
  seen,
})

describe('the concentration index of visits', () => {
  it('is 0 when visits follow the population', () => {
    expect(concentrationIndex([area(0, 100_000, 10), area(2, 300_000, 30), area(5, 200_000, 20)])).toBeCloseTo(0, 12)
  })

  it('is −1/2 when the worse supplied of two equal halves gets everything, +1/2 when the better one does', () => {
    expect(concentrationIndex([area(5, 100, 0), area(1, 100, 40)])).toBeCloseTo(-0.5, 12)
    expect(concentrationIndex([area(5, 100, 40), area(1, 100, 0)])).toBeCloseTo(0.5, 12)
  })

  it('agrees with a table worked by hand', () => {
    // f = .25 .25 .5, visits 6 3 1: ranks .125 .375 .75, C = 2 (.6·.125 + .3·.375 + .1·.75) − 1 = −.475
    expect(concentrationIndex([area(0, 100, 6), area(1, 100, 3), area(2, 200, 1)])).toBeCloseTo(-0.475, 12)
  })

  it('gives departments of equal supply the same rank, in whatever order they come', () => {
    const areas = [area(0, 100, 9), area(0, 300, 1), area(3, 200, 5)]
    expect(concentrationIndex(areas)).toBeCloseTo(concentrationIndex(areas.toReversed())!, 12)
    expect(concentrationIndex([area(2, 100, 9), area(2, 300, 1)])).toBeCloseTo(0, 12)
  })

  it('says nothing of nobody, nor of one department', () => {
    expect(concentrationIndex([area(0, 100, 0), area(1, 100, 0)])).toBeNull()
    expect(concentrationIndex([area(0, 100, 5)])).toBeNull()
  })
})
