import { describe, expect, it } from 'vitest'
import { loadCommunes } from '../../server/territory/communes.ts'
import { loadHostCentres, loadPilotTour } from '../../server/territory/host-centres.ts'
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
