import type { ReferralId } from '../../shared/ids.ts'
import type { SafetyAnswer } from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import { freeSlots } from '../appointments/find-slots.ts'
import type { Transaction } from '../store/database.ts'
import { driveFrom, joinOpenStops } from './open-stops.ts'
import { classOf } from './priority.ts'
import { knownProtocols } from './protocols.ts'
import { type Receiving, receivingStops } from './recheck-safety.ts'
import { listHeldPlaces, type ReferralRow, wishesOf } from './referral-store.ts'
import { judgeSafety } from './safety-rule.ts'
import { listDriveTimes } from './safety-store.ts'

/**
 * What a GP is told of one referral: held, a place in time, or a breach with its facts and alternatives. `breaching`
 * comes from `recheckSafety`, so that a place the more urgent need is not promised twice.
 */
export async function answerSafety(
  trx: Transaction,
  referral: ReferralRow,
  breaching: ReadonlySet<ReferralId>,
  { now }: Pick<Moment, 'now'>,
  receiving?: Receiving,
): Promise<SafetyAnswer> {
  const [held] = await listHeldPlaces(trx, [referral.id])
  const isInTime = held && (referral.deadline === null || held.date <= referral.deadline)
  if (held && isInTime && held.withdrawn === 0) {
    return { verdict: 'held', deadline: referral.deadline, date: held.date }
  }
  const today = localDateOf(now, PARIS)
  const isUrgent = referral.priority_class === 'P1' || referral.priority_class === 'P2'
  const known = receiving ?? (await receivingStops(trx, { now }))
  const stops = known.stops.filter((stop) => stop.specialty === referral.specialty)
  const stopIds = stops.map((stop) => stop.stopId)
  const question = { stopIds, from: today, priorityClass: referral.priority_class, now }
  const free = isUrgent || stopIds.length === 0 ? known.free : await freeSlots(trx, question)
  const centreIds = [...new Set(stops.map((stop) => stop.centreId))]
  const driveTimes = await listDriveTimes(trx, centreIds, referral.commune_insee)
  const wishes = wishesOf(referral)
  const protocol = knownProtocols().version(referral.protocol_id, referral.protocol_version)
  return judgeSafety(
    {
      priorityClass: referral.priority_class,
      deadline: referral.deadline,
      slotKind: referral.slot_kind,
      excludedDates: wishes.excludedDates,
      maxDriveMinutes: wishes.maxDriveMinutes,
    },
    protocol ? classOf(protocol.protocol, referral.priority_class).withinDays : null,
    joinOpenStops(stops, free),
    driveFrom(driveTimes),
    !breaching.has(referral.id),
    today,
  )
}
