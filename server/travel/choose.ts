import type { TravelTimes } from '../../shared/travel.ts'
import type { Territory } from '../territory/communes.ts'
import { loadMapFacts } from './settlements/map-facts.ts'
import { createSettlementTravel } from './settlements/settlement-travel.ts'

/** Makes the travel port the configuration asks for. */
export function createTravel(_config: unknown, territory: Pick<Territory, 'communes'>): TravelTimes {
  return createSettlementTravel(territory.communes, loadMapFacts())
}
