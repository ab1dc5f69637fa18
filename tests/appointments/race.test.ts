import { describe, expect, it } from 'vitest'
import { bookAppointment } from '../../server/appointments/book-appointment.ts'
import { act } from '../../server/appointments/desk.ts'
import { personNamed } from '../../server/demo/people.ts'
import { isRefusal } from '../../shared/problem.ts'
import { ENGINE } from '../support/test-database.ts'
import { openClinic } from './clinic.ts'
import { findFree } from './find-free.ts'

const BOOKERS = 200
const PLACES = 50

describe(`two hundred people booking fifty places at once on ${ENGINE}`, () => {
  it('leaves no place doubled, and tells each loser what is left', async () => {
    const clinic = await openClinic()
    const { ports } = clinic
    const referralIds = []
    for (let index = 0; index < BOOKERS; index += 1) referralIds.push(await clinic.refer('P1'))
    const near = await findFree(clinic, ['Mas'])
    const far = await findFree(clinic, ['Ménigoute'])
    const wanted = [...near.slice(0, PLACES / 2), ...far.slice(0, PLACES / 2)]
    expect(wanted).toHaveLength(PLACES)
    expect(Math.min(near.length, far.length)).toBeGreaterThan(PLACES / 2)

    const desk = {
      personId: personNamed('Garance').id,
      name: 'Garance Exemple',
      role: 'coordinator' as const,
      centreIds: [clinic.stopAt('Mas').centreId],
      specialistId: null,
    }
    const results = await Promise.all(
      referralIds.map((referralId, index) => {
        const { slotId } = wanted[index % PLACES]!
        const about = { resource: 'referral', resourceId: referralId, purpose: 'book' } as const
        return act(ports, desk, about, (trx, moment) => bookAppointment(trx, ports, { referralId, slotId }, moment))
      }),
    )

    const won = results.filter((result) => !isRefusal(result))
    const lost = results.filter(isRefusal)
    expect(won).toHaveLength(PLACES)
    expect(new Set(lost.map((refusal) => refusal.refusal))).toEqual(new Set(['slot_taken']))
    for (const refusal of lost) {
      const alternatives = refusal.details?.alternatives as { slotId: string }[]
      expect(alternatives.length).toBeGreaterThan(0)
      expect(alternatives.length).toBeLessThanOrEqual(5)
    }
    const live = await ports.db
      .selectFrom('appointment')
      .select(['slot_id', 'referral_id'])
      .where('live', '=', 1)
      .execute()
    expect(live).toHaveLength(PLACES)
    expect(new Set(live.map((row) => row.slot_id)).size).toBe(PLACES)
    expect(new Set(live.map((row) => row.referral_id)).size).toBe(PLACES)
    const messages = await ports.db.selectFrom('message').select('appointment_id').execute()
    expect(messages).toHaveLength(PLACES)
    await ports.db.destroy()
  }, 240_000)

  it('gives one patient one place, whatever is asked at once', async () => {
    const clinic = await openClinic()
    const { ports } = clinic
    const referralId = await clinic.refer('P1')
    const free = await findFree(clinic, ['Mas'])
    const desk = {
      personId: personNamed('Garance').id,
      name: 'Garance Exemple',
      role: 'coordinator' as const,
      centreIds: [clinic.stopAt('Mas').centreId],
      specialistId: null,
    }
    const results = await Promise.all(
      free.slice(0, 10).map(({ slotId }) => {
        const about = { resource: 'referral', resourceId: referralId, purpose: 'book' } as const
        return act(ports, desk, about, (trx, moment) => bookAppointment(trx, ports, { referralId, slotId }, moment))
      }),
    )
    expect(results.filter((result) => !isRefusal(result))).toHaveLength(1)
    const live = await ports.db.selectFrom('appointment').select('id').where('live', '=', 1).execute()
    expect(live).toHaveLength(1)
    await ports.db.destroy()
  })
})
