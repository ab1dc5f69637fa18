import type { Catchment } from '../../shared/catchment.ts'
import { BAND_MINUTES } from '../../shared/drive-time-bands.ts'
import type { LngLat } from '../../shared/geo.ts'
import type { CatchmentView } from '../../shared/tour-view.ts'
import type { Ports } from '../ports.ts'
import { catchmentOf, communesWorthAsking } from '../travel/catchment.ts'

const FARTHEST_MINUTES = Math.max(...BAND_MINUTES)

/** Some 100 kB each: the centres whose stops are looked at these days. */
const MOST_KNOWN = 64
/** By network, which never changes while it is in memory; a service asked from afar remembers its own answers. */
const known = new WeakMap<Ports['travel'], Map<string, Catchment>>()

/** Who can drive to each point within 45 minutes, in the order of the points. */
export async function measureCatchments(
  ports: Pick<Ports, 'territory' | 'travel'>,
  points: readonly LngLat[],
): Promise<Catchment[]> {
  const { travel } = ports
  if (travel.capabilities().provider === 'openrouteservice') {
    return Promise.all(points.map((point) => measureCatchment(ports, point)))
  }
  const kept = known.get(travel) ?? new Map<string, Catchment>()
  known.set(travel, kept)
  return Promise.all(
    points.map(async (point) => {
      const key = point.join(' ')
      const catchment = kept.get(key) ?? (await measureCatchment(ports, point))
      if (catchment.withoutTime.provider_failed) return catchment
      // Asked last, let go last.
      kept.delete(key)
      kept.set(key, catchment)
      if (kept.size > MOST_KNOWN) kept.delete(kept.keys().next().value!)
      return catchment
    }),
  )
}

async function measureCatchment(
  { territory, travel }: Pick<Ports, 'territory' | 'travel'>,
  point: LngLat,
): Promise<Catchment> {
  const communes = communesWorthAsking(point, territory.communes, FARTHEST_MINUTES)
  const matrix = await travel.matrix({
    profile: 'car',
    sources: [point],
    targets: communes.map((commune) => commune.lngLat),
    maxSeconds: FARTHEST_MINUTES * 60,
  })
  return catchmentOf(point, communes, matrix)
}

/** The catchment of a point with the name of each commune, as a screen shows it. */
export async function viewCatchment(
  ports: Pick<Ports, 'territory' | 'travel'>,
  point: LngLat,
): Promise<{ view: CatchmentView; catchment: Catchment }> {
  const [catchment] = await measureCatchments(ports, [point])
  const { source, bands, communes } = catchment!
  const named = communes.map(({ insee, population, seconds, approximate }) => {
    const { name, department, lngLat } = ports.territory.byInsee(insee)!
    return { insee, name, department, lngLat, population, minutes: seconds / 60, approximate }
  })
  return { view: { source, bands, communes: named }, catchment: catchment! }
}
