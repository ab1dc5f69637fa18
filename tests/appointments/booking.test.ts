import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppointmentId, type ReferralId, SlotId } from '../../shared/ids.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { type Clinic, openClinic, refusalOf } from './clinic.ts'
import { findFree } from './find-free.ts'

let clinic: Clinic
let garance: Awaited<ReturnType<Clinic['as']>>

beforeEach(async () => {
  clinic = await openClinic()
  garance = await clinic.as('Garance')
})

const book = (referralId: ReferralId, slotId: SlotId, agreed = false) =>
  garance.api.appointments.$post({ json: { referralId, slotId, agreed } })

async function booked(referralId: ReferralId, slotId: SlotId): Promise<AppointmentId> {
  const answer = await book(referralId, slotId)
  expect(answer.status).toBe(201)
  return (await answer.json()).appointmentId
}

const messagesOf = (appointmentId: AppointmentId) =>
  clinic.ports.db
    .selectFrom('message')
    .select(['kind', 'state', 'slot_id'])
    .where('appointment_id', '=', appointmentId)
    .execute()

describe('booking a place', () => {
  it('gives it, writes to the patient and marks the referral in one go', async () => {
    const referralId = await clinic.refer('P1')
    const [slot] = await findFree(clinic, ['Mas'])
    const appointmentId = await booked(referralId, slot!.slotId)
    expect((await messagesOf(appointmentId)).map((message) => message.kind)).toEqual(['confirmation'])
    const held = (await clinic.agendaOf(garance)).find((one) => one.slotId === slot!.slotId)
    expect(held?.appointment).toMatchObject({
      referralId,
      state: 'booked',
      patientName: 'ESSAI AAAB Iris',
      priorityClass: 'P1',
    })
    const referral = await clinic.ports.db
      .selectFrom('referral')
      .select('state')
      .where('id', '=', referralId)
      .executeTakeFirst()
    expect(referral?.state).toBe('booked')
  })

  it('refuses a place taken a second ago, and shows others near it', async () => {
    const [first, second] = [await clinic.refer('P1'), await clinic.refer('P1')]
    const [slot] = await findFree(clinic, ['Mas'])
    await booked(first, slot!.slotId)
    const refusal = await refusalOf(await book(second, slot!.slotId))
    expect(refusal).toMatchObject({ status: 409, code: 'slot_taken', field: 'slotId' })
    expect(refusal.details?.alternatives).toHaveLength(5)
  })

  it('refuses a second appointment for one referral', async () => {
    const referralId = await clinic.refer('P1')
    const [slot, other] = await findFree(clinic, ['Mas'])
    await booked(referralId, slot!.slotId)
    expect(await refusalOf(await book(referralId, other!.slotId))).toMatchObject({
      status: 409,
      code: 'already_booked',
    })
  })

  it('refuses a day the patient cannot come, a place too short, and one kept for P1 and P2', async () => {
    const free = await findFree(clinic, ['Mas'])
    const away = await clinic.refer('P1', { wishes: { excludedDates: [free[0]!.date] } })
    expect(await refusalOf(await book(away, free[0]!.slotId))).toMatchObject({ status: 409, code: 'day_excluded' })
    const long = await clinic.refer('P1', { slotKind: 'procedure' })
    const short = free.find((slot) => slot.kind === 'consultation')!
    expect(await refusalOf(await book(long, short.slotId))).toMatchObject({ status: 409, code: 'slot_too_short' })
    const kept = (await clinic.agendaOf(garance)).find((slot) => slot.reserved)!
    const low = await clinic.refer('P3')
    expect(await refusalOf(await book(low, kept.slotId))).toMatchObject({
      status: 409,
      code: 'slot_reserved',
      details: { days: 7 },
    })
  })

  it('opens the reserve to all seven days before the stop', async () => {
    const kept = (await clinic.agendaOf(garance)).find((slot) => slot.reserved)!
    const low = await clinic.refer('P3')
    clinic.ports.clock.moveTo('2026-01-28T08:00:00.000Z' as never)
    expect((await book(low, kept.slotId)).status).toBe(201)
  })

  it('refuses a place of a past day, and one of a stop that is cancelled', async () => {
    const referralId = await clinic.refer('P1')
    const [slot] = await findFree(clinic, ['Mas'])
    await clinic.ports.db.updateTable('stop').set({ state: 'cancelled' }).where('id', '=', slot!.stopId).execute()
    expect(await refusalOf(await book(referralId, slot!.slotId))).toMatchObject({ status: 409, code: 'stop_not_open' })
    await clinic.ports.db.updateTable('stop').set({ state: 'running' }).where('id', '=', slot!.stopId).execute()
    clinic.ports.clock.moveTo('2026-02-05T08:00:00.000Z' as never)
    expect(await refusalOf(await book(referralId, slot!.slotId))).toMatchObject({ status: 409, code: 'slot_past' })
  })

  it('answers a place or a patient that does not exist like those of another centre', async () => {
    const referralId = await clinic.refer('P1')
    const [slot] = await findFree(clinic, ['Mas'])
    const strange = SlotId.parse(randomUUID())
    expect(await refusalOf(await book(referralId, strange))).toMatchObject({ status: 404, code: 'not_found' })
    const jonquille = await clinic.as('Jonquille')
    const foreign = await jonquille.api.appointments.$post({ json: { referralId, slotId: slot!.slotId } })
    expect(await refusalOf(foreign)).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('a place beyond the agenda', () => {
  const overbook = (referralId: ReferralId, more: { date?: string; start?: number; reason?: string } = {}) =>
    garance.api.appointments.overbooked.$post({
      json: {
        referralId,
        stopId: clinic.stopAt('Mas').stopId,
        date: LocalDate.parse(more.date ?? '2026-02-04'),
        ...(more.start === undefined ? {} : { start: MinuteOfDay.parse(more.start) }),
        reason: more.reason ?? 'Suspicion forte, aucun créneau avant la date limite',
      },
    })

  it('is shown with its author and reason, and counted', async () => {
    const referralId = await clinic.refer('P1')
    expect((await overbook(referralId)).status).toBe(201)
    const extra = (await clinic.agendaOf(garance)).find((slot) => slot.overbooked)!
    expect(extra.overbooked).toEqual({
      by: 'Garance Exemple',
      reason: 'Suspicion forte, aucun créneau avant la date limite',
    })
    expect(extra.appointment?.referralId).toBe(referralId)
    const { stops } = await (await garance.api.agenda.stops.$get()).json()
    expect(stops.find(({ stop }) => stop.centreName.includes('Mas'))?.counts.overbooked).toBe(1)
  })

  it('needs a reason, a day of consultation, and a patient without a place', async () => {
    const referralId = await clinic.refer('P1')
    expect(await refusalOf(await overbook(referralId, { reason: 'vite' }))).toMatchObject({
      status: 400,
      code: 'reason_needed',
      field: 'reason',
    })
    expect(await refusalOf(await overbook(referralId, { date: '2026-02-07' }))).toMatchObject({
      status: 409,
      code: 'closed_day',
      field: 'date',
    })
    expect(await refusalOf(await overbook(referralId, { date: '2026-02-05', start: 15 * 60 }))).toMatchObject({
      status: 409,
      code: 'closed_day',
      field: 'start',
    })
    await overbook(referralId)
    expect(await refusalOf(await overbook(referralId))).toMatchObject({ status: 409, code: 'already_booked' })
  })

  it('leaves nothing behind when it is refused, and goes with its patient', async () => {
    const away = await clinic.refer('P1', { wishes: { excludedDates: [LocalDate.parse('2026-02-04')] } })
    expect(await refusalOf(await overbook(away))).toMatchObject({ status: 409, code: 'day_excluded' })
    expect((await clinic.agendaOf(garance)).some((slot) => slot.overbooked)).toBe(false)

    const answer = await overbook(await clinic.refer('P1'))
    const { appointmentId } = await answer.json()
    await garance.api.appointments[':appointmentId'].cancel.$post({
      param: { appointmentId },
      json: { reason: 'patient_cancelled', revision: 1 },
    })
    expect((await clinic.agendaOf(garance)).some((slot) => slot.overbooked)).toBe(false)
  })
})

describe('moving and cancelling', () => {
  const move = (appointmentId: AppointmentId, slotId: SlotId, revision = 1, keepFree = true) =>
    garance.api.appointments[':appointmentId'].move.$post({
      param: { appointmentId },
      json: { slotId, revision, keepFree },
    })

  it('moves to a free place and back, and tells the patient each time', async () => {
    const referralId = await clinic.refer('P1')
    const [slot, other] = await findFree(clinic, ['Mas'])
    const appointmentId = await booked(referralId, slot!.slotId)
    const moved = await (await move(appointmentId, other!.slotId)).json()
    expect(moved).toEqual({ leftSlotId: slot!.slotId, revision: 2 })
    expect((await (await move(appointmentId, slot!.slotId, 2)).json()).revision).toBe(3)
    const kinds = (await messagesOf(appointmentId)).map((message) => message.kind)
    expect(kinds.filter((kind) => kind === 'moved')).toHaveLength(2)
  })

  it('tells the patient again of a place they had been moved to, then away from', async () => {
    const [slot, other] = await findFree(clinic, ['Mas'])
    const appointmentId = await booked(await clinic.refer('P1'), slot!.slotId)
    const toldOf = async (state: string) =>
      (await messagesOf(appointmentId)).flatMap((one) =>
        one.kind === 'moved' && one.state === state ? [one.slot_id] : [],
      )
    for (const [index, to] of [other!, slot!, other!].entries()) {
      expect((await move(appointmentId, to.slotId, index + 1)).status).toBe(200)
      expect(await toldOf('queued')).toEqual([to.slotId])
    }
    await clinic.ports.db.updateTable('message').set({ state: 'delivered' }).where('state', '=', 'queued').execute()
    for (const [index, to] of [slot!, other!].entries()) {
      expect((await move(appointmentId, to.slotId, index + 4)).status).toBe(200)
      expect(await toldOf('queued')).toEqual([to.slotId])
    }
  })

  it('refuses a taken place, a day the patient cannot, a stale revision, an ended appointment', async () => {
    const free = await findFree(clinic, ['Mas'])
    const otherDay = free.find((slot) => slot.date !== free[0]!.date)!
    const referralId = await clinic.refer('P1', { wishes: { excludedDates: [otherDay.date] } })
    const appointmentId = await booked(referralId, free[0]!.slotId)
    await booked(await clinic.refer('P1'), free[1]!.slotId)
    expect(await refusalOf(await move(appointmentId, free[1]!.slotId))).toMatchObject({
      status: 409,
      code: 'slot_taken',
    })
    expect(await refusalOf(await move(appointmentId, otherDay.slotId))).toMatchObject({
      status: 409,
      code: 'day_excluded',
    })
    expect(await refusalOf(await move(appointmentId, free[2]!.slotId, 7))).toMatchObject({
      status: 409,
      code: 'changed_meanwhile',
    })
    const cancel = () =>
      garance.api.appointments[':appointmentId'].cancel.$post({
        param: { appointmentId },
        json: { reason: 'centre_cancelled', revision: 1 },
      })
    expect((await cancel()).status).toBe(200)
    expect(await refusalOf(await cancel())).toMatchObject({ status: 409, code: 'appointment_ended' })
    expect(await refusalOf(await move(appointmentId, free[2]!.slotId, 2))).toMatchObject({
      status: 409,
      code: 'appointment_ended',
    })
  })

  it('hides an appointment from another centre', async () => {
    const [slot] = await findFree(clinic, ['Mas'])
    const appointmentId = await booked(await clinic.refer('P1'), slot!.slotId)
    const jonquille = await clinic.as('Jonquille')
    const answer = await jonquille.api.appointments[':appointmentId'].cancel.$post({
      param: { appointmentId },
      json: { reason: 'centre_cancelled', revision: 1 },
    })
    expect(await refusalOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
    const strange = await garance.api.appointments[':appointmentId'].cancel.$post({
      param: { appointmentId: AppointmentId.parse(randomUUID()) },
      json: { reason: 'centre_cancelled', revision: 1 },
    })
    expect(await refusalOf(strange)).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('on the day', () => {
  const note = (
    appointmentId: AppointmentId,
    attendance: 'arrived' | 'excused' | 'no_show' | 'booked',
    revision: number,
  ) =>
    garance.api.appointments[':appointmentId'].arrival.$post({
      param: { appointmentId },
      json: { attendance, revision },
    })

  it('notes an arrival in one tap, takes it back, and refuses to before the day', async () => {
    const [slot] = await findFree(clinic, ['Mas'])
    const appointmentId = await booked(await clinic.refer('P1'), slot!.slotId)
    expect(await refusalOf(await note(appointmentId, 'arrived', 1))).toMatchObject({ status: 409, code: 'not_yet' })
    clinic.ports.clock.moveTo('2026-02-04T08:00:00.000Z' as never)
    expect((await note(appointmentId, 'arrived', 1)).status).toBe(200)
    expect((await note(appointmentId, 'booked', 2)).status).toBe(200)
    expect(await refusalOf(await note(appointmentId, 'arrived', 1))).toMatchObject({
      status: 409,
      code: 'changed_meanwhile',
    })
  })

  it('takes nobody for arrived before the day', async () => {
    const slot = (await findFree(clinic, ['Mas']))[0]!
    const json = { referralId: await clinic.refer('P2'), isHere: true }
    const answer = await garance.api.agenda.slots[':slotId']['walk-in'].$post({ param: { slotId: slot.slotId }, json })
    expect(await refusalOf(answer)).toMatchObject({ status: 409, code: 'not_yet' })
  })

  it('frees the place of an absent patient and fills it with the nearest who waits', async () => {
    const free = await findFree(clinic, ['Mas'])
    const slot = free[0]!
    const appointmentId = await booked(await clinic.refer('P1'), slot.slotId)
    clinic.ports.clock.moveTo('2026-02-04T08:00:00.000Z' as never)
    await note(appointmentId, 'no_show', 1)
    const param = { slotId: slot.slotId }
    const { candidates } = await (await garance.api.agenda.slots[':slotId'].waiting.$get({ param })).json()
    expect(candidates.length).toBeGreaterThan(3)
    const drives = candidates.map((candidate) => candidate.driveMinutes)
    expect(drives).toEqual([...drives].sort((a, b) => a - b))
    const { referralId } = candidates[0]!
    const walkIn = await garance.api.agenda.slots[':slotId']['walk-in'].$post({
      param,
      json: { referralId, isHere: true },
    })
    expect(walkIn.status).toBe(201)
    expect(await refusalOf(await note(appointmentId, 'booked', 2))).toMatchObject({ status: 409, code: 'slot_taken' })
    const shown = (await clinic.agendaOf(garance)).find((one) => one.slotId === slot.slotId)!
    expect(shown.appointment).toMatchObject({ referralId, state: 'arrived' })
    expect(shown.absent.map((entry) => entry.state)).toEqual(['no_show'])
  })
})
