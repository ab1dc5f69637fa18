import type { StaffingGap } from '../../shared/roster.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { candidatesOf } from './list-open-days.ts'
import { selectStops } from './stop-store.ts'
import { listTourRecords } from './tour-store.ts'

/** Every stop-day to come without a specialist, in tours shown to volunteers, by date, with who could fill it. */
export async function listGaps({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<StaffingGap[]> {
  const today = localDateOf(clock.now(), PARIS)
  const open = (await listTourRecords(db)).filter(({ state }) => ['proposed', 'published', 'running'].includes(state))
  const names = new Map(open.map((tour) => [tour.tourId, tour.name]))
  const stops = (await selectStops(db, { from: today, states: ['planned', 'published', 'running'] })).filter((stop) =>
    names.has(stop.tourId),
  )
  const candidates = await candidatesOf(db, stops, today)
  const gaps = stops.flatMap((stop) =>
    stop.staffing
      .filter(({ date, specialists }) => date >= today && specialists.length === 0)
      .filter(({ date }) => stop.sessions.some((session) => session.date === date))
      .map(({ date }): StaffingGap => {
        const { stopId, tourId, centreName, department, unitName } = stop
        const day = candidates.find((one) => one.stopId === stopId && one.date === date)
        const whole = { stopId, tourId, tourName: names.get(tourId)!, centreName, department, unitName, date }
        return { ...whole, candidates: day?.candidates ?? [] }
      }),
  )
  return gaps.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}
