import { beforeAll, describe, expect, it } from 'vitest'
import { nameNextHolders } from '../../server/appointments/name-next-holders.ts'
import { personNamed } from '../../server/demo/people.ts'
import { applyReply } from '../../server/messages/apply-reply.ts'
import { messageJobs } from '../../server/messages/jobs.ts'
import { transaction } from '../../server/store/database.ts'
import type { AppointmentId, ReferralId } from '../../shared/ids.ts'
import type { CallTask } from '../../shared/message.ts'
import { type Clinic, openClinic } from './clinic.ts'
import { findFree } from './find-free.ts'

let clinic: Clinic
let garance: Awaited<ReturnType<Clinic['as']>>
beforeAll(async () => {
  clinic = await openClinic({ now: '2026-01-19T10:00:00.000Z' })
  garance = await clinic.as('Garance')
})

/** Gives `referralId` a place of the Mas-d'Agenais, with everybody else of its queue still waiting. */
async function book(referralId: ReferralId) {
  const [slot] = await findFree(clinic, ['Mas'])
  const { slotId } = slot!
  const answer = await garance.api.appointments.$post({ json: { referralId, slotId, agreed: false } })
  const { appointmentId } = await answer.json()
  return { appointmentId, slotId }
}

async function holderOf(slotId: string) {
  const slots = await clinic.agendaOf(garance)
  return slots.find((slot) => slot.slotId === slotId)!.appointment!
}

const readings = () =>
  clinic.ports.db.selectFrom('access_log').select('resource_id').where('purpose', '=', 'freed place').execute()

const cancel = (appointmentId: AppointmentId) =>
  garance.api.appointments[':appointmentId'].cancel.$post({
    param: { appointmentId },
    json: { reason: 'patient_cancelled', revision: 1 },
  })

describe('whom a freed place is offered to next', () => {
  it('is named in the answer to a cancellation, as the agenda then shows, and the reading of the name is logged', async () => {
    const { appointmentId, slotId } = await book(await clinic.refer('P3'))
    const { reoffered } = await (await cancel(appointmentId)).json()
    const holder = await holderOf(slotId)
    expect(reoffered).toMatchObject({
      patientName: holder.patientName,
      priorityClass: holder.priorityClass,
      state: 'offered',
      heldUntil: holder.heldUntil,
      zone: 'Europe/Paris',
    })
    expect(await readings()).toEqual([{ resource_id: holder.referralId }])
  })

  it('stands after a NON by SMS, at once, on the call list and beside the reply', async () => {
    const before = (await (await garance.api.messages.news.$get()).json()).version
    const { appointmentId, slotId } = await book(await clinic.refer('P1', { phone: '0639987654' }))
    await messageJobs.run(clinic.ports)
    await applyReply(clinic.ports, { from: '+33639987654', body: 'NON', gatewayReference: 'test:1' })
    const { patientName } = await holderOf(slotId)
    const calls = (await (await garance.api.messages.calls.$get()).json()) as CallTask[]
    const declined = calls.find((task) => task.appointment?.appointmentId === appointmentId)
    expect(declined).toMatchObject({ reasons: ['declined_urgent'], next: { patientName, state: 'offered' } })
    const replies = await (await garance.api.messages.replies.$get()).json()
    expect(replies).toMatchObject([{ meaning: 'no', state: 'applied', next: { patientName } }])
    expect((await (await garance.api.messages.news.$get()).json()).version).not.toBe(before)
  })

  it('is only said to be of another centre, and nothing logged, when the reader is not of theirs', async () => {
    const { appointmentId } = await book(await clinic.refer('P3'))
    await cancel(appointmentId)
    const before = await readings()
    const { id: personId } = personNamed('Garance')
    const person = {
      personId,
      name: 'Garance Exemple',
      role: 'coordinator' as const,
      centreIds: [],
      specialistId: null,
    }
    const seen = await transaction(clinic.ports.db, (trx) =>
      nameNextHolders(trx, clinic.ports, person, [appointmentId]),
    )
    expect(seen.get(appointmentId)).toMatchObject({ patientName: null, centreName: expect.stringContaining('Mas') })
    expect(await readings()).toEqual(before)
  })
})
