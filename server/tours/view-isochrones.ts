import { BAND_MINUTES } from '../../shared/drive-time-bands.ts'
import type { StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { TravelIsochrones } from '../../shared/travel.ts'
import type { Ports } from '../ports.ts'
import { selectStopOutlines } from './stop-store.ts'

/** The areas within 15, 20, 25, 30 and 45 minutes by car of a stop's centre. Refuses `not_found`. */
export async function viewIsochrones(
  { db, travel }: Pick<Ports, 'db' | 'travel'>,
  stopId: StopId,
): Promise<TravelIsochrones | Refusal> {
  const [stop] = await selectStopOutlines(db, { stopIds: [stopId] })
  if (!stop) return refuse('not_found')
  return travel.isochrones({ profile: 'car', points: [stop.lngLat], minutes: [...BAND_MINUTES], direction: 'to' })
}
