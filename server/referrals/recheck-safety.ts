import type { FreeSlot } from '../../shared/appointment.ts'
import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import { Wishes } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Moment } from '../access/moment.ts'
import { freeSlots } from '../appointments/find-slots.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { endAlerts, listStandingOfKind, raiseAlert } from './alert-store.ts'
import { keepPlaces } from './places-in-time.ts'
import { orderQueue } from './queue.ts'
import { suitsPlace } from './safety-rule.ts'
import { listDriveTimes, listUncovered } from './safety-store.ts'

const RECEIVING = ['published', 'running'] as const

/** Stops that receive from today on, with every place an urgent patient may take there. */
export async function receivingStops(
  trx: Transaction,
  { now }: Pick<Moment, 'now'>,
): Promise<{ stops: StopSummary[]; free: FreeSlot[] }> {
  const today = localDateOf(now, PARIS)
  const stops = await listStops(trx, { from: today, states: RECEIVING })
  const stopIds = stops.map((stop) => stop.stopId)
  const free = stopIds.length > 0 ? await freeSlots(trx, { stopIds, from: today, priorityClass: 'P1', now }) : []
  return { stops, free }
}

/**
 * Checks every urgent referral that is neither held in time nor covered by a person's choice: is there a free place in
 * time for it, beside those of the more urgent? Raises a breach alert where there is none and ends those that no longer
 * hold. Call it whenever a place is lost or gained, a class rises, or time passes. Gives the referrals in breach.
 */
export async function recheckSafety(trx: Transaction, moment: Moment): Promise<Set<ReferralId>> {
  const uncovered = orderQueue(
    (await listUncovered(trx)).map((row) => ({
      ...row,
      majorRisk: row.majorRisk === 1,
      wishes: Wishes.parse(JSON.parse(row.wishes)),
    })),
  )
  const breaching = new Set<ReferralId>()
  if (uncovered.length > 0) {
    const { stops, free } = await receivingStops(trx, moment)
    const groups = groupFree(stops, free)
    const communes = [...new Set(uncovered.map((referral) => referral.communeInsee))]
    const driveTimes = await listDriveTimes(trx, [...new Set(groups.map((group) => group.centreId))], communes)
    const minutes = new Map(driveTimes.map((row) => [`${row.commune_insee} ${row.centre_id}`, row.minutes]))
    const claims = uncovered.map((referral) => ({
      groups: groups.flatMap((group, index) => {
        if (group.specialty !== referral.specialty) return []
        if (referral.deadline === null || group.date > referral.deadline) return []
        const needs = { ...referral, ...referral.wishes }
        if (!suitsPlace(needs, group)) return []
        const drive = minutes.get(`${referral.communeInsee} ${group.centreId}`)
        return drive !== undefined && drive !== null && drive <= referral.wishes.maxDriveMinutes ? [index] : []
      }),
    }))
    const kept = keepPlaces(
      claims,
      groups.map((group) => group.places),
    )
    uncovered.forEach((referral, index) => {
      if (!kept[index]) breaching.add(referral.referralId)
    })
  }
  const standing = await listStandingOfKind(trx, 'breach')
  const known = new Set(standing.map((alert) => alert.referral_id))
  for (const referral of uncovered) {
    if (!breaching.has(referral.referralId) || known.has(referral.referralId)) continue
    const { referralId, centreId } = referral
    await raiseAlert(trx, { referralId, centreId, kind: 'breach', at: moment.now })
  }
  for (const alert of standing) {
    if (!breaching.has(alert.referral_id)) {
      await endAlerts(trx, alert.referral_id, { kind: 'breach', at: moment.now, by: null })
    }
  }
  return breaching
}

type FreeGroup = Pick<FreeSlot, 'date' | 'kind'> & { centreId: HostCentreId; specialty: string; places: number }

/** Free places that are alike for whoever needs one: same stop, day and kind. */
function groupFree(stops: readonly StopSummary[], free: readonly FreeSlot[]): FreeGroup[] {
  const byId = new Map(stops.map((stop) => [stop.stopId, stop]))
  const groups = new Map<string, FreeGroup>()
  for (const slot of free) {
    const stop = byId.get(slot.stopId)
    if (!stop) continue
    const key = `${slot.stopId} ${slot.date} ${slot.kind}`
    const known = groups.get(key)
    if (known) known.places++
    else {
      const { centreId, specialty } = stop
      groups.set(key, { date: slot.date, kind: slot.kind, centreId, specialty, places: 1 })
    }
  }
  return [...groups.values()]
}
