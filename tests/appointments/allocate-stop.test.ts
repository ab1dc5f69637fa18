import { beforeEach, describe, expect, it } from 'vitest'
import { answerOffer } from '../../server/appointments/answer-offer.ts'
import { appointmentJobs } from '../../server/appointments/jobs.ts'
import { messageJobs } from '../../server/messages/jobs.ts'
import { transaction } from '../../server/store/database.ts'
import type { ReferralId } from '../../shared/ids.ts'
import { Instant } from '../../shared/time.ts'
import { type Clinic, openClinic, refusalOf } from './clinic.ts'

let clinic: Clinic
let garance: Awaited<ReturnType<Clinic['as']>>

beforeEach(async () => {
  clinic = await openClinic()
  garance = await clinic.as('Garance')
})

const liveOf = (referralId: ReferralId) =>
  clinic.ports.db
    .selectFrom('appointment')
    .selectAll()
    .where('referral_id', '=', referralId)
    .where('live', '=', 1)
    .executeTakeFirst()

const moment = () => ({ now: clinic.ports.clock.now(), personId: null })

async function fill(patients: number) {
  for (let index = 0; index < patients; index += 1) await clinic.refer(index % 3 === 0 ? 'P4' : 'P3')
}

describe('allocating a stop', () => {
  it('writes nothing while previewed, then exactly what was previewed', async () => {
    const param = { stopId: clinic.stopAt('Mas').stopId }
    const route = garance.api.agenda.stops[':stopId'].allocation
    const preview = await (await route.preview.$post({ param, json: {} })).json()
    expect(preview.placed.length).toBeGreaterThan(10)
    expect(await clinic.ports.db.selectFrom('appointment').select('id').execute()).toEqual([])

    const confirmed = await (await route.$post({ param, json: { fingerprint: preview.fingerprint } })).json()
    expect(confirmed).toMatchObject({ placed: preview.placed.length, moved: 0, displaced: 0 })
    const agenda = await clinic.agendaOf(garance)
    const given = agenda.flatMap((slot) => (slot.appointment ? [[slot.appointment.referralId, slot.slotId]] : []))
    expect(new Set(given.map(String))).toEqual(
      new Set(preview.placed.map((line) => `${line.referralId},${line.slotId}`)),
    )
    const messages = await clinic.ports.db.selectFrom('message').select('appointment_id').execute()
    const calls = await clinic.ports.db.selectFrom('call_task').select('appointment_id').execute()
    const told = new Set([...messages, ...calls].map((row) => row.appointment_id))
    expect(told.size).toBe(preview.placed.length)
  })

  it('refuses to confirm what is no longer what was previewed', async () => {
    const param = { stopId: clinic.stopAt('Mas').stopId }
    const route = garance.api.agenda.stops[':stopId'].allocation
    const { fingerprint } = await (await route.preview.$post({ param, json: {} })).json()
    await clinic.refer('P1')
    const refusal = await refusalOf(await route.$post({ param, json: { fingerprint } }))
    expect(refusal).toMatchObject({ status: 409, code: 'allocation_changed' })
    expect(await clinic.ports.db.selectFrom('appointment').select('id').execute()).toEqual([])
  })

  it('changes nothing when run again, even when it may rearrange', async () => {
    const { confirmed } = await clinic.allocate(garance)
    expect(confirmed).toMatchObject({ moved: 0 })
    const again = await clinic.allocate(garance, 'Mas', true)
    expect(again.preview.placed.every((line) => line.change === 'kept')).toBe(true)
    expect(again.confirmed).toEqual({ placed: 0, moved: 0, displaced: 0, waiting: 0 })
  })

  it('places by class, says why the others have none, and puts them on the waiting list', async () => {
    await fill(40)
    const { preview, confirmed } = await clinic.allocate(garance)
    const classes = preview.placed.map((line) => line.priorityClass)
    expect(preview.notPlaced.length).toBeGreaterThan(5)
    expect(classes.filter((one) => one < 'P3').length).toBeGreaterThan(3)
    expect(preview.notPlaced.every((line) => line.priorityClass > 'P2')).toBe(true)
    for (const line of preview.notPlaced) {
      expect(line.reason).toBe('taken_by_earlier')
      expect(Object.values(line.heldBy).reduce((sum, count) => sum + count, 0)).toBe(line.suitingPlaces)
    }
    const waiting = await clinic.ports.db.selectFrom('waiting_list_entry').select('state').execute()
    expect(waiting).toEqual(preview.notPlaced.map(() => ({ state: 'waiting' })))
    expect(confirmed).toMatchObject({ waiting: preview.notPlaced.length })
  })

  it('gives way to a P1 when asked to rearrange, never moving who confirmed', async () => {
    await fill(40)
    clinic.ports.clock.moveTo(Instant.parse('2026-01-29T08:00:00.000Z'))
    await clinic.allocate(garance)
    const agenda = await clinic.agendaOf(garance)
    const confirmedSlot = agenda.find((slot) => slot.appointment?.priorityClass === 'P3')!
    const { appointmentId, referralId } = confirmedSlot.appointment!
    await transaction(clinic.ports.db, (trx) =>
      answerOffer(trx, clinic.ports, { appointmentId, answer: 'yes' }, moment()),
    )
    const urgent = await clinic.refer('P1')
    const calm = await clinic.allocate(garance)
    expect(calm.preview.notPlaced[0]).toMatchObject({ referralId: urgent, reason: 'none_free' })

    const { preview, confirmed } = await clinic.allocate(garance, 'Mas', true)
    expect(confirmed).toMatchObject({ placed: 1, displaced: 1 })
    const displaced = preview.notPlaced.filter((line) => line.displaced)
    expect(displaced.map((line) => line.priorityClass > 'P2')).toEqual([true])
    expect((await liveOf(urgent))?.state).toBe('booked')
    expect(await liveOf(referralId)).toMatchObject({ slot_id: confirmedSlot.slotId, state: 'confirmed' })
    expect(preview.placed.filter((line) => line.change === 'moved').length).toBeLessThanOrEqual(5)
  })

  it('shows the name of another centre’s patient to nobody', async () => {
    const jonquille = await clinic.as('Jonquille')
    const { preview } = await clinic.allocate(jonquille, 'Ménigoute')
    expect(preview.placed.length).toBeGreaterThan(3)
    for (const line of [...preview.placed, ...preview.notPlaced]) {
      expect(line.patientName === null).toBe(!line.centreName.includes('Ménigoute'))
    }
    const foreign = await jonquille.api.agenda.stops[':stopId'].allocation.preview.$post({
      param: { stopId: clinic.stopAt('Mas').stopId },
      json: {},
    })
    expect(await refusalOf(foreign)).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('a freed place', () => {
  async function full() {
    await fill(40)
    await clinic.allocate(garance)
    const agenda = await clinic.agendaOf(garance)
    const slot = agenda.find((one) => one.appointment?.priorityClass === 'P3' && one.kind === 'consultation')!
    const queue = await clinic.ports.db
      .selectFrom('referral')
      .select(['id', 'priority_class', 'deadline', 'sent_at'])
      .where('state', '=', 'waiting')
      .where('centre_id', '=', clinic.stopAt('Mas').centreId)
      .orderBy('priority_class')
      .execute()
    return { slot, appointmentId: slot.appointment!.appointmentId, queue }
  }
  const say = (appointmentId: Parameters<typeof answerOffer>[2]['appointmentId'], answer: 'yes' | 'no') =>
    transaction(clinic.ports.db, (trx) => answerOffer(trx, clinic.ports, { appointmentId, answer }, moment()))
  const holderOf = async (slotId: string) =>
    (await clinic.agendaOf(garance)).find((one) => one.slotId === slotId)?.appointment ?? null

  it('is offered to the next of the queue within the same transaction as the NON', async () => {
    const { slot, appointmentId, queue } = await full()
    expect(await say(appointmentId, 'no')).toEqual({ state: 'declined' })
    const offered = await holderOf(slot.slotId)
    expect(offered).toMatchObject({ state: 'offered', priorityClass: queue[0]!.priority_class })
    expect(offered!.referralId).not.toBe(slot.appointment!.referralId)
    expect(offered!.heldUntil).toBe('2026-01-21T09:30:00.000Z')
    const entry = await clinic.ports.db
      .selectFrom('waiting_list_entry')
      .select('state')
      .where('referral_id', '=', offered!.referralId)
      .executeTakeFirst()
    expect(entry?.state).toBe('offered')

    expect(await say(offered!.appointmentId, 'yes')).toEqual({ state: 'confirmed' })
    expect(await holderOf(slot.slotId)).toMatchObject({ state: 'confirmed', heldUntil: null })
  })

  it('goes on to the one after when the offer expires, and says so to who answers too late', async () => {
    const { slot, appointmentId } = await full()
    await say(appointmentId, 'no')
    const first = (await holderOf(slot.slotId))!
    clinic.ports.clock.moveTo(Instant.parse('2026-01-19T07:30:00.000Z'))
    await messageJobs.run(clinic.ports)
    expect(await appointmentJobs.nextAt(clinic.ports)).toBe(first.heldUntil)
    clinic.ports.clock.moveTo(first.heldUntil!)
    await appointmentJobs.run(clinic.ports)
    const second = (await holderOf(slot.slotId))!
    expect(second.state).toBe('offered')
    expect(second.referralId).not.toBe(first.referralId)
    expect(await say(first.appointmentId, 'yes')).toMatchObject({ refusal: 'answered_too_late' })
    await appointmentJobs.run(clinic.ports)
    expect((await holderOf(slot.slotId))?.appointmentId).toBe(second.appointmentId)
  })

  it('is not offered again to who said no', async () => {
    const { slot, appointmentId } = await full()
    const asked = new Set([slot.appointment!.referralId])
    let current = appointmentId
    for (let round = 0; round < 4; round += 1) {
      await say(current, 'no')
      const next = await holderOf(slot.slotId)
      if (next === null) break
      expect(asked.has(next.referralId)).toBe(false)
      asked.add(next.referralId)
      current = next.appointmentId
    }
    expect(asked.size).toBe(5)
  })

  it('can be offered by the desk, and is refused when it suits nobody', async () => {
    const { stopId } = clinic.stopAt('Mas')
    const slots = await clinic.agendaOf(garance)
    const offer = (slotId: (typeof slots)[number]['slotId']) =>
      garance.api.agenda.slots[':slotId'].offer.$post({ param: { slotId }, json: {} })
    const first = slots.find((slot) => slot.kind === 'consultation')!
    expect((await offer(first.slotId)).status).toBe(201)
    expect(await refusalOf(await offer(first.slotId))).toMatchObject({ status: 409, code: 'slot_taken' })
    await clinic.ports.db.updateTable('referral').set({ state: 'closed' }).where('state', '=', 'waiting').execute()
    const second = slots.find((slot) => slot.kind === 'consultation' && slot.slotId !== first.slotId)!
    expect(await refusalOf(await offer(second.slotId))).toMatchObject({ status: 409, code: 'nobody_to_offer' })
    expect(stopId).toBe(clinic.stopAt('Mas').stopId)
  })
})

describe('the reserve', () => {
  it('opens by itself seven days before the stop, at midnight there', async () => {
    const kept = async () => (await clinic.agendaOf(garance)).filter((slot) => slot.reserved).length
    const before = await kept()
    expect(before).toBeGreaterThan(5)
    expect(await appointmentJobs.nextAt(clinic.ports)).toBe('2026-01-27T23:00:00.000Z')
    clinic.ports.clock.moveTo(Instant.parse('2026-01-27T22:59:00.000Z'))
    await appointmentJobs.run(clinic.ports)
    expect(await kept()).toBe(before)
    clinic.ports.clock.moveTo(Instant.parse('2026-01-27T23:00:00.000Z'))
    await appointmentJobs.run(clinic.ports)
    expect(await kept()).toBe(0)
  })
})
