import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FreeSlot } from '../../shared/appointment.ts'
import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import { Wishes } from '../../shared/referral.ts'
import { type Instant, type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import type { StopOutline } from '../../shared/tour.ts'
import type { Moment } from '../access/moment.ts'
import { countUrgentPlaces, freeSlots } from '../appointments/find-slots.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listStopOutlines } from '../tours/list-stops.ts'
import { endAlerts, listReferralsAlerted, raiseAlert } from './alert-store.ts'
import { keepPlaces } from './places-in-time.ts'
import { orderQueue } from './queue.ts'
import { suitsPlace } from './safety-rule.ts'
import { listUncovered, listUrgentDriveTimes } from './safety-store.ts'
import { areSameReferrals } from './same-referrals.ts'

const RECEIVING = ['published', 'running'] as const

/** Stops that receive from today on, with every place an urgent patient may take there. */
export type Receiving = { readonly stops: readonly StopOutline[]; readonly free: readonly FreeSlot[] }

/** Stops that receive from a day on. */
export function listReceiving(trx: Database | Transaction, from: LocalDate): Promise<readonly StopOutline[]> {
  return listStopOutlines(trx, { from, states: RECEIVING })
}

/** Reads what is left for urgent patients. */
export async function receivingStops(trx: Transaction, { now }: Pick<Moment, 'now'>): Promise<Receiving> {
  const from = localDateOf(now, PARIS)
  const stops = await listReceiving(trx, from)
  const stopIds = stops.map((stop) => stop.stopId)
  const free = stopIds.length > 0 ? await freeSlots(trx, { stopIds, from, priorityClass: 'P1', now }) : []
  return { stops, free }
}

/**
 * Checks every urgent referral that is neither held in time nor covered by a person's choice: is there a free place in
 * time for it, beside those of the more urgent? Raises a breach alert where there is none and ends those that no longer
 * hold. Call it whenever a place is lost or gained, a class rises, or time passes. Gives the referrals in breach.
 */
export async function recheckSafety(trx: Transaction, moment: Moment, receiving?: Receiving): Promise<Set<ReferralId>> {
  const { uncovered, breaching, standing } = await findBreaches(trx, moment, { receiving })
  for (const { referralId, centreId } of uncovered) {
    if (!breaching.has(referralId) || standing.has(referralId)) continue
    await raiseAlert(trx, { referralId, centreId, kind: 'breach', at: moment.now })
  }
  for (const referralId of standing) {
    if (!breaching.has(referralId)) await endAlerts(trx, referralId, { kind: 'breach', at: moment.now, by: null })
  }
  return breaching
}

/**
 * Whether a breach stands that no alert says, or the other way round. Looked at outside a transaction, requests being
 * answered between two questions: what changes meanwhile is checked by whoever changes it, and at the next look.
 */
export async function isSafetyStale(db: Database, now: Instant): Promise<boolean> {
  const { breaching, standing } = await findBreaches(db, { now }, { pause: nextTurn })
  return !areSameReferrals(breaching, standing)
}

/** Which urgent referrals no free place can be kept for, and those of which an alert says so. */
async function findBreaches(
  db: Database | Transaction,
  moment: Pick<Moment, 'now'>,
  { receiving, pause }: { receiving?: Receiving | undefined; pause?: () => Promise<unknown> },
) {
  const uncovered = await uncoveredInOrder(db)
  const latest = latestDeadline(uncovered)
  await pause?.()
  const groups = latest === null ? [] : receiving ? groupFree(receiving) : await readGroups(db, moment, latest)
  await pause?.()
  const kept = latest === null ? [] : await keepFor(db, uncovered, latest, groups)
  const breaching = new Set(uncovered.filter((_, index) => !kept[index]).map(({ referralId }) => referralId))
  return { uncovered, breaching, standing: new Set(await listReferralsAlerted(db, 'breach')) }
}

/** A place after the last deadline is in time for nobody. */
function latestDeadline(uncovered: readonly Uncovered[]): LocalDate | null {
  return uncovered.reduce<LocalDate | null>(
    (latest, { deadline }) => (deadline !== null && (latest === null || deadline > latest) ? deadline : latest),
    null,
  )
}

type Uncovered = Awaited<ReturnType<typeof uncoveredInOrder>>[number]

async function uncoveredInOrder(trx: Database | Transaction) {
  const wishesOf = new Map<string, Wishes>()
  const parse = (json: string): Wishes => {
    const known = wishesOf.get(json) ?? Wishes.parse(JSON.parse(json))
    wishesOf.set(json, known)
    return known
  }
  const rows = await listUncovered(trx)
  return orderQueue(rows.map((row) => ({ ...row, majorRisk: row.majorRisk === 1, wishes: parse(row.wishes) })))
}

/** For each referral in order, whether a free place in time can be kept for it. */
async function keepFor(
  trx: Database | Transaction,
  uncovered: readonly Uncovered[],
  latest: LocalDate,
  free: readonly FreeGroup[],
) {
  const reach = Math.max(...uncovered.map((referral) => referral.wishes.maxDriveMinutes))
  const groups = free.filter((group) => group.date <= latest)
  const centreIds = [...new Set(groups.map((group) => group.centreId))]
  const minutes = new Map<HostCentreId, Map<string, number>>(centreIds.map((centreId) => [centreId, new Map()]))
  for (const row of await listUrgentDriveTimes(trx, centreIds, reach)) {
    minutes.get(row.centre_id)!.set(row.commune_insee, row.minutes!)
  }
  const claims = uncovered.map((referral) => {
    const needs = { ...referral, ...referral.wishes }
    const suiting: number[] = []
    groups.forEach((group, index) => {
      if (group.specialty !== referral.specialty || referral.deadline === null || group.date > referral.deadline) return
      const drive = minutes.get(group.centreId)!.get(referral.communeInsee)
      if (drive !== undefined && drive <= needs.maxDriveMinutes && suitsPlace(needs, group)) suiting.push(index)
    })
    return { groups: suiting }
  })
  return keepPlaces(
    claims,
    groups.map((group) => group.places),
  )
}

type FreeGroup = Pick<FreeSlot, 'date' | 'kind'> & { centreId: HostCentreId; specialty: string; places: number }

type CountedPlaces = Awaited<ReturnType<typeof countUrgentPlaces>>[number]

/** Free places that are alike for whoever needs one: same stop, day and kind. */
function groupsOf(stops: readonly StopOutline[], counted: readonly CountedPlaces[]): FreeGroup[] {
  const byId = new Map(stops.map((stop) => [stop.stopId, stop]))
  const groups = new Map<string, FreeGroup>()
  for (const { stopId, date, kind, places } of counted) {
    const stop = byId.get(stopId)
    if (!stop) continue
    const key = `${stopId} ${date} ${kind}`
    const known = groups.get(key)
    if (known) known.places += places
    else groups.set(key, { date, kind, centreId: stop.centreId, specialty: stop.specialty, places })
  }
  return [...groups.values()]
}

const groupFree = ({ stops, free }: Receiving): FreeGroup[] =>
  groupsOf(
    stops,
    free.map((slot) => ({ ...slot, places: 1 })),
  )

/** The same counted by the database, up to a day. */
async function readGroups(
  trx: Database | Transaction,
  { now }: Pick<Moment, 'now'>,
  onOrBefore: LocalDate,
): Promise<FreeGroup[]> {
  const receiving = await listReceiving(trx, localDateOf(now, PARIS))
  const stops = receiving.filter((stop) => stop.firstDay <= onOrBefore)
  return groupsOf(stops, await countUrgentPlaces(trx, { stops, onOrBefore, now }))
}
