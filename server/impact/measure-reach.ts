import type { LngLat } from '../../shared/geo.ts'
import type { ImpactReport } from '../../shared/impact.ts'
import { DEFAULT_REACH_MINUTES } from '../../shared/referral.ts'
import type { Ports } from '../ports.ts'
import { measureCatchments } from '../tours/measure-catchment.ts'

/**
 * People within reach (45 min of road [P]) of at least one of `places`, each counted once, and those of them who were
 * within reach of none of the `earlier` places.
 */
export async function measureReach(
  ports: Pick<Ports, 'territory' | 'travel'>,
  places: readonly LngLat[],
  earlier: readonly LngLat[],
): Promise<ImpactReport['reach']> {
  const now = await communesWithin(ports, places)
  const before = await communesWithin(ports, earlier)
  let people = 0
  let newPeople = 0
  for (const insee of now) {
    const population = ports.territory.byInsee(insee)?.population ?? 0
    people += population
    if (!before.has(insee)) newPeople += population
  }
  return { minutes: DEFAULT_REACH_MINUTES, people, newPeople }
}

async function communesWithin(ports: Pick<Ports, 'territory' | 'travel'>, places: readonly LngLat[]) {
  const distinct = new Map(places.map((place) => [place.join(' '), place]))
  const catchments = await measureCatchments(ports, [...distinct.values()])
  const within = catchments.flatMap(({ communes }) =>
    communes.filter((commune) => commune.seconds <= DEFAULT_REACH_MINUTES * 60),
  )
  return new Set(within.map((commune) => commune.insee))
}
