import { describe, expect, it } from 'vitest'
import { difficultWinters, elevationOf, loadElevations } from '../../server/territory/winter-access.ts'
import { InseeCode } from '../../shared/geo.ts'
import { LocalDate } from '../../shared/time.ts'

const period = (from: string, to: string) => ({ from: LocalDate.parse(from), to: LocalDate.parse(to) })

describe('access in winter', () => {
  it('is difficult from 1 November to 31 March on mountain roads, and only there', () => {
    expect(difficultWinters(599, period('2026-01-05', '2026-01-07'))).toEqual([])
    expect(difficultWinters(null, period('2026-01-05', '2026-01-07'))).toEqual([])
    expect(difficultWinters(900, period('2026-04-01', '2026-10-31'))).toEqual([])
    expect(difficultWinters(900, period('2026-03-31', '2026-04-02'))).toEqual([period('2025-11-01', '2026-03-31')])
    expect(difficultWinters(600, period('2026-03-01', '2026-12-31'))).toEqual([
      period('2025-11-01', '2026-03-31'),
      period('2026-11-01', '2027-03-31'),
    ])
  })

  it('is known of located communes', () => {
    const elevations = loadElevations()
    expect(elevationOf(InseeCode.parse('05023'), elevations)).toBeGreaterThan(1000)
    expect(elevationOf(InseeCode.parse('47159'), elevations)).toBeLessThan(100)
    expect(elevationOf(InseeCode.parse('99999'), elevations)).toBeNull()
  })
})
