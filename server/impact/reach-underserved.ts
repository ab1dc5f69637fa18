import { BAND_MINUTES } from '../../shared/drive-time-bands.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { UnderservedReach } from '../../shared/need.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Ports } from '../ports.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { drawUnderserved } from '../territory/load-underserved.ts'
import { measureCatchments } from '../tours/measure-catchment.ts'

/**
 * For some centres, whether each stands in an underserved area, and how many residents of the areas come within each
 * band of it and of any of them, each resident counted once. Refuses `not_found` for an unknown centre.
 */
export async function reachUnderserved(
  ports: Pick<Ports, 'db' | 'territory' | 'travel'>,
  centreIds: readonly HostCentreId[],
): Promise<UnderservedReach | Refusal> {
  const known = new Map((await listHostCentres(ports.db)).map((centre) => [centre.hostCentreId, centre]))
  const centres = [...new Set(centreIds)].map((centreId) => known.get(centreId))
  if (centres.includes(undefined)) return refuse('not_found')
  const found = centres.map((centre) => centre!)
  const { layer, communes } = await drawUnderserved(ports)
  if (!layer) return { layer: null, centres: [], together: [] }
  const people = new Map<string, number>(communes.map((commune) => [commune.insee, commune.population]))
  const catchments = await measureCatchments(
    ports,
    found.map((centre) => centre.lngLat),
  )
  const nearest = new Map<string, number>()
  const reached = catchments.map((catchment) => catchment.communes.filter((commune) => people.has(commune.insee)))
  for (const commune of reached.flat()) {
    nearest.set(commune.insee, Math.min(nearest.get(commune.insee) ?? Infinity, commune.seconds))
  }
  const bandsOf = (lines: readonly { insee: string; seconds: number }[]) =>
    BAND_MINUTES.map((minutes) => ({
      minutes,
      residents: lines
        .filter((line) => line.seconds <= minutes * 60)
        .reduce((sum, line) => sum + (people.get(line.insee) ?? 0), 0),
    }))
  return {
    layer: { name: layer.name, source: layer.source, date: layer.date, population: layer.population },
    centres: found.map((centre, at) => ({
      centreId: centre.hostCentreId,
      isInside: people.has(centre.communeInsee),
      area: areaOf(layer.areas, ports.territory.byInsee(centre.communeInsee)?.epci ?? null),
      bands: bandsOf(reached[at]!),
    })),
    together: bandsOf([...nearest].map(([insee, seconds]) => ({ insee, seconds }))),
  }
}

const areaOf = (areas: readonly { name: string; code: string | null }[], epci: string | null): string | null =>
  areas.find((area) => area.code !== null && area.code === epci)?.name ?? null
