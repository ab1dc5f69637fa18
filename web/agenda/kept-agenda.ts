import type { AgendaSlot, SlotCounts } from '../../shared/appointment.ts'
import { addDays } from '../../shared/days.ts'
import type { StopId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { type Answer, api, call } from '../api.ts'
import { type ServerClock, serverClock, today } from '../clock.ts'
import { keep, readKept } from '../device-vault.ts'
import { isUnreachable, readNotes } from '../offline-notes.ts'
import { session } from '../session.ts'
import { keepPages } from './keep-pages.ts'

/** A stop's agenda; `keptAt` is when the server last gave it, when it comes from the device because nobody answers. */
export type Agenda = {
  readonly stop: StopSummary
  readonly slots: AgendaSlot[]
  readonly now: Instant
  readonly keptAt: Instant | null
}

export type StopList = { readonly stops: { readonly stop: StopSummary; readonly counts: SlotCounts }[] }

/** Today and the two days after are kept. */
const DAYS_AHEAD = 2

type Clocked<Value> = { readonly value: Value; readonly clock: ServerClock; readonly keptAtMs: number }

const nameOf = (stopId: StopId): string => `agenda:${stopId}`

/** The agenda of a stop from the server, which the device then keeps if it is near; from the device when nobody answers. */
export async function askAgenda(stopId: StopId): Promise<Answer<Agenda>> {
  const answer = await call(api.api.agenda.stops[':stopId'].$get({ param: { stopId } }))
  if (answer.ok) {
    void keepAgenda(answer.value)
    return { ok: true, value: { ...answer.value, keptAt: null } }
  }
  const kept = isUnreachable(answer.problem) ? await readWithClock<Agenda>(nameOf(stopId)) : null
  return kept ? { ok: true, value: { ...kept, keptAt: kept.now } } : answer
}

/** The stops of the desk, and in the background the agendas of the days to come; from the device when nobody answers. */
export async function askStops(): Promise<Answer<StopList>> {
  const answer = await call(api.api.agenda.stops.$get())
  if (answer.ok) {
    void keepStops(answer.value)
    return answer
  }
  const kept = isUnreachable(answer.problem) ? await readWithClock<StopList>('stops') : null
  return kept ? { ok: true, value: kept } : answer
}

/** Whether a day is among those the device keeps. */
export function isKeptDay(date: LocalDate): boolean {
  const now = today.value
  return now !== null && date >= now && date <= addDays(now, DAYS_AHEAD)
}

async function keepAgenda({ stop, slots, now }: Omit<Agenda, 'keptAt'>): Promise<void> {
  const near = slots.filter((slot) => isKeptDay(slot.date))
  if (near.length === 0) return
  const sessions = stop.sessions.filter((one) => isKeptDay(one.date))
  await keepWithClock(nameOf(stop.stopId), { stop: { ...stop, sessions }, slots: near, now })
  await keepSession()
  await keepPages()
}

async function keepStops(list: StopList): Promise<void> {
  const near = list.stops.filter(({ stop }) => stop.sessions.some((one) => isKeptDay(one.date)))
  if (near.length === 0) return
  await keepWithClock('stops', { stops: near } satisfies StopList)
  for (const { stop } of near) {
    const answer = await call(api.api.agenda.stops[':stopId'].$get({ param: { stopId: stop.stopId } }))
    if (answer.ok) await keepAgenda(answer.value)
  }
}

async function keepWithClock<Value>(id: string, value: Value): Promise<void> {
  const clock = serverClock.value
  if (clock) await keep(id, { value, clock, keptAtMs: Date.now() } satisfies Clocked<Value>).catch(() => undefined)
}

/** Who is signed in, so that the page can be drawn again without asking. */
async function keepSession(): Promise<void> {
  const { status, ...known } = session.value
  if (status === 'signed_in') await keep('session', known).catch(() => undefined)
}

/** What was kept; the server's clock goes on from there, as the device's own has, or stands still in the demonstration. */
async function readWithClock<Value>(id: string): Promise<Value | null> {
  const kept = await readKept<Clocked<Value>>(id)
  if (!kept) return null
  const { clock, keptAtMs, value } = kept
  if (!serverClock.value) {
    const passed = clock.demo ? 0 : Date.now() - keptAtMs
    const now = new Date(Date.parse(clock.now) + passed).toISOString() as Instant
    serverClock.value = { ...clock, now }
  }
  const { value: known } = session
  if (known.status === 'signed_in') await readNotes(known.person.personId)
  return value
}
