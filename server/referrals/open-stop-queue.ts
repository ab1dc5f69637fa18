import { addDays, daysBetween } from '../../shared/days.ts'
import type { ReferralId, StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ExtraSession, RankOutcome, StopQueue, StopQueueLine } from '../../shared/queue.ts'
import { localDateOf } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { recordAccess } from '../access/audit.ts'
import { type Forecast, forecastStop } from '../appointments/forecast-stop.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { displayName } from './identity.ts'
import { openIdentities } from './open-identities.ts'
import { rankReason } from './queue.ts'
import { shownReason } from './queue-of-centre.ts'
import { queueOfStop } from './queue-of-stop.ts'
import { listHeldPlaces, listRevisions } from './referral-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault' | 'territory'>

/**
 * The queue of a stop in its total order against what the stop can take: who has a place, who would get one, who would
 * not and by which rule; with `extra`, whom one more session would seat. For the desk of the stop's centre, or of a centre
 * whose patients wait in it; another centre's patient is a class and a rank, nothing else. Writes nothing but the access.
 */
export async function openStopQueue(
  ports: Needed,
  person: SignedInPerson,
  stopId: StopId,
  extra: ExtraSession | null,
): Promise<StopQueue | Refusal> {
  return transaction(ports.db, async (trx) => {
    const [stop] = await listStops(trx, { stopIds: [stopId] })
    if (!stop) return refuse('not_found')
    const now = ports.clock.now()
    const everyone = await queueOfStop(trx, stopId, ['waiting', 'offered', 'booked'])
    const isTheirs =
      person.centreIds.includes(stop.centreId) || everyone.some((entry) => person.centreIds.includes(entry.centreId))
    if (!isTheirs) return refuse('not_found')
    const forecast = await forecastStop(trx, stopId, extra, now)
    if (isRefusal(forecast)) return forecast
    await recordAccess(trx, {
      person,
      action: 'read',
      resource: 'queue',
      resourceId: stopId,
      purpose: 'follow_stop_queue',
      at: now,
    })
    const lines = await linesOf(trx, ports, person, stop, everyone, forecast)
    return { ...capacityOf(stop, forecast), lines, lastWithPlace: lastWithPlace(lines) }
  })
}

function lastWithPlace(lines: readonly StopQueueLine[]): number {
  return lines.findLast((line) => line.place.outcome !== 'none')?.rank ?? 0
}

function capacityOf(stop: StopSummary, { now: plan, withExtra, reserveReleased, releaseDays }: Forecast) {
  const longest = [...stop.sessions].sort((one, other) => other.end - other.start - (one.end - one.start))[0]
  const free = plan.slots.filter((slot) => slot.heldBy === null)
  return {
    stopId: stop.stopId,
    centreName: stop.centreName,
    firstDay: stop.firstDay,
    lastDay: stop.lastDay,
    zone: stop.zone,
    usualSession: longest ? { start: longest.start, end: longest.end } : null,
    places: plan.slots.length,
    held: plan.slots.length - free.length,
    free: free.length,
    reserved: reserveReleased ? 0 : free.filter((slot) => slot.reserved).length,
    releasedOn: addDays(stop.firstDay, -releaseDays),
    isReleased: reserveReleased,
    extraPlaces: withExtra && withExtra.slots.length - plan.slots.length,
  }
}

async function linesOf(
  trx: Transaction,
  ports: Needed,
  person: SignedInPerson,
  stop: StopSummary,
  everyone: Awaited<ReturnType<typeof queueOfStop>>,
  { now: plan, withExtra }: Forecast,
): Promise<StopQueueLine[]> {
  const held = new Map(
    (
      await listHeldPlaces(
        trx,
        everyone.map((entry) => entry.referralId),
      )
    )
      .filter((row) => row.stopId === stop.stopId)
      .map((row) => [row.referralId, row]),
  )
  const entries = everyone.filter((entry) => entry.state === 'waiting' || held.has(entry.referralId))
  const own = entries.filter((entry) => person.centreIds.includes(entry.centreId)).map((entry) => entry.referralId)
  const patients = await openIdentities(trx, ports, own)
  const revisions = await listRevisions(trx, own)
  const planned = seatsOf(plan)
  const imagined = withExtra ? seatsOf(withExtra) : new Map<ReferralId, { date: never; start: never; late: boolean }>()
  const refused = new Map(plan.allocation.notPlaced.map((line) => [line.referralId, line.reason]))
  const today = localDateOf(ports.clock.now(), stop.zone)
  return entries.map((entry, index): StopQueueLine => {
    const { referralId, priorityClass, deadline } = entry
    const place = outcomeOf(held.get(referralId), planned.get(referralId), refused.get(referralId))
    const seat = place.outcome === 'none' ? imagined.get(referralId) : undefined
    const patient = patients.get(referralId)
    return {
      rank: index + 1,
      reason: shownReason(rankReason(entry, entries[index - 1]), person.role),
      priorityClass,
      place,
      extra: seat ? { date: seat.date, start: seat.start } : null,
      ...(patient && {
        patient: {
          referralId,
          patientName: displayName(patient.identity),
          communeName: ports.territory.byInsee(entry.communeInsee)?.name ?? entry.communeInsee,
          driveMinutes: Math.round(entry.driveMinutes),
          deadline,
          daysLeft: deadline === null ? null : daysBetween(today, deadline),
          revision: revisions.get(referralId)!,
        },
      }),
    }
  })
}

function seatsOf({ allocation, slots }: Forecast['now']) {
  const byId = new Map(slots.map((slot) => [slot.slotId, slot]))
  return new Map(
    allocation.placed.map(({ referralId, slotId, late }) => {
      const { date, start } = byId.get(slotId)!
      return [referralId, { date, start, late }]
    }),
  )
}

function outcomeOf(
  held: Awaited<ReturnType<typeof listHeldPlaces>>[number] | undefined,
  planned:
    | { date: StopSummary['firstDay']; start: StopSummary['sessions'][number]['start']; late: boolean }
    | undefined,
  refused: Extract<RankOutcome, { outcome: 'none' }>['why'] | undefined,
): RankOutcome {
  if (held) return { outcome: 'held', date: held.date, start: held.start, state: held.state }
  if (planned) return { outcome: 'planned', ...planned }
  return { outcome: 'none', why: refused ?? 'none_free' }
}
