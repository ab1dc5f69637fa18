import { describe, expect, it } from 'vitest'
import { weighNote } from '../../server/appointments/attendance-notes.ts'
import { addMinutes, type Instant } from '../../shared/time.ts'
import { ENGINE } from '../support/test-database.ts'
import { openClinic, refusalOf } from './clinic.ts'

describe('weighing a note made without network', () => {
  it('applies it when nobody touched the appointment, or only the patient answered', () => {
    expect(weighNote({ state: 'booked', revision: 2 }, { attendance: 'arrived', revision: 2 })).toBe('apply')
    expect(weighNote({ state: 'confirmed', revision: 3 }, { attendance: 'arrived', revision: 2 })).toBe('apply')
  })

  it('has nothing to do when somebody noted the same, and sets aside what disagrees', () => {
    expect(weighNote({ state: 'arrived', revision: 3 }, { attendance: 'arrived', revision: 2 })).toBe('same')
    expect(weighNote({ state: 'no_show', revision: 3 }, { attendance: 'arrived', revision: 2 })).toBe('set_aside')
    expect(weighNote({ state: 'excused', revision: 3 }, { attendance: 'no_show', revision: 2 })).toBe('set_aside')
  })
})

/** The Mas-d'Agenais on its first day, two patients booked on it. */
async function firstDay() {
  const clinic = await openClinic()
  const coordinator = await clinic.as('Garance')
  await clinic.refer('P1')
  await clinic.refer('P1')
  await clinic.allocate(coordinator)
  const { firstDay: date } = clinic.stopAt('Mas')
  clinic.ports.clock.moveTo(`${date}T08:00:00.000Z` as Instant)
  const booked = (await clinic.agendaOf(coordinator)).filter(
    (slot) => slot.date === date && slot.appointment && slot.appointment.state !== 'offered',
  )
  const entries = booked.map((slot) => slot.appointment!)
  return { clinic, coordinator, entries, notedAt: `${date}T07:40:00.000Z` as Instant }
}

const NOTE = '7b3a4c1e-9b52-4f5c-8a37-3a1f6d2b9c01'

describe(`notes of attendance brought after being without network, on ${ENGINE}`, () => {
  it('applies one, once however often it is brought, and keeps its author and hour', async () => {
    const { clinic, coordinator, entries, notedAt } = await firstDay()
    const [entry] = entries
    const param = { appointmentId: entry!.appointmentId }
    const json = { noteId: NOTE, attendance: 'arrived' as const, revision: entry!.revision, notedAt }
    const bring = () => coordinator.api.appointments[':appointmentId'].notes.$post({ param, json })
    expect(await (await bring()).json()).toEqual({ outcome: 'applied', problem: null })
    expect(await (await bring()).json()).toEqual({ outcome: 'applied', problem: null })
    const held = (await clinic.agendaOf(coordinator)).find(
      (slot) => slot.appointment?.appointmentId === param.appointmentId,
    )
    expect(held?.appointment?.state).toBe('arrived')
    expect(held?.appointment?.notes).toEqual([
      expect.objectContaining({ noteId: NOTE, at: notedAt, offline: true, outcome: 'applied' }),
    ])
    expect(held?.appointment?.notes[0]?.by).toContain('Garance')
    await clinic.ports.db.destroy()
  })

  it('keeps both sides of a disagreement until a person settles it', async () => {
    const { clinic, coordinator, entries, notedAt } = await firstDay()
    const [entry] = entries
    const param = { appointmentId: entry!.appointmentId }
    const route = coordinator.api.appointments[':appointmentId']
    const online = await route.arrival.$post({ param, json: { attendance: 'no_show', revision: entry!.revision } })
    expect(online.status).toBe(200)
    const json = { noteId: NOTE, attendance: 'arrived' as const, revision: entry!.revision, notedAt }
    expect(await (await route.notes.$post({ param, json })).json()).toEqual({ outcome: 'set_aside', problem: null })

    const entryNow = async () => {
      const slots = await clinic.agendaOf(coordinator)
      const all = slots.flatMap((slot) => [...(slot.appointment ? [slot.appointment] : []), ...slot.absent])
      return all.find((one) => one.appointmentId === param.appointmentId)!
    }
    expect((await entryNow()).state).toBe('no_show')
    expect((await entryNow()).notes.map((note) => [note.attendance, note.outcome, note.settled])).toEqual([
      ['arrived', 'set_aside', false],
      ['no_show', 'applied', false],
    ])
    clinic.ports.clock.moveTo(addMinutes(clinic.ports.clock.now(), 5))
    const settle = () =>
      route.notes[':noteId'].settle.$post({ param: { ...param, noteId: NOTE }, json: { keep: true } })
    expect((await settle()).status).toBe(200)
    expect((await entryNow()).state).toBe('arrived')
    expect((await entryNow()).notes.map((note) => [note.attendance, note.outcome, note.settled])).toEqual([
      ['arrived', 'set_aside', true],
      ['no_show', 'applied', false],
      ['arrived', 'applied', false],
    ])
    expect(await refusalOf(await settle())).toMatchObject({ status: 409, code: 'already_settled' })
    await clinic.ports.db.destroy()
  })

  it('applies an arrival although the patient answered OUI meanwhile', async () => {
    const { clinic, coordinator, entries, notedAt } = await firstDay()
    const entry = entries.find((one) => one.state === 'booked')!
    const param = { appointmentId: entry.appointmentId }
    const route = coordinator.api.appointments[':appointmentId']
    await route.answer.$post({ param, json: { answer: 'yes' } })
    const json = { noteId: NOTE, attendance: 'arrived' as const, revision: entry.revision, notedAt }
    expect(await (await route.notes.$post({ param, json })).json()).toEqual({ outcome: 'applied', problem: null })
    await clinic.ports.db.destroy()
  })

  it('keeps as refused, with the reason in words, a note on an appointment that was cancelled', async () => {
    const { clinic, coordinator, entries, notedAt } = await firstDay()
    const [entry] = entries
    const param = { appointmentId: entry!.appointmentId }
    const route = coordinator.api.appointments[':appointmentId']
    await route.cancel.$post({ param, json: { reason: 'patient_cancelled', revision: entry!.revision } })
    const json = { noteId: NOTE, attendance: 'arrived' as const, revision: entry!.revision, notedAt }
    const brought = await (await route.notes.$post({ param, json })).json()
    expect(brought).toMatchObject({ outcome: 'refused', problem: { code: 'appointment_ended' } })
    await clinic.ports.db.destroy()
  })

  it('lets nobody of another centre bring or settle a note', async () => {
    const { clinic, entries, notedAt } = await firstDay()
    const stranger = await clinic.as('Basile')
    const param = { appointmentId: entries[0]!.appointmentId }
    const json = { noteId: NOTE, attendance: 'arrived' as const, revision: entries[0]!.revision, notedAt }
    const brought = await stranger.api.appointments[':appointmentId'].notes.$post({ param, json })
    expect([403, 404]).toContain(brought.status)
    await clinic.ports.db.destroy()
  })
})
