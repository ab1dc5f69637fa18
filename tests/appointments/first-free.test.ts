import { beforeAll, expect, it } from 'vitest'
import { freeSlots } from '../../server/appointments/find-slots.ts'
import type { FreeSlot } from '../../shared/appointment.ts'
import { Instant, LocalDate } from '../../shared/time.ts'
import { type Clinic, openClinic } from './clinic.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
})

const alike = (slot: FreeSlot) => `${slot.stopId} ${slot.date} ${slot.kind}`

/** All free places of two stops at an instant, and what is told where the first of each day and kind is enough. */
async function bothWays(at: string, priorityClass: 'P1' | 'P3') {
  const query = {
    stopIds: ['Mas', 'Ménigoute'].map((name) => clinic.stopAt(name).stopId),
    from: LocalDate.parse('2026-01-01'),
    priorityClass,
    now: Instant.parse(at),
  }
  const all = await freeSlots(clinic.ports.db, query)
  return { all, firsts: await freeSlots(clinic.ports.db, { ...query, isFirstEnough: true }) }
}

it.each(['P1', 'P3'] as const)(
  'tells a %s the first place of each day to come and kind, and few others',
  async (priorityClass) => {
    const { all, firsts } = await bothWays('2026-01-19T10:00:00.000Z', priorityClass)
    const earliest = new Map<string, FreeSlot>()
    for (const slot of all) if (!earliest.has(alike(slot))) earliest.set(alike(slot), slot)
    expect(earliest.size).toBeGreaterThan(6)
    expect(firsts).toEqual(expect.arrayContaining([...earliest.values()]))
    expect(all).toEqual(expect.arrayContaining(firsts))
    // Beside each first, at most the first of those kept for urgent patients.
    expect(firsts.length).toBeLessThanOrEqual(2 * earliest.size)
  },
)

it('tells every place left of the day under way, since the first of them has begun', async () => {
  const today = '2026-02-04'
  const { all, firsts } = await bothWays(`${today}T10:00:00.000Z`, 'P1')
  const ofToday = (slots: readonly FreeSlot[]) => slots.filter((slot) => slot.date === today)
  expect(ofToday(all).length).toBeGreaterThan(5)
  expect(ofToday(firsts)).toEqual(ofToday(all))
})
