import type { FreeSlot } from '../../shared/appointment.ts'
import type { ReferralId } from '../../shared/ids.ts'
import type { SafetyAnswer } from '../../shared/referral.ts'
import { type Instant, type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import type { StopOutline } from '../../shared/tour.ts'
import type { Moment } from '../access/moment.ts'
import { freeSlots } from '../appointments/find-slots.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { driveFrom, joinOpenStops } from './open-stops.ts'
import { classOf } from './priority.ts'
import { knownProtocols } from './protocols.ts'
import { listReceiving, type Receiving } from './recheck-safety.ts'
import { listHeldPlaces, type ReferralRow, wishesOf } from './referral-store.ts'
import { type DriveMinutes, FARTHEST_CENTRE_MINUTES, judgeSafety } from './safety-rule.ts'
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
  const receivingNow = receiving?.stops ?? (await listReceiving(trx, today))
  const alike = receivingNow.filter((stop) => stop.specialty === referral.specialty)
  const centreIds = [...new Set(alike.map((stop) => stop.centreId))]
  const drive = driveFrom(await listDriveTimes(trx, centreIds, referral.commune_insee))
  const wishes = wishesOf(referral)
  const farthest = Math.max(wishes.maxDriveMinutes, FARTHEST_CENTRE_MINUTES)
  const stops = alike.filter(({ centreId }) => (drive(centreId) ?? Number.POSITIVE_INFINITY) <= farthest)
  const free =
    receiving && isUrgent ? receiving.free : await freeInReach(trx, referral, stops, drive, wishes.maxDriveMinutes, now)
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
    joinOpenStops(await listStops(trx, { stopIds: stops.map((stop) => stop.stopId) }), free),
    drive,
    !breaching.has(referral.id),
    today,
  )
}

/**
 * The free places the rule looks at, the first of a day and kind standing for the others: any day within the patient's
 * reach; further away, days before the deadline alone.
 */
async function freeInReach(
  trx: Transaction,
  { priority_class: priorityClass, deadline }: ReferralRow,
  stops: readonly StopOutline[],
  drive: DriveMinutes,
  reachMinutes: number,
  now: Instant,
): Promise<FreeSlot[]> {
  const from = localDateOf(now, PARIS)
  const free = async (least: number, most: number, onOrBefore?: LocalDate): Promise<FreeSlot[]> => {
    const stopIds = stops
      .filter(({ centreId, firstDay }) => {
        const minutes = drive(centreId)
        return minutes !== null && minutes > least && minutes <= most && (!onOrBefore || firstDay <= onOrBefore)
      })
      .map(({ stopId }) => stopId)
    if (stopIds.length === 0) return []
    return freeSlots(trx, { stopIds, from, onOrBefore, priorityClass, isFirstEnough: true, now })
  }
  const near = await free(-1, reachMinutes)
  return deadline === null ? near : [...near, ...(await free(reachMinutes, FARTHEST_CENTRE_MINUTES, deadline))]
}
