import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { namedDepartment } from '../../shared/department-names.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { REMINDED_DAYS_BEFORE } from '../../shared/roster-reminders.ts'
import { instantAt } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { CalendarLink } from '../../shared/tour-view.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { bumpGeneration, readGenerations } from './calendar-store.ts'
import { type CalendarEvent, calendarText } from './calendar-text.ts'
import { listSpecialists } from './specialist-store.ts'
import { selectStops } from './stop-store.ts'
import { listTourRecords, listVersions, type TourRecord } from './tour-store.ts'
import { listUnits } from './unit-store.ts'

export const CalendarKind = z.enum(['unit', 'centre', 'specialist'])
export type CalendarKind = z.infer<typeof CalendarKind>
type CalendarName = { readonly kind: CalendarKind; readonly id: string }
type Needs = Pick<Ports, 'db' | 'vault' | 'config'>

/** The secret part of a calendar's address: keyed, so that it cannot be guessed; another one once revoked. */
async function tokensOf(
  { db, vault }: Pick<Needs, 'db' | 'vault'>,
  { kind, id }: CalendarName,
): Promise<readonly string[]> {
  const generation = (await readGenerations(db))[`${kind} ${id}`] ?? 0
  return vault.fingerprints(`calendar ${kind} ${id} ${generation}`)
}

/** The calendars a person may subscribe to: every unit and centre for a planner, their own for the others. */
export async function listCalendars(ports: Needs, person: SignedInPerson): Promise<CalendarLink[]> {
  const centres = (await listHostCentres(ports.db)).filter((centre) => centre.active)
  const units = person.role === 'planner' ? await listUnits(ports.db) : []
  const own = centres.filter((centre) => person.role === 'planner' || person.centreIds.includes(centre.hostCentreId))
  const names = [
    ...units.map(({ unitId, name }) => ({ kind: 'unit' as const, id: unitId as string, name })),
    ...own.map(({ hostCentreId, name }) => ({ kind: 'centre' as const, id: hostCentreId as string, name })),
    ...(person.specialistId
      ? [{ kind: 'specialist' as const, id: person.specialistId as string, name: person.name }]
      : []),
  ]
  return Promise.all(
    names.map(async (calendar) => ({
      ...calendar,
      url: `${ports.config.publicUrl}/calendriers/${calendar.kind}/${calendar.id}/${(await tokensOf(ports, calendar))[0]}.ics`,
    })),
  )
}

/** Makes the present address of a calendar useless; a person may only do so for one they may subscribe to. */
export async function revokeCalendar(
  ports: Needs,
  person: SignedInPerson,
  calendar: CalendarName,
): Promise<CalendarLink | Refusal> {
  const isOwn = ({ kind, id }: CalendarLink) => kind === calendar.kind && id === calendar.id
  if (!(await listCalendars(ports, person)).some(isOwn)) return refuse('not_found')
  await transaction(ports.db, (trx) => bumpGeneration(trx, `${calendar.kind} ${calendar.id}`))
  return (await listCalendars(ports, person)).find(isOwn) ?? refuse('not_found')
}

/** The iCalendar document behind a secret address: published stops, days and hours, who consults. Never a patient. */
export async function openCalendar(ports: Needs, calendar: CalendarName, token: string): Promise<string | Refusal> {
  const given = Buffer.from(token)
  const isToken = (expected: Buffer) => given.length === expected.length && timingSafeEqual(given, expected)
  if (!(await tokensOf(ports, calendar)).some((expected) => isToken(Buffer.from(expected)))) return refuse('not_found')
  const { kind, id } = calendar
  const all = await selectStops(ports.db, { states: ['published', 'running', 'done', 'cancelled'] })
  const tours = new Map((await listTourRecords(ports.db)).map((tour) => [tour.tourId, tour]))
  const published = all.filter((stop) => (tours.get(stop.tourId)?.version ?? 0) > 0)
  const stops = published.filter((stop) =>
    kind === 'unit' ? stop.unitId === id : kind === 'centre' ? stop.centreId === id : true,
  )
  const centres = new Map((await listHostCentres(ports.db)).map((centre) => [centre.hostCentreId, centre]))
  const reader: Reader = { specialistId: kind === 'specialist' ? id : null, centres }
  const events = stops.flatMap((stop) => eventsOf(stop, tours.get(stop.tourId)!, reader))
  const gone: CalendarEvent[] = []
  for (const tourId of new Set(stops.map((stop) => stop.tourId))) {
    gone.push(...(await withdrawnEvents(ports, tours.get(tourId)!, reader, stops, events)))
  }
  return calendarText(await titleOf(ports, calendar, stops), [...events, ...gone])
}

/** Days an earlier version announced and that are no more: they stay in the calendar as cancelled, or nobody would know. */
async function withdrawnEvents(
  { db }: Pick<Needs, 'db'>,
  tour: TourRecord,
  reader: Reader,
  stops: readonly StopSummary[],
  events: readonly CalendarEvent[],
): Promise<CalendarEvent[]> {
  const known = new Set(events.map((event) => event.uid))
  const gone: CalendarEvent[] = []
  for (const { snapshot } of await listVersions(db, tour.tourId)) {
    for (const announced of snapshot.stops) {
      const stop = stops.find((one) => one.stopId === announced.stopId)
      if (!stop) continue
      const { staffing, sessions } = announced
      const before: StopSummary = { ...stop, staffing, sessions: sessions as StopSummary['sessions'] }
      for (const event of eventsOf(before, tour, reader)) {
        if (known.has(event.uid)) continue
        known.add(event.uid)
        gone.push({ ...event, cancelled: true })
      }
    }
  }
  return gone
}

/** Whose calendar it is: null for a unit's or a centre's. */
type Reader = {
  readonly specialistId: string | null
  readonly centres: ReadonlyMap<HostCentreId, Pick<HostCentre, 'address' | 'department'>>
}

/**
 * One event a day, from the first session to the end of the last: where, the hours of each session, who consults. For a
 * specialist, only the days they promised, which their calendar reminds them of.
 */
function eventsOf(stop: StopSummary, tour: TourRecord, { specialistId, centres }: Reader): CalendarEvent[] {
  const centre = centres.get(stop.centreId)
  return stop.staffing.flatMap(({ date, specialists }, index): CalendarEvent[] => {
    const sessions = stop.sessions.filter((session) => session.date === date)
    const [first, last] = [sessions[0], sessions.at(-1)]
    const isMine = specialistId === null || specialists.some((who) => who.specialistId === specialistId)
    if (!first || !last || !isMine) return []
    return [
      {
        uid: `${stop.stopId}-${index + 1}@escale`,
        sequence: tour.revision,
        changedAt: tour.updatedAt,
        start: instantAt(date, first.start, stop.zone),
        end: instantAt(date, last.end, stop.zone),
        title: `${stop.unitName} – ${stop.centreName}`,
        place: [stop.centreName, centre?.address ?? namedDepartment(stop.department)].join(', '),
        description: [sessions.map(hoursOf).join(', '), specialists.map((who) => who.name).join(', ')]
          .filter(Boolean)
          .join('\n'),
        cancelled: stop.state === 'cancelled',
        remindedDaysBefore: specialistId === null ? [] : REMINDED_DAYS_BEFORE,
      },
    ]
  })
}

/** « 10:20 – 12:40 »: figures every language reads. */
const hoursOf = ({ start, end }: StopSummary['sessions'][number]): string => `${clock(start)} – ${clock(end)}`

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

async function titleOf({ db }: Pick<Needs, 'db'>, { kind, id }: CalendarName, stops: readonly StopSummary[]) {
  if (kind === 'unit') return stops[0]?.unitName ?? 'Escale'
  if (kind === 'centre') return stops[0]?.centreName ?? 'Escale'
  const specialist = (await listSpecialists(db)).find((one) => one.specialistId === id)
  return specialist?.name ?? 'Escale'
}
