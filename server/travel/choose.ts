import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '../../shared/problem.ts'
import type { TravelCapabilities, TravelTimes } from '../../shared/travel.ts'
import type { Territory } from '../territory/communes.ts'
import { createCachedTravel } from './cache/cached-travel.ts'
import { createFileCacheStore } from './cache/travel-cache-store.ts'
import { createOpenrouteserviceTravel } from './openrouteservice/openrouteservice-travel.ts'
import { readRoadsFile } from './roads/roads-file.ts'
import { createRoadsTravel } from './roads/roads-travel.ts'
import { loadMapFacts } from './settlements/map-facts.ts'
import { createSettlementTravel } from './settlements/settlement-travel.ts'
import { createUnavailableTravel } from './unavailable.ts'

/** What of the configuration says who measures drive times. */
export type TravelConfig = {
  readonly dataFolder: string
  readonly travel: {
    readonly provider: TravelCapabilities['provider']
    readonly openrouteserviceHost?: string | undefined
    readonly openrouteserviceKey?: string | undefined
  }
}

/** Where the road network last imported is kept. */
export const roadsFileOf = (dataFolder: string): string => join(dataFolder, 'roads.escale')

/**
 * Makes the travel port the configuration asks for, and no other: a provider that cannot work says so in every answer.
 * A remote service's answers are remembered on disk; our own networks compute faster than a disk reads.
 */
export function createTravel(
  { dataFolder, travel }: TravelConfig,
  territory: Pick<Territory, 'communes'>,
): TravelTimes {
  if (travel.provider === 'roads') return roadsTravel(roadsFileOf(dataFolder))
  if (travel.provider === 'settlements') return createSettlementTravel(territory.communes, loadMapFacts())
  if (travel.openrouteserviceHost === undefined) {
    return unavailable('openrouteservice', 'Indiquez l’adresse du service : OPENROUTESERVICE_HOST.')
  }
  const service = createOpenrouteserviceTravel({
    host: travel.openrouteserviceHost,
    apiKey: travel.openrouteserviceKey,
  })
  return createCachedTravel(service, createFileCacheStore(join(dataFolder, 'travel-cache')))
}

/** The travel port on a road network file, or one that says why it cannot be read. */
export function roadsTravel(file: string): TravelTimes {
  if (!existsSync(file)) {
    return unavailable('roads', 'Aucun réseau routier importé : lancez « npm run roads -- FICHIER.osm.pbf ».')
  }
  const roads = readRoadsFile(file)
  if (isRefusal(roads)) {
    return unavailable(
      'roads',
      'Le réseau routier importé est illisible : importez-le de nouveau avec « npm run roads ».',
    )
  }
  return createRoadsTravel(roads)
}

function unavailable(provider: TravelCapabilities['provider'], message: string): TravelTimes {
  return createUnavailableTravel(
    {
      provider,
      kind: 'network',
      dataDate: 'unknown',
      profiles: ['car', 'truck'],
      bounds: null,
      maxPairs: null,
      maxIsochroneMinutes: null,
      attribution: '',
    },
    message,
  )
}
