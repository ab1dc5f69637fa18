import { addDays } from '../../shared/days.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { NearbyStop } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { freeSlots } from '../appointments/find-slots.ts'
import type { Ports } from '../ports.ts'
import { findHostCentre } from '../territory/host-centre-store.ts'
import { listStops } from '../tours/list-stops.ts'
import { learnDriveTimes } from './learn-drive-times.ts'
import { listDriveTimes } from './safety-store.ts'

/** [P] Referrals for a stop are best sent this many days before it. */
export const CLOSES_BEFORE_DAYS = 10

/**
 * The stops to come as seen from a centre: how far from its commune, what is left for any patient and for urgent ones,
 * nearest in time first.
 */
export async function listNearbyStops(
  ports: Pick<Ports, 'db' | 'clock' | 'travel' | 'territory'>,
  person: SignedInPerson,
  centreId: HostCentreId,
): Promise<NearbyStop[] | Refusal> {
  const { db } = ports
  const centre = await findHostCentre(db, centreId)
  if (!centre || !person.centreIds.includes(centreId)) return refuse('not_found', { field: 'centreId' })
  const now = ports.clock.now()
  const today = localDateOf(now, PARIS)
  const stops = await listStops(db, { from: today, states: ['published', 'running'] })
  const stopIds = stops.map((stop) => stop.stopId)
  const centreIds = [...new Set(stops.map((stop) => stop.centreId))]
  await learnDriveTimes(ports, centreIds, [centre.communeInsee])
  const minutes = new Map(
    (await listDriveTimes(db, centreIds, centre.communeInsee)).map((row) => [row.centre_id, row.minutes]),
  )
  const question = { stopIds, from: today, now }
  const forAll = stopIds.length > 0 ? await freeSlots(db, { ...question, priorityClass: 'P4' }) : []
  const forUrgent = stopIds.length > 0 ? await freeSlots(db, { ...question, priorityClass: 'P1' }) : []
  const count = (slots: typeof forAll, stopId: string) => slots.filter((slot) => slot.stopId === stopId).length
  return stops.map((stop) => ({
    stopId: stop.stopId,
    centreId: stop.centreId,
    centreName: stop.centreName,
    department: stop.department,
    unitName: stop.unitName,
    specialty: stop.specialty,
    firstDay: stop.firstDay,
    lastDay: stop.lastDay,
    driveMinutes: stop.centreId === centreId ? 0 : (minutes.get(stop.centreId) ?? null),
    freePlaces: count(forAll, stop.stopId),
    freeUrgentPlaces: count(forUrgent, stop.stopId),
    closesOn: addDays(stop.firstDay, -CLOSES_BEFORE_DAYS),
  }))
}
