import type { ImpactCounts } from '../../shared/appointment.ts'
import { daysFromTo } from '../../shared/days.ts'
import type { StopId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { DayCandidates } from '../../shared/roster.ts'
import { localDateOf } from '../../shared/time.ts'
import type { StaffedDay, StopSummary } from '../../shared/tour.ts'
import type { StopMove as WholeMove } from '../../shared/tour-edit.ts'
import type { Moment } from '../access/moment.ts'
import { releaseStop } from '../appointments/release-stop.ts'
import { countStopImpact } from '../appointments/stop-impact.ts'
import { syncSlots } from '../appointments/sync-slots.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { claimStanding } from './claims.ts'
import { decideOnRoads, type Looking } from './decide-on-roads.ts'
import { candidatesOf } from './list-open-days.ts'
import { writeVersion } from './publish-tour.ts'
import { readEditFrame } from './read-edit-frame.ts'
import type { DatedSession } from './sessions.ts'
import { listSpecialists } from './specialist-store.ts'
import { layStops } from './stop-edits.ts'
import { clearRoster, insertSpecialistDay, listSpecialistDays, selectStops, updateStop } from './stop-store.ts'
import { surveyStops } from './survey-stops.ts'
import { findTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'
import { rewriteDays } from './write-stops.ts'

/** A move; nobody named for its days when it does not say. */
type StopMove = Omit<WholeMove, 'specialists'> & Partial<Pick<WholeMove, 'specialists'>>

/** A stop as it would be after its move. */
type Moved = { readonly stop: StopSummary; readonly sessions: readonly DatedSession[]; readonly staffing: StaffedDay[] }

/**
 * Gives a published stop other days, in one act: sessions and roster follow, patients who lose their place get another or
 * are told, a new version is kept. Refuses `stop_not_movable`, `changed_meanwhile`, `move_breaks_rules` with what breaks,
 * as it is in the transaction that moves it.
 */
export async function moveStop(
  ports: Ports,
  stopId: StopId,
  move: StopMove,
  moment: Moment,
): Promise<{ version: number } | Refusal> {
  return decideOnRoads(
    ports,
    (looking) => layMove(looking, stopId, move),
    async (trx, moved) => {
      const tour = (await findTour(trx, moved.stop.tourId))!
      await applyMove(trx, ports, moved, move, moment)
      await releaseStop(trx, ports, stopId, moment, 'lost_places')
      return (await writeVersion(trx, ports, tour, moment, 'published_stops')) ?? refuse('nothing_to_publish')
    },
  )
}

/** Whom the move would cost their place, in counts, found by trying it and taking it all back. */
export async function previewMove(
  ports: Ports,
  stopId: StopId,
  move: StopMove,
  moment: Moment,
): Promise<MoveImpact | Refusal> {
  const moved = await layMove(ports, stopId, move, 'may_be_unstaffed')
  if (isRefusal(moved)) return moved
  const tried = new Tried()
  try {
    await transaction(ports.db, async (trx) => {
      await applyMove(trx, ports, moved, move, moment)
      tried.impact = await countStopImpact(trx, stopId, 'lost_places', moment)
      throw tried
    })
  } catch (error) {
    if (error !== tried) throw error
  }
  if (!tried.impact) return refuse('stop_not_movable')
  const { firstDay, lastDay } = move
  const after = { ...moved.stop, firstDay, lastDay, staffing: moved.staffing }
  const empty = moved.staffing.filter((day) => day.specialists.length === 0).map((day) => day.date)
  const days = await candidatesOf(ports.db, [after], localDateOf(moment.now, moved.stop.zone))
  const toStaff = days.filter((day) => empty.includes(day.date))
  return { ...tried.impact, toStaff: toStaff.map(({ date, candidates }) => ({ date, candidates })) }
}

/** Whom a move costs their place, and the days it leaves without anybody, with who could take them. */
type MoveImpact = ImpactCounts & { readonly toStaff: Pick<DayCandidates, 'date' | 'candidates'>[] }

/** Takes a trial transaction back, carrying what it found. */
class Tried extends Error {
  impact: ImpactCounts | undefined
}

async function layMove(
  ports: Looking,
  stopId: StopId,
  move: StopMove,
  staffed: 'staffed' | 'may_be_unstaffed' = 'staffed',
): Promise<Moved | Refusal> {
  const [stop] = await selectStops(ports.db, { stopIds: [stopId] })
  const tour = stop && (await findTour(ports.db, stop.tourId))
  const unit = tour && (await findUnit(ports.db, tour.unitId))
  if (!stop || !unit) return refuse('not_found')
  const today = localDateOf(ports.clock.now(), stop.zone)
  if (stop.state !== 'published' || stop.firstDay <= today || move.firstDay <= today) return refuse('stop_not_movable')
  if (tour.revision !== move.revision) return refuse('changed_meanwhile')
  const horizon = { from: tour.fromDate, to: tour.toDate }
  const edit = { stopId, centreId: stop.centreId, ...move, pinned: stop.pinned }
  const laid = layStops([edit], await readEditFrame(ports.db, unit, horizon))
  if (isRefusal(laid)) return laid
  const sessions = laid[0]!.sessions
  const staffing = await rosterAfter(ports, stop, move)
  const after: StopSummary = {
    ...stop,
    firstDay: move.firstDay,
    lastDay: move.lastDay,
    staffing,
    sessions: sessions.map((session) => ({ ...session, sessionId: stop.sessions[0]!.sessionId })),
  }
  const others = (await selectStops(ports.db, { tourId: tour.tourId })).filter((other) => other.stopId !== stopId)
  const survey = await surveyStops(ports, ports.db, { tourId: tour.tourId, unit, horizon }, [...others, after])
  const obstacles = survey.obstacles.filter(
    ({ stopId: about, code }) => about === stopId && (staffed === 'staffed' || code !== 'to_be_staffed'),
  )
  if (obstacles.length > 0) return refuse('move_breaks_rules', { details: { count: obstacles.length, obstacles } })
  return { stop, sessions, staffing }
}

/** The roster follows day by day, as far as each specialist is free and authorised on the new one. */
async function rosterAfter({ db, clock }: Looking, stop: StopSummary, move: StopMove): Promise<StaffedDay[]> {
  const specialists = new Map((await listSpecialists(db)).map((specialist) => [specialist.specialistId, specialist]))
  const today = localDateOf(clock.now(), stop.zone)
  const empty = { ...stop, staffing: [] }
  // A stop that keeps its first or last day is stretched or shortened: everybody keeps their date.
  const isStretched = move.firstDay === stop.firstDay || move.lastDay === stop.lastDay
  const days: StaffedDay[] = []
  for (const [index, date] of daysFromTo(move.firstDay, move.lastDay).entries()) {
    const present: StaffedDay['specialists'] = []
    const before = isStretched ? stop.staffing.find((day) => day.date === date) : stop.staffing[index]
    const named = (move.specialists ?? []).filter((one) => one.date === date).map((one) => one.specialistId)
    for (const specialistId of new Set([...(before?.specialists ?? []).map((one) => one.specialistId), ...named])) {
      const specialist = specialists.get(specialistId)
      if (!specialist || present.length >= stop.rooms) continue
      const { name } = specialist
      const elsewhere = (await listSpecialistDays(db, specialistId)).filter((day) => day.stopId !== stop.stopId)
      const promised = elsewhere.map((day) => day.date)
      if (claimStanding({ specialist, promised }, empty, date, today) === 'free') present.push({ specialistId, name })
    }
    days.push({ date, specialists: present })
  }
  return days
}

async function applyMove(
  trx: Transaction,
  ports: Ports,
  { stop, sessions, staffing }: Moved,
  { firstDay, lastDay }: StopMove,
  moment: Moment,
): Promise<void> {
  const { stopId } = stop
  await updateStop(trx, stopId, { firstDay, lastDay })
  await clearRoster(trx, stopId)
  await rewriteDays(trx, ports, stop, { firstDay, lastDay }, sessions, moment.now)
  for (const { date, specialists } of staffing) {
    for (const { specialistId } of specialists) {
      await insertSpecialistDay(trx, { id: ports.newId(), stopId, date, specialistId, now: moment.now })
    }
  }
  await syncSlots(trx, ports, stopId, moment)
}
