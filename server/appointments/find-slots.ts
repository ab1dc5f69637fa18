import type { FreeSlot, PriorityClass, SlotKind } from '../../shared/appointment.ts'
import { addDays } from '../../shared/days.ts'
import type { ReferralId, StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { type Instant, type LocalDate, wallClock } from '../../shared/time.ts'
import type { StopOutline } from '../../shared/tour.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listStopOutlines } from '../tours/list-stops.ts'
import { findNeeds, readRules } from './appointment-store.ts'
import { hasBegun, isOpenStop, isReserveReleased } from './placing.ts'
import { countFreeSlots, listFreeSlots, type StoredSlot } from './slot-store.ts'

const FIRST_DAY = '0001-01-01' as LocalDate
const KINDS_FOR: Readonly<Record<SlotKind, readonly SlotKind[]>> = {
  consultation: ['consultation', 'procedure'],
  procedure: ['procedure'],
}

/**
 * Free places of open stops that a patient of this class could take from `from` on, not yet begun, by date, hour and
 * room. `kind` is what the patient needs: a consultation may sit on a longer place. P1–P2 see the reserve; the others
 * once it is released. With `isFirstEnough`, days to come tell the first place of each kind alone, reserved and not.
 */
export async function freeSlots(
  trx: Database | Transaction,
  query: {
    stopIds: readonly StopId[]
    from: LocalDate
    onOrBefore?: LocalDate | undefined
    priorityClass: PriorityClass
    kind?: SlotKind | undefined
    isFirstEnough?: boolean
    now: Instant
  },
): Promise<FreeSlot[]> {
  const stops = (await listStopOutlines(trx, { stopIds: query.stopIds })).filter(isOpenStop)
  const { slots: rules } = await readRules(trx)
  const isUrgent = query.priorityClass === 'P1' || query.priorityClass === 'P2'
  const byId = new Map(
    stops.map((stop) => {
      const isReserveOpen = isUrgent || isReserveReleased(stop, query.now, rules)
      return [stop.stopId, { wall: wallClock(query.now, stop.zone), isReserveOpen }]
    }),
  )
  const todays = [...byId.values()].map(({ wall }) => wall.date).sort()
  const earliest = todays[0]
  const free = await listFreeSlots(trx, {
    stopIds: stops.map((stop) => stop.stopId),
    from: earliest && earliest > query.from ? earliest : query.from,
    onOrBefore: query.onOrBefore,
    kinds: KINDS_FOR[query.kind ?? 'consultation'],
    firstsAfter: query.isFirstEnough ? todays.at(-1) : undefined,
  })
  return free
    .filter((slot) => {
      const { wall, isReserveOpen } = byId.get(slot.stopId)!
      return !hasBegun(slot, wall) && (!slot.reserved || isReserveOpen)
    })
    .map(withoutHolder)
}

/**
 * The free places an urgent patient could take at open stops up to a day, counted by stop, day and kind: days to come are
 * counted by the database, and the day under way place by place, since some of it has begun.
 */
export async function countUrgentPlaces(
  trx: Database | Transaction,
  { stops, onOrBefore, now }: { stops: readonly StopOutline[]; onOrBefore: LocalDate; now: Instant },
): Promise<(Pick<FreeSlot, 'stopId' | 'date' | 'kind'> & { places: number })[]> {
  const stopIds = stops.filter(isOpenStop).map((stop) => stop.stopId)
  const days = [...new Set(stops.map((stop) => wallClock(now, stop.zone).date))].sort()
  const [from, under] = [days[0], days.at(-1)]
  if (!from || !under) return []
  const underWay = await freeSlots(trx, {
    stopIds: stops.filter((stop) => stop.firstDay <= under).map((stop) => stop.stopId),
    from,
    onOrBefore: under < onOrBefore ? under : onOrBefore,
    priorityClass: 'P1',
    now,
  })
  return [
    ...underWay.map(({ stopId, date, kind }) => ({ stopId, date, kind, places: 1 })),
    ...(await countFreeSlots(trx, { stopIds, after: under, onOrBefore })),
  ]
}

/** Free places of a stop this patient could take, days they cannot come left out. */
export async function freeSlotsFor(
  db: Database | Transaction,
  referralId: ReferralId,
  stopId: StopId,
  now: Instant,
): Promise<FreeSlot[] | Refusal> {
  const needs = await findNeeds(db, referralId)
  if (!needs) return refuse('not_found')
  const { priorityClass, slotKind: kind, wishes } = needs
  const free = await freeSlots(db, { stopIds: [stopId], from: FIRST_DAY, priorityClass, kind, now })
  return free.filter((slot) => !wishes.excludedDates.includes(slot.date))
}

/** What anyone may know of a place. */
function withoutHolder({ slotId, stopId, date, start, end, room, kind }: StoredSlot): FreeSlot {
  return { slotId, stopId, date, start, end, room, kind }
}

const MOST_ALTERNATIVES = 5

/** Other places of the same stop for somebody whose place is gone: nearest in time first, at most five. */
export async function alternativesTo(
  trx: Database | Transaction,
  slot: Pick<FreeSlot, 'slotId' | 'stopId' | 'date' | 'start'>,
  needs: { priorityClass: PriorityClass; slotKind: SlotKind; wishes: { excludedDates: readonly LocalDate[] } },
  now: Instant,
): Promise<FreeSlot[]> {
  const free = await freeSlots(trx, {
    stopIds: [slot.stopId],
    from: addDays(slot.date, -30),
    priorityClass: needs.priorityClass,
    kind: needs.slotKind,
    now,
  })
  const minutesOf = (one: Pick<FreeSlot, 'date' | 'start'>) => Date.parse(`${one.date}T00:00:00Z`) / 60_000 + one.start
  const wanted = minutesOf(slot)
  return free
    .filter((one) => one.slotId !== slot.slotId && !needs.wishes.excludedDates.includes(one.date))
    .sort((a, b) => Math.abs(minutesOf(a) - wanted) - Math.abs(minutesOf(b) - wanted) || minutesOf(a) - minutesOf(b))
    .slice(0, MOST_ALTERNATIVES)
}
