import { daysFromTo } from '../../shared/days.ts'
import type { HostCentreId, SessionId, SpecialistId, StopId, TourId, UnitId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { StopOutline, StopState, StopSummary } from '../../shared/tour.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { DatedSession } from './sessions.ts'

/** Which stops: every part given must hold. `from` keeps those not over before that day, `to` those begun by that one. */
export type StopQuery = {
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
  readonly states?: readonly StopState[] | undefined
  readonly stopIds?: readonly StopId[] | undefined
  readonly centreIds?: readonly HostCentreId[] | undefined
  /** Those of a unit, and those at some centres whoever goes there. */
  readonly touching?: { readonly unitId: UnitId; readonly centreIds: readonly HostCentreId[] } | undefined
  readonly tourId?: TourId | undefined
  readonly tourIds?: readonly TourId[] | undefined
}

/** The stops that answer a query, by first day, without their sessions or roster. */
export async function selectStopOutlines(db: Database | Transaction, query: StopQuery): Promise<StopOutline[]> {
  const lists = [query.stopIds, query.states, query.centreIds, query.tourIds]
  if (lists.some((list) => list?.length === 0)) return []
  let rows = db
    .selectFrom('stop')
    .innerJoin('unit', 'unit.id', 'stop.unit_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .select([
      'stop.id as stopId',
      'stop.tour_id as tourId',
      'stop.unit_id as unitId',
      'unit.name as unitName',
      'unit.specialty',
      'unit.rooms',
      'stop.centre_id as centreId',
      'host_centre.name as centreName',
      'host_centre.commune_insee as communeInsee',
      'host_centre.department',
      'host_centre.lng',
      'host_centre.lat',
      'host_centre.zone',
      'stop.first_day as firstDay',
      'stop.last_day as lastDay',
      'stop.state',
      'stop.pinned',
    ])
  if (query.from) rows = rows.where('stop.last_day', '>=', query.from)
  if (query.to) rows = rows.where('stop.first_day', '<=', query.to)
  if (query.states) rows = rows.where('stop.state', 'in', [...query.states])
  if (query.stopIds) rows = rows.where('stop.id', 'in', [...query.stopIds])
  if (query.centreIds) rows = rows.where('stop.centre_id', 'in', [...query.centreIds])
  const { touching } = query
  if (touching) {
    rows = rows.where((stop) => {
      const ofUnit = stop('stop.unit_id', '=', touching.unitId)
      if (touching.centreIds.length === 0) return ofUnit
      return stop.or([ofUnit, stop('stop.centre_id', 'in', [...touching.centreIds])])
    })
  }
  if (query.tourIds) rows = rows.where('stop.tour_id', 'in', [...query.tourIds])
  if (query.tourId) rows = rows.where('stop.tour_id', '=', query.tourId)
  const found = await rows.orderBy('stop.first_day').orderBy('stop.id').execute()
  return found.map(({ lng, lat, pinned, ...row }) => ({ ...row, lngLat: [lng, lat], pinned: pinned === 1 }))
}

/** The stops that answer a query, by first day, each with its sessions and who consults on which day. */
export async function selectStops(db: Database | Transaction, query: StopQuery): Promise<StopSummary[]> {
  const rows = await selectStopOutlines(db, query)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.stopId)
  const sessions = await db
    .selectFrom('session')
    .selectAll()
    .where('stop_id', 'in', ids)
    .orderBy('date')
    .orderBy('start_minute')
    .execute()
  const roster = await db
    .selectFrom('specialist_day')
    .innerJoin('specialist', 'specialist.id', 'specialist_day.specialist_id')
    .innerJoin('person', 'person.id', 'specialist.person_id')
    .where('specialist_day.stop_id', 'in', ids)
    .select(['specialist_day.stop_id', 'specialist_day.date', 'specialist.id', 'person.name'])
    .orderBy('person.name')
    .execute()
  const sessionsOf = groupBy(sessions, (session) => session.stop_id)
  const rosterOf = groupBy(roster, (day) => `${day.stop_id} ${day.date}`)
  return rows.map((row) => ({
    ...row,
    sessions: (sessionsOf.get(row.stopId) ?? []).map((session) => ({
      sessionId: session.id,
      date: session.date,
      start: session.start_minute,
      end: session.end_minute,
    })),
    staffing: daysFromTo(row.firstDay, row.lastDay).map((date) => ({
      date,
      specialists: (rosterOf.get(`${row.stopId} ${date}`) ?? []).map((day) => ({
        specialistId: day.id,
        name: day.name,
      })),
    })),
  }))
}

/** Every stop by its days alone, with how many of them a specialist signed up for: what a line of a list needs. */
export async function selectStaffedStops(db: Database | Transaction) {
  const rows = await db
    .selectFrom('stop')
    .select(['id as stopId', 'tour_id as tourId', 'state', 'first_day as firstDay', 'last_day as lastDay'])
    .execute()
  const counted = await db
    .selectFrom('specialist_day')
    .innerJoin('stop', 'stop.id', 'specialist_day.stop_id')
    .whereRef('specialist_day.date', '>=', 'stop.first_day')
    .whereRef('specialist_day.date', '<=', 'stop.last_day')
    .select((of) => ['specialist_day.stop_id', of.fn.count<number>('specialist_day.date').distinct().as('days')])
    .groupBy('specialist_day.stop_id')
    .execute()
  const staffed = new Map(counted.map((row) => [row.stop_id, Number(row.days)]))
  return rows.map((row) => ({ ...row, staffedDays: staffed.get(row.stopId) ?? 0 }))
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

export type NewStop = {
  readonly stopId: StopId
  readonly tourId: TourId
  readonly unitId: UnitId
  readonly centreId: HostCentreId
  readonly position: number
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly pinned: boolean
}

/** Adds a planned stop. */
export async function insertStop(trx: Transaction, stop: NewStop): Promise<void> {
  await trx
    .insertInto('stop')
    .values({
      id: stop.stopId,
      tour_id: stop.tourId,
      unit_id: stop.unitId,
      centre_id: stop.centreId,
      position: stop.position,
      first_day: stop.firstDay,
      last_day: stop.lastDay,
      state: 'planned',
      pinned: stop.pinned ? 1 : 0,
    })
    .execute()
}

/** Changes dates, place in the tour, pin or state of a stop. */
export async function updateStop(
  trx: Transaction,
  stopId: StopId,
  change: { firstDay?: LocalDate; lastDay?: LocalDate; position?: number; pinned?: boolean; state?: StopState },
): Promise<void> {
  const { firstDay, lastDay, position, pinned, state } = change
  await trx
    .updateTable('stop')
    .set({
      ...(firstDay === undefined ? {} : { first_day: firstDay }),
      ...(lastDay === undefined ? {} : { last_day: lastDay }),
      ...(position === undefined ? {} : { position }),
      ...(pinned === undefined ? {} : { pinned: pinned ? 1 : 0 }),
      ...(state === undefined ? {} : { state }),
    })
    .where('id', '=', stopId)
    .execute()
}

/** Removes a stop nobody was ever told of, with all that hangs on it. */
export async function deletePlannedStop(trx: Transaction, stopId: StopId): Promise<void> {
  const tables = ['session', 'specialist_day', 'stop_day_volunteer', 'readiness_document', 'readiness_item'] as const
  for (const table of [...tables, 'host_answer'] as const) {
    await trx.deleteFrom(table).where('stop_id', '=', stopId).execute()
  }
  await trx.deleteFrom('stop').where('id', '=', stopId).where('state', '=', 'planned').execute()
}

/** Replaces the sessions of a stop. */
export async function replaceSessions(
  trx: Transaction,
  stopId: StopId,
  sessions: readonly (DatedSession & { sessionId: SessionId })[],
): Promise<void> {
  await trx.deleteFrom('session').where('stop_id', '=', stopId).execute()
  if (sessions.length === 0) return
  const rows = sessions.map((session) => ({
    id: session.sessionId,
    stop_id: stopId,
    date: session.date,
    start_minute: session.start,
    end_minute: session.end,
  }))
  await trx.insertInto('session').values(rows).execute()
}

/** Signs a specialist up for a day. The database refuses a second place on the same date. */
export async function insertSpecialistDay(
  trx: Transaction,
  day: { id: string; stopId: StopId; date: LocalDate; specialistId: SpecialistId; now: Instant },
): Promise<void> {
  await trx
    .insertInto('specialist_day')
    .values({
      id: day.id,
      stop_id: day.stopId,
      date: day.date,
      specialist_id: day.specialistId,
      signed_up_at: day.now,
    })
    .execute()
}

/** Takes a specialist off a day; tells whether they were on it. */
export async function deleteSpecialistDay(
  trx: Transaction,
  stopId: StopId,
  date: LocalDate,
  specialistId: SpecialistId,
): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('specialist_day')
    .where('stop_id', '=', stopId)
    .where('date', '=', date)
    .where('specialist_id', '=', specialistId)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

/** Takes everyone off the days a stop no longer has. */
export async function deleteDaysOutside(
  trx: Transaction,
  stopId: StopId,
  firstDay: LocalDate,
  lastDay: LocalDate,
): Promise<void> {
  for (const table of ['specialist_day', 'stop_day_volunteer'] as const) {
    await trx
      .deleteFrom(table)
      .where('stop_id', '=', stopId)
      .where((where) => where.or([where('date', '<', firstDay), where('date', '>', lastDay)]))
      .execute()
  }
}

/** Takes everyone off a stop, from a day on when one is given. */
export async function clearRoster(trx: Transaction, stopId: StopId, from?: LocalDate): Promise<void> {
  const days = trx.deleteFrom('specialist_day').where('stop_id', '=', stopId)
  await (from ? days.where('date', '>=', from) : days).execute()
}

/** The dates a specialist has promised, with the stop of each, in order. */
export async function listSpecialistDays(
  db: Database | Transaction,
  specialistId: SpecialistId,
): Promise<{ stopId: StopId; date: LocalDate }[]> {
  return db
    .selectFrom('specialist_day')
    .select(['stop_id as stopId', 'date'])
    .where('specialist_id', '=', specialistId)
    .orderBy('date')
    .execute()
}
