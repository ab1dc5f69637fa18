import { distanceMetres, type InseeCode, type LngLat } from '../../shared/geo.ts'
import type { NeedRates } from '../../shared/need.ts'
import type { Commune } from '../../shared/territory.ts'
import { travelCell } from '../../shared/travel.ts'
import type { Ports } from '../ports.ts'
import { loadSpecialistDensity, scarcityOf } from './need.ts'
import { countWaitingByCommune, readNeedRates, readSites } from './need-store.ts'
import { composeNeed, type NeedFacts } from './need-weight.ts'
import { findUnderserved } from './underserved-store.ts'

/** How far the nearest known specialist is looked for. */
export const FARTHEST_SPECIALIST_MINUTES = 90
/** No road is driven faster on average. */
const FASTEST_KMH = 120

type Needs = Pick<Ports, 'db' | 'territory' | 'travel'>

/** What is known of the need of some communes for a specialty, the rates as saved, and the figures they rest on. */
export type MeasuredNeed = {
  readonly rates: NeedRates
  readonly factsOf: (commune: Commune) => NeedFacts
  readonly waitingOf: (insee: InseeCode) => number
  /** The weight with the saved rates, or with those given. */
  readonly weightOf: (commune: Commune, rates?: NeedRates) => number
}

/** Measures the need of `communes`: density of their departments, drive to the nearest known specialist, people waiting, underserved areas. */
export async function measureNeed(
  ports: Needs,
  specialty: string,
  communes: readonly Commune[],
): Promise<MeasuredNeed> {
  const density = loadSpecialistDensity()
  const { communes: sites } = await readSites(ports.db, specialty)
  const minutes = await minutesToNearest(ports, sites, communes)
  const waiting = await countWaitingByCommune(ports.db, specialty)
  const underserved = new Set(((await findUnderserved(ports.db))?.communes ?? []) as readonly string[])
  const rates = await readNeedRates(ports.db)
  const factsOf = (commune: Commune): NeedFacts => ({
    scarcity: scarcityOf(commune.department, density),
    minutes: sites.length === 0 ? null : (minutes.get(commune.insee) ?? 'beyond'),
    waitingPerThousand: commune.population === 0 ? 0 : ((waiting.get(commune.insee) ?? 0) / commune.population) * 1000,
    isUnderserved: underserved.has(commune.insee),
  })
  return {
    rates,
    factsOf,
    waitingOf: (insee) => waiting.get(insee) ?? 0,
    weightOf: (commune, others = rates) => composeNeed(factsOf(commune), others).weight,
  }
}

/** Minutes by car from each commune to the nearest of some places, for those within 90 minutes. */
async function minutesToNearest(
  { territory, travel }: Needs,
  sites: readonly InseeCode[],
  communes: readonly Commune[],
): Promise<Map<InseeCode, number>> {
  const nearest = new Map<InseeCode, number>()
  for (const code of sites) {
    const site = territory.byInsee(code)
    if (!site) continue
    const near = communes.filter((commune) => isNear(site.lngLat, commune.lngLat))
    if (near.length === 0) continue
    const matrix = await travel.matrix({
      profile: 'car',
      sources: [site.lngLat],
      targets: near.map((commune) => commune.lngLat),
      maxSeconds: FARTHEST_SPECIALIST_MINUTES * 60,
    })
    for (const [column, commune] of near.entries()) {
      const cell = travelCell(matrix, 0, column)
      if ('reason' in cell) continue
      nearest.set(commune.insee, Math.min(nearest.get(commune.insee) ?? Infinity, cell.seconds / 60))
    }
  }
  return nearest
}

const isNear = (one: LngLat, other: LngLat): boolean =>
  distanceMetres(one, other) <= (FARTHEST_SPECIALIST_MINUTES / 60) * FASTEST_KMH * 1000
