import { addDays } from '../../shared/days.ts'
import { distanceMetres } from '../../shared/geo.ts'
import type { SpecialistId, StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { ClaimStanding, DayCandidates, OpenDay, SpecialistRoster } from '../../shared/roster.ts'
import { type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Ports } from '../ports.ts'
import type { Database } from '../store/database.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { drawUnderserved } from '../territory/load-underserved.ts'
import { claimStanding, requestByFor } from './claims.ts'
import { indemnitiesOf } from './indemnity.ts'
import { selectChecklists } from './readiness-store.ts'
import { findSpecialist, listSpecialists } from './specialist-store.ts'
import { listSpecialistDays, selectStops } from './stop-store.ts'
import { listTourRecords } from './tour-store.ts'
import { selectVolunteers } from './volunteer-store.ts'

/** How long [P] a specialist's own day stays in reach once past, to record what was left. */
const OWN_DAYS_KEPT = 14

/**
 * Where and when a specialist may consult: every day to come of proposed or published stops, by date then distance, and
 * the days just past that were their own.
 */
export async function listOpenDays(
  ports: Pick<Ports, 'db' | 'clock' | 'territory'>,
  specialistId: SpecialistId,
): Promise<SpecialistRoster | Refusal> {
  const { db, clock, territory } = ports
  const specialist = await findSpecialist(db, specialistId)
  if (!specialist) return refuse('not_found')
  const today = localDateOf(clock.now(), PARIS)
  const visible = new Set(
    (await listTourRecords(db))
      .filter((tour) => ['proposed', 'published', 'running', 'done'].includes(tour.state))
      .map((tour) => tour.tourId),
  )
  const from = addDays(today, -OWN_DAYS_KEPT)
  const stops = (
    await selectStops(db, { from, states: ['planned', 'published', 'running', 'done', 'cancelled'] })
  ).filter((stop) => visible.has(stop.tourId) && stop.specialty === specialist.specialty)
  const promised = await listSpecialistDays(db, specialistId)
  const dates = promised.map((day) => day.date)
  const baseCommune = specialist.baseInsee === null ? undefined : territory.byInsee(specialist.baseInsee)
  const base = baseCommune?.lngLat
  const ahead = promised.filter((day) => day.date >= today)
  const checklists = await selectChecklists(db, [...new Set(ahead.map((day) => day.stopId))], today)
  const lodgingOf = (stopId: StopId, date: LocalDate) => {
    const night = checklists.get(stopId)?.find(({ item }) => item === `lodging:${date}`)
    const isOwn = ahead.some((own) => own.stopId === stopId && own.date === date)
    return night && isOwn ? { state: night.state, note: night.note } : null
  }
  const waiting = await selectVolunteers(
    db,
    stops.map((stop) => stop.stopId),
  )
  const waitingFor = (stopId: StopId, date: LocalDate, standing: ClaimStanding) => {
    const others = waiting.filter((one) => one.stopId === stopId && one.date === date)
    const volunteered = others.some((one) => one.specialistId === specialistId)
    const otherVolunteers = others.length - Number(volunteered)
    return { standing, volunteered, otherVolunteers, requestBy: requestByFor(standing, date) }
  }
  const days = stops.flatMap((stop): OpenDay[] =>
    stop.staffing
      .filter(
        ({ date, specialists }) =>
          ((date >= today && stop.state !== 'cancelled') ||
            (date >= from && specialists.some((present) => present.specialistId === specialistId))) &&
          stop.sessions.some((session) => session.date === date),
      )
      .map(({ date, specialists }) => ({
        stop,
        date,
        ...waitingFor(stop.stopId, date, claimStanding({ specialist, promised: dates }, stop, date, today)),
        colleagues: specialists.filter((other) => other.specialistId !== specialistId).map((other) => other.name),
        kmFromBase: base ? Math.round(distanceMetres(base, stop.lngLat) / 1000) : null,
        lodging: lodgingOf(stop.stopId, date),
      })),
  )
  days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : (a.kmFromBase ?? 0) - (b.kmFromBase ?? 0)))
  const { isEligible, eligibleAreas } = await findEligibleAreas(
    ports,
    promised.map((day) => day.stopId),
  )
  return {
    days,
    months: indemnitiesOf(promised.map(({ stopId, date }) => ({ date, isEligible: isEligible(stopId) }))),
    maxDaysPerMonth: specialist.maxDaysPerMonth,
    eligibleAreas,
    base: baseCommune ? { name: baseCommune.name, lngLat: baseCommune.lngLat } : null,
  }
}

/** Which of these stops stand in the areas loaded as underserved; all of them, as far as anybody knows, while none is. */
async function findEligibleAreas(ports: Pick<Ports, 'db' | 'territory'>, stopIds: readonly StopId[]) {
  const { layer, communes } = await drawUnderserved(ports)
  if (!layer) return { isEligible: () => true, eligibleAreas: null }
  const inside = new Set<string>(communes.map((commune) => commune.insee))
  const centres = new Map((await listHostCentres(ports.db)).map((centre) => [centre.hostCentreId, centre]))
  const eligible = (await selectStops(ports.db, { stopIds })).filter((stop) =>
    inside.has(centres.get(stop.centreId)?.communeInsee ?? ''),
  )
  const ids = new Set(eligible.map((stop) => stop.stopId))
  return { isEligible: (stopId: StopId) => ids.has(stopId), eligibleAreas: layer.name }
}

/** Who could fill each day of a stop that has room left: volunteers who may first, then whoever is free. */
export async function listCandidates(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  stopId: StopId,
): Promise<DayCandidates[] | Refusal> {
  const [stop] = await selectStops(db, { stopIds: [stopId] })
  if (!stop) return refuse('not_found')
  return candidatesOf(db, [stop], localDateOf(clock.now(), stop.zone))
}

/** The same for several stops at once. */
export async function candidatesOf(
  db: Database,
  stops: readonly StopSummary[],
  today: LocalDate,
): Promise<DayCandidates[]> {
  const waiting = await selectVolunteers(
    db,
    stops.map((stop) => stop.stopId),
  )
  const specialists = await Promise.all(
    (await listSpecialists(db)).map(async (specialist) => ({
      specialist,
      promised: (await listSpecialistDays(db, specialist.specialistId)).map((day) => day.date),
    })),
  )
  const isOn = (stopId: StopId, date: LocalDate, specialistId: SpecialistId) =>
    waiting.some((one) => one.stopId === stopId && one.date === date && one.specialistId === specialistId)
  const rankOf = ({ standing, volunteered }: DayCandidates['candidates'][number]) =>
    (standing === 'free' ? 0 : 2) + (volunteered ? 0 : 1)
  return stops.flatMap((stop) =>
    stop.staffing
      .filter((day) => day.specialists.length < stop.rooms)
      .map(({ date }) => ({
        stopId: stop.stopId,
        date,
        candidates: specialists
          .filter(({ specialist }) => specialist.specialty === stop.specialty)
          .map(({ specialist, promised }) => ({
            specialistId: specialist.specialistId,
            name: specialist.name,
            status: specialist.status,
            standing: claimStanding({ specialist, promised }, stop, date, today),
            volunteered: isOn(stop.stopId, date, specialist.specialistId),
          }))
          .sort((a, b) => rankOf(a) - rankOf(b)),
      })),
  )
}
