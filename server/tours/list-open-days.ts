import { addDays } from '../../shared/days.ts'
import { distanceMetres } from '../../shared/geo.ts'
import type { SpecialistId, StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { DayCandidates, OpenDay, SpecialistRoster } from '../../shared/roster.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { claimStanding } from './claims.ts'
import { indemnitiesOf } from './indemnity.ts'
import { findSpecialist, listSpecialists } from './specialist-store.ts'
import { listSpecialistDays, selectStops } from './stop-store.ts'
import { listTourRecords } from './tour-store.ts'

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
  const stops = (await selectStops(db, { from, states: ['planned', 'published', 'running', 'done'] })).filter(
    (stop) => visible.has(stop.tourId) && stop.specialty === specialist.specialty,
  )
  const promised = await listSpecialistDays(db, specialistId)
  const dates = promised.map((day) => day.date)
  const base = specialist.baseInsee === null ? undefined : territory.byInsee(specialist.baseInsee)?.lngLat
  const days = stops.flatMap((stop): OpenDay[] =>
    stop.staffing
      .filter(
        ({ date, specialists }) =>
          (date >= today || (date >= from && specialists.some((present) => present.specialistId === specialistId))) &&
          stop.sessions.some((session) => session.date === date),
      )
      .map(({ date, specialists }) => ({
        stop,
        date,
        standing: claimStanding({ specialist, promised: dates }, stop, date, today),
        colleagues: specialists.filter((other) => other.specialistId !== specialistId).map((other) => other.name),
        kmFromBase: base ? Math.round(distanceMetres(base, stop.lngLat) / 1000) : null,
      })),
  )
  days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : (a.kmFromBase ?? 0) - (b.kmFromBase ?? 0)))
  return { days, months: indemnitiesOf(dates), maxDaysPerMonth: specialist.maxDaysPerMonth }
}

/** Who could fill each day of a stop that has room left, those free first. */
export async function listCandidates(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  stopId: StopId,
): Promise<DayCandidates[] | Refusal> {
  const [stop] = await selectStops(db, { stopIds: [stopId] })
  if (!stop) return refuse('not_found')
  const today = localDateOf(clock.now(), stop.zone)
  const specialists = (await listSpecialists(db)).filter((specialist) => specialist.specialty === stop.specialty)
  const volunteers = await Promise.all(
    specialists.map(async (specialist) => ({
      specialist,
      promised: (await listSpecialistDays(db, specialist.specialistId)).map((day) => day.date),
    })),
  )
  return stop.staffing
    .filter((day) => day.specialists.length < stop.rooms)
    .map(({ date }) => ({
      stopId,
      date,
      candidates: volunteers
        .map((volunteer) => ({
          specialistId: volunteer.specialist.specialistId,
          name: volunteer.specialist.name,
          status: volunteer.specialist.status,
          standing: claimStanding(volunteer, stop, date, today),
        }))
        .sort((a, b) => Number(b.standing === 'free') - Number(a.standing === 'free')),
    }))
}
