import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { claimStanding } from './claims.ts'
import { openStopOf } from './sign-up-stop-day.ts'
import { findSpecialist } from './specialist-store.ts'
import { listSpecialistDays } from './stop-store.ts'
import { deleteVolunteer, insertVolunteer, selectVolunteers, type Volunteering } from './volunteer-store.ts'

/** What may be waited for: a place somebody else holds, or an authorisation on its way. */
const WAITED_FOR = ['full', 'authorisation_missing', 'authorisation_requested', 'authorisation_not_valid_then']

/**
 * Puts a specialist on the waiting list of a day they cannot take yet. Refuses `day_not_open`, `nothing_to_wait_for` when
 * the day can be taken at once or never; being on the list already changes nothing.
 */
export function volunteerForDay(
  ports: Pick<Ports, 'db' | 'newId'>,
  wish: Volunteering,
  { now }: Moment,
): Promise<Volunteering | Refusal> {
  return transaction(ports.db, async (trx) => {
    const stop = await openStopOf(trx, wish)
    const specialist = stop && (await findSpecialist(trx, wish.specialistId))
    if (!stop || specialist?.specialty !== stop.specialty) return refuse('day_not_open', { field: 'date' })
    const promised = (await listSpecialistDays(trx, wish.specialistId)).map((day) => day.date)
    const standing = claimStanding({ specialist, promised }, stop, wish.date, localDateOf(now, stop.zone))
    if (!WAITED_FOR.includes(standing)) return refuse('nothing_to_wait_for', { field: 'date' })
    const waiting = await selectVolunteers(trx, [wish.stopId])
    const isOn = waiting.some((one) => one.date === wish.date && one.specialistId === wish.specialistId)
    if (!isOn) await insertVolunteer(trx, wish, { id: ports.newId(), now })
    return wish
  })
}

/** Takes a specialist off the waiting list of a day. Refuses `not_signed_up` when they were not on it. */
export function stopVolunteering({ db }: Pick<Ports, 'db'>, wish: Volunteering): Promise<Volunteering | Refusal> {
  return transaction(db, async (trx) => ((await deleteVolunteer(trx, wish)) ? wish : refuse('not_signed_up')))
}
