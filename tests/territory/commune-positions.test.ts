import { describe, expect, it } from 'vitest'
import { bestFirst, type InhabitedPlace, placeCommunes } from '../../data/commune-positions.ts'
import type { LngLat } from '../../shared/geo.ts'

const commune = (insee: string, epci: string | null, postalCode: string, name = insee) => ({
  insee,
  name,
  arrondissement: `${insee.slice(0, 2)}1`,
  epci,
  postalCodes: [postalCode],
})
const place = (insee: string, lngLat: LngLat, name = insee, population = 600): InhabitedPlace => ({
  insee,
  name,
  population,
  isDistrict: false,
  lngLat,
})

describe('placing communes', () => {
  it('takes the place of the same name before a larger one, and the commune before its districts', () => {
    const lyon = bestFirst('Lyon', [
      place('69123', [4.79, 45.75], 'Tassin-la-Demi-Lune', 17_000),
      { ...place('69123', [4.86, 45.74], 'Lyon 08', 86_000), isDistrict: true },
      place('69123', [4.85, 45.75], 'Lyon', 500),
    ])
    expect(lyon.map((one) => one.name)).toEqual(['Lyon', 'Tassin-la-Demi-Lune', 'Lyon 08'])
  })

  it('puts the rest at the mean of its postal code, else of its EPCI, else of its arrondissement', () => {
    const located = [commune('23001', 'A', '23100'), commune('23002', 'A', '23100'), commune('23003', 'A', '23200')]
    const rest = [commune('23004', 'A', '23100'), commune('23005', 'A', '23900'), commune('23006', null, '23800')]
    const placings = placeCommunes(
      [...located, ...rest],
      [place('23001', [2, 46]), place('23002', [2.2, 46.2]), place('23003', [2.1, 46.4])],
    )
    const [postal, epci, alone] = rest.map((one) => placings.get(one)!)
    expect(postal).toEqual({ lngLat: [2.1, 46.1], quality: 'postal_code' })
    expect(epci?.quality).toBe('epci')
    expect(epci?.lngLat[1]).toBeCloseTo(46.2, 10)
    expect(alone?.quality).toBe('arrondissement')
  })

  it('does not believe a place that stands among strangers, far from its own', () => {
    const strangers = Array.from({ length: 40 }, (_, at) => commune(`64${String(at).padStart(3, '0')}`, 'B', '64300'))
    const own = [commune('40001', 'A', '40390'), commune('40002', 'A', '40391'), commune('40271', 'A', '40390')]
    const placings = placeCommunes(
      [...strangers, ...own],
      [
        ...strangers.map((one, at) => place(one.insee, [-0.25 + at / 500, 43.55])),
        place('40001', [-1.23, 43.55]),
        place('40002', [-1.25, 43.56]),
        place('40271', [-0.23, 43.55]),
      ],
    )
    expect(placings.get(own[2]!)).toEqual({ lngLat: [-1.23, 43.55], quality: 'postal_code' })
    expect(placings.get(own[0]!)?.quality).toBe('located')
  })

  it('throws rather than drop a commune it cannot place', () => {
    expect(() => placeCommunes([commune('01001', null, '01400')], [])).toThrow('01001')
  })
})
