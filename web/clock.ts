import { computed, signal } from '@preact/signals'
import type { Instant, LocalDate, TimeZone } from '../shared/time.ts'
import { api, call } from './api.ts'
import { clockAt } from './format.ts'
import { reloadAll } from './load.ts'

/** The server's clock when last asked. In the demonstration it stands still until moved. */
export type ServerClock = { readonly demo: boolean; readonly now: Instant; readonly zone: TimeZone }

export const serverClock = signal<ServerClock | null>(null)

/** Today for the server, in its own zone; null until it has said so. */
export const today = computed<LocalDate | null>(() =>
  serverClock.value ? clockAt(serverClock.value.now, serverClock.value.zone).date : null,
)

/** Asks the server what time it is. */
export async function loadClock(): Promise<void> {
  const answer = await call(api.api.demo.clock.$get())
  if (answer.ok) serverClock.value = answer.value
}

export type ClockStep = 'hour' | 'day' | 'next_event'

/** Moves the demonstration's clock, then refreshes the screen; answers what happened meanwhile, counted by kind. */
export async function advanceClock(by: ClockStep) {
  const answer = await call(api.api.demo.clock.advance.$post({ json: { by } }))
  if (answer.ok) {
    if (serverClock.value) serverClock.value = { ...serverClock.value, now: answer.value.now }
    reloadAll()
  }
  return answer
}

export type Advanced = Extract<Awaited<ReturnType<typeof advanceClock>>, { ok: true }>['value']
