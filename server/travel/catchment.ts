import type { Catchment, CatchmentBand, ReachedCommune } from '../../shared/catchment.ts'
import { BAND_MINUTES } from '../../shared/drive-time-bands.ts'
import { distanceMetres, type LngLat } from '../../shared/geo.ts'
import type { Commune } from '../../shared/territory.ts'
import { type NoTravelReason, type TravelMatrix, travelCell } from '../../shared/travel.ts'

/** No road is driven faster than this on average, door to door: farther communes cannot be within reach. */
const FASTEST_KMH = 120

/** The communes that could be within `minutes` of a point as the crow flies: the only ones worth asking times for. */
export function communesWorthAsking(centre: LngLat, communes: readonly Commune[], minutes: number): Commune[] {
  const metres = (minutes / 60) * FASTEST_KMH * 1000
  return communes.filter((commune) => distanceMetres(centre, commune.lngLat) <= metres)
}

/**
 * The communes within reach of a centre, nearest first, with population per cumulative band.
 * `matrix` holds the times between the centre and `communes`, in the same order, as its row number `row`.
 */
export function catchmentOf(
  centre: LngLat,
  communes: readonly Commune[],
  matrix: TravelMatrix,
  { row = 0, minutes = BAND_MINUTES }: { row?: number; minutes?: readonly number[] } = {},
): Catchment {
  const farthest = Math.max(...minutes) * 60
  const reached: ReachedCommune[] = []
  const withoutTime: Partial<Record<NoTravelReason, number>> = {}
  communes.forEach((commune, column) => {
    const cell = travelCell(matrix, row, column)
    if ('reason' in cell) {
      if (cell.reason !== 'over_limit') withoutTime[cell.reason] = (withoutTime[cell.reason] ?? 0) + 1
    } else if (cell.seconds <= farthest) {
      const { insee, population, positionQuality } = commune
      const approximate = positionQuality !== 'official' && positionQuality !== 'located'
      reached.push({ insee, seconds: cell.seconds, metres: cell.metres, population, approximate })
    }
  })
  reached.sort((a, b) => a.seconds - b.seconds || (a.insee < b.insee ? -1 : 1))
  const bands = [...minutes].sort((a, b) => a - b).map((band) => bandOf(reached, band))
  return { centre, source: matrix.source, communes: reached, bands, withoutTime }
}

function bandOf(reached: readonly ReachedCommune[], minutes: number): CatchmentBand {
  const within = reached.filter((commune) => commune.seconds <= minutes * 60)
  const population = people(within)
  const approximate = people(within.filter((commune) => commune.approximate))
  return {
    minutes,
    communes: within.length,
    population,
    approximateShare: population === 0 ? 0 : approximate / population,
  }
}

function people(communes: readonly ReachedCommune[]): number {
  return communes.reduce((sum, commune) => sum + commune.population, 0)
}
