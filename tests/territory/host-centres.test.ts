import { describe, expect, it } from 'vitest'
import { loadCommunes } from '../../server/territory/communes.ts'
import { loadHostCentres, loadPilotTour } from '../../server/territory/host-centres.ts'
import { DEFAULT_NEED_BOUNDS, loadSpecialistDensity, needWeightOf } from '../../server/territory/need.ts'
import { distanceMetres } from '../../shared/geo.ts'

const centres = loadHostCentres()

describe('host centres', () => {
  it('are the eleven identified ones, each in its commune', () => {
    const territory = loadCommunes()
    expect(centres).toHaveLength(11)
    for (const centre of centres) {
      const commune = territory.byInsee(centre.communeInsee)!
      expect(commune.name).toBe(centre.name)
      expect(commune.department).toBe(centre.department)
      const metres = distanceMetres(commune.lngLat, centre.lngLat)
      expect(metres, centre.name).toBeLessThan(commune.positionQuality === 'located' ? 3000 : 15_000)
    }
  })

  it('say whose hours are known and whose are assumed', () => {
    const known = centres.filter((centre) => !centre.openingHoursAssumed)
    expect(known.map((centre) => centre.name)).toEqual(["Le Mas-d'Agenais"])
    expect(known[0]?.openingHours[1]).toEqual([
      { start: 600, end: 780 },
      { start: 870, end: 1170 },
    ])
    expect(known[0]?.openingHours[7]).toEqual([])
  })

  it('take another default when the operator sets one', () => {
    const closed = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
    const [ajain] = loadHostCentres('data', closed)
    expect(ajain?.openingHours).toEqual(closed)
    expect(ajain?.openingHoursAssumed).toBe(true)
  })

  it('receive the pilot tour', () => {
    const names = loadPilotTour().map(
      (stop) => centres.find((centre) => centre.communeInsee === stop.communeInsee)?.name,
    )
    expect(names).toEqual(["Le Mas-d'Agenais", 'Ménigoute', 'Bellegarde-en-Marche'])
  })
})

describe('the need weight', () => {
  const density = loadSpecialistDensity()

  it('is one at the national mean, more where specialists are fewer, within its bounds', () => {
    const weight = (department: string) => needWeightOf(department, density).weight
    expect(weight('23')).toBe(DEFAULT_NEED_BOUNDS.highest)
    expect(weight('47')).toBe(DEFAULT_NEED_BOUNDS.highest)
    expect(weight('28')).toBeCloseTo(3.5 / 1.8, 10)
    expect(weight('64')).toBeCloseTo(3.5 / 6.7, 10)
    expect(needWeightOf('64', density, { lowest: 0.8, highest: 2 }).weight).toBe(0.8)
  })

  it('names its source and year, and says when nothing is known', () => {
    expect(needWeightOf('79', density)).toMatchObject({ basis: 'density', source: 'Assurance Maladie', year: 2024 })
    expect(needWeightOf('75', density)).toEqual({ weight: 1, basis: 'unknown' })
  })
})
