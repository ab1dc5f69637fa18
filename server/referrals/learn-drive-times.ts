import type { LngLat } from '../../shared/geo.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import { travelCell } from '../../shared/travel.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { FARTHEST_CENTRE_MINUTES } from './safety-rule.ts'
import { listCentrePositions, listMissingDriveTimes, saveDriveTimes } from './safety-store.ts'

/**
 * Asks how far communes are from centres and keeps the answers, so that deadlines are judged inside transactions
 * without a road search. Without `communes`, those of every open referral. Pairs already known to the provider in use
 * are not asked again; one that no road joins within two hours is kept as out of reach.
 */
export async function learnDriveTimes(
  { db, travel, territory }: Pick<Ports, 'db' | 'travel' | 'territory'>,
  centreIds: readonly HostCentreId[],
  communes?: readonly string[],
): Promise<void> {
  const { provider } = travel.capabilities()
  const missing = await listMissingDriveTimes(db, centreIds, provider, communes)
  if (missing.length === 0) return
  const insees = [...new Set(missing.map((pair) => pair.insee))].filter((insee) => territory.byInsee(insee))
  const centres = await listCentrePositions(db, [...new Set(missing.map((pair) => pair.centreId))])
  if (insees.length === 0 || centres.length === 0) return
  const homes = insees.map((insee) => territory.byInsee(insee)!.lngLat)
  const places = centres.map((centre): LngLat => [centre.lng, centre.lat])
  // A search costs by its source: ask from whichever side has fewer. There and back are taken as equal.
  const fromCentres = places.length <= homes.length
  const matrix = await travel.matrix({
    profile: 'car',
    sources: fromCentres ? places : homes,
    targets: fromCentres ? homes : places,
    maxSeconds: FARTHEST_CENTRE_MINUTES * 60,
  })
  const rows = insees.flatMap((insee, home) =>
    centres.flatMap(({ centreId }, place) => {
      const cell = fromCentres ? travelCell(matrix, place, home) : travelCell(matrix, home, place)
      // A service that did not answer is asked again later; any other reason is an answer.
      if ('reason' in cell && cell.reason === 'provider_failed') return []
      const minutes = 'seconds' in cell ? Math.round(cell.seconds / 60) : null
      return [{ commune_insee: territory.byInsee(insee)!.insee, centre_id: centreId, minutes, provider }]
    }),
  )
  await transaction(db, (trx) => saveDriveTimes(trx, rows))
}
