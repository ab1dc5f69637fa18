import type { SpecialistId, StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { ClaimStanding } from '../../shared/roster.ts'
import { type LocalDate, localDateOf } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Moment } from '../access/moment.ts'
import { syncSlots } from '../appointments/sync-slots.ts'
import type { Ports } from '../ports.ts'
import { isUniqueViolation, type Transaction, transaction } from '../store/database.ts'
import { claimStanding } from './claims.ts'
import { findSpecialist } from './specialist-store.ts'
import { deleteSpecialistDay, insertSpecialistDay, listSpecialistDays, selectStops } from './stop-store.ts'
import { findTour, updateTour } from './tour-store.ts'
import { deleteVolunteer } from './volunteer-store.ts'

export type Claim = { readonly stopId: StopId; readonly date: LocalDate; readonly specialistId: SpecialistId }

/** Puts a specialist on a day of a stop, or says at once why not: full, elsewhere that day, no authorisation, month full. */
export async function signUpStopDay(ports: Ports, claim: Claim, moment: Moment): Promise<Claim | Refusal> {
  try {
    return await transaction(ports.db, (trx) => claimDay(trx, ports, claim, moment))
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('already_elsewhere', { field: 'date' })
    throw error
  }
}

async function claimDay(trx: Transaction, ports: Ports, claim: Claim, moment: Moment): Promise<Claim | Refusal> {
  const stop = await openStopOf(trx, claim)
  if (!stop) return refuse('day_not_open', { field: 'date' })
  const specialist = await findSpecialist(trx, claim.specialistId)
  if (specialist?.specialty !== stop.specialty) return refuse('unknown_specialist', { field: 'specialistId' })
  const promised = (await listSpecialistDays(trx, claim.specialistId)).map((day) => day.date)
  const standing = claimStanding({ specialist, promised }, stop, claim.date, localDateOf(moment.now, stop.zone))
  if (standing === 'mine') return claim
  if (standing !== 'free') return refusalFor(standing, stop.department, specialist.maxDaysPerMonth)
  await insertSpecialistDay(trx, { id: ports.newId(), ...claim, now: moment.now })
  await deleteVolunteer(trx, claim)
  await rosterChanged(trx, ports, stop, moment)
  return claim
}

/** Takes a specialist off a day that has not passed. Refuses when they were not on it. */
export function withdrawStopDay(ports: Ports, claim: Claim, moment: Moment): Promise<Claim | Refusal> {
  return transaction(ports.db, async (trx) => {
    const stop = await openStopOf(trx, claim)
    if (!stop || claim.date < localDateOf(moment.now, stop.zone)) return refuse('day_not_open', { field: 'date' })
    const wasOn = await deleteSpecialistDay(trx, claim.stopId, claim.date, claim.specialistId)
    if (!wasOn) return refuse('not_signed_up', { field: 'date' })
    await rosterChanged(trx, ports, stop, moment)
    return claim
  })
}

/** The stop, when it has that day and volunteers may see it: proposed, published or running. */
export async function openStopOf(trx: Transaction, { stopId, date }: Claim) {
  const [stop] = await selectStops(trx, { stopIds: [stopId], states: ['planned', 'published', 'running'] })
  if (!stop || date < stop.firstDay || date > stop.lastDay) return undefined
  const tour = await findTour(trx, stop.tourId)
  return tour && ['proposed', 'published', 'running'].includes(tour.state) ? stop : undefined
}

/** A published stop has as many places as specialists: they follow the roster, and the tour's revision moves on. */
async function rosterChanged(trx: Transaction, ports: Ports, stop: StopSummary, moment: Moment): Promise<void> {
  if (stop.state !== 'planned') await syncSlots(trx, ports, stop.stopId, moment)
  const tour = await findTour(trx, stop.tourId)
  if (tour) await updateTour(trx, tour, {}, moment.now)
}

function refusalFor(standing: Exclude<ClaimStanding, 'free' | 'mine'>, department: string, max: number): Refusal {
  if (standing === 'past') return refuse('day_not_open', { field: 'date' })
  if (standing === 'full') return refuse('day_full', { field: 'date' })
  if (standing === 'elsewhere_that_day') return refuse('already_elsewhere', { field: 'date' })
  if (standing === 'month_is_full') return refuse('month_is_full', { field: 'date', details: { max } })
  return refuse('authorisation_missing', { field: 'specialistId', details: { department, standing } })
}
