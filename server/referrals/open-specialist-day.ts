import type { StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { DayVisit, SpecialistDay } from '../../shared/roster.ts'
import type { LocalDate } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { readAgenda } from '../appointments/read-agenda.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { lastAdvice } from './advice-store.ts'
import { openVisit } from './open-visit.ts'
import { visitsByAppointment } from './visit-store.ts'

/**
 * The patients of one day of a stop, for a specialist signed up for that stop; `not_found` for any other. Offers still
 * unanswered are left out, and so is every phone number: calling is the centre's work. Recorded in the access log.
 */
export async function openSpecialistDay(
  ports: Pick<Ports, 'db' | 'clock' | 'vault'>,
  person: SignedInPerson,
  stopId: StopId,
  date: LocalDate,
): Promise<SpecialistDay | Refusal> {
  return transaction(ports.db, async (trx) => {
    const [stop] = await listStops(trx, { stopIds: [stopId], states: ['published', 'running', 'done', 'cancelled'] })
    const isTheirs = stop?.staffing.some((day) =>
      day.specialists.some((specialist) => specialist.specialistId === person.specialistId),
    )
    if (!stop || !isTheirs || !stop.sessions.some((session) => session.date === date)) return refuse('not_found')
    const slots = (await readAgenda(trx, ports, stopId)).filter((slot) => slot.date === date)
    const held = slots.flatMap((slot) =>
      [slot.appointment, ...slot.absent.filter(({ state }) => state === 'no_show')]
        .filter((entry) => entry !== null && entry.state !== 'offered')
        .map((entry) => ({ slot, entry: entry! })),
    )
    const visits = await visitsByAppointment(
      trx,
      held.map(({ entry }) => entry.appointmentId),
    )
    const advice = await lastAdvice(
      trx,
      held.map(({ entry }) => entry.referralId),
    )
    await recordAccess(trx, {
      person,
      action: 'read',
      resource: 'stop',
      resourceId: stopId,
      purpose: 'specialist_day',
      at: ports.clock.now(),
    })
    const lines = held.map(({ slot, entry }): DayVisit => {
      const visit = visits.get(entry.appointmentId)
      const { appointmentId, referralId, state, patientName, birthYear, priorityClass, mobility, interpreter } = entry
      return {
        ...{ appointmentId, referralId, state, patientName, birthYear, priorityClass, mobility, interpreter },
        ...{ start: slot.start, end: slot.end, room: slot.room, kind: slot.kind, overbooked: slot.overbooked !== null },
        advice: advice.get(referralId) ?? null,
        visit: visit
          ? {
              ...openVisit(ports, visit),
              resultDue: visit.result_due,
              letterSentAt: visit.letter_sent_at,
              letterReadAt: visit.letter_read_at,
            }
          : null,
      }
    })
    return { stop, date, visits: lines.sort((one, other) => one.start - other.start || one.room - other.room) }
  })
}
