import { beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../server/jobs.ts'
import { dayOverAt, overdueRecords } from '../../server/referrals/unrecorded.ts'
import type { UnrecordedDay } from '../../shared/queue.ts'
import { Handover } from '../../shared/referral.ts'
import { addMinutes, type Instant, type LocalDate, type TimeZone } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { alertsOf, type Caller, must, open, post, problem, read, seat, send, workOn } from './asking.ts'
import { MAS, referralOf } from './sample.ts'

const VISIT = '2026-02-04' as LocalDate

describe('a visit nobody spoke of', () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let olive: Caller
  let garance: Caller
  let saturnin: Caller
  let referralId: string
  let held: Awaited<ReturnType<typeof seat>>
  beforeEach(async () => {
    demo = await testApp({ seed: 'demo' })
    olive = await demo.rawAs('Olive')
    garance = await demo.rawAs('Garance')
    saturnin = await demo.rawAs('Saturnin')
    const sent = await send(olive, referralOf())
    referralId = sent.referralId
    held = await seat(olive, sent, VISIT)
  })
  const at = async (instant: string) => {
    demo.ports.clock.moveTo(instant as Instant)
    await runJobs(demo.ports)
  }
  const missing = async () => (await alertsOf(olive, referralId)).filter((line) => line.kind === 'outcome_missing')

  test('alerts the centre once the day is over where the unit stands, and not before', async () => {
    await at('2026-02-04T22:59:00.000Z')
    expect(await missing()).toEqual([])
    await at('2026-02-04T23:00:00.000Z')
    expect(await missing()).toMatchObject([
      { dueOn: VISIT, daysLeft: -1, escalatedAt: null, appointment: { appointmentId: held.appointmentId } },
    ])
    expect(await workOn(garance, referralId)).toMatchObject([{ kind: 'outcome_missing' }])
    await runJobs(demo.ports)
    expect(await missing()).toHaveLength(1)
  })

  test('stands on the specialist’s own screen as a count, and on nobody else’s', async () => {
    await at('2026-02-05T00:00:00.000Z')
    const days = await read<UnrecordedDay[]>(saturnin, '/api/referrals/unrecorded')
    expect(days).toMatchObject([{ date: VISIT, patients: 1, escalated: 0 }])
    expect(JSON.stringify(days)).not.toContain('Fictif')
    expect(await read(await demo.rawAs('Ondine'), '/api/referrals/unrecorded')).toEqual([])
  })

  test('has a part of its own on Monday’s page, whatever else is at risk', async () => {
    await at('2026-02-05T08:00:00.000Z')
    await at('2026-02-09T07:00:00.000Z')
    const monday = Handover.parse(await read(olive, `/api/referrals/handover?centreId=${MAS}`))
    expect(monday.unrecorded).toMatchObject([
      { referralId, date: VISIT, arrived: false, escalated: true, priorityClass: 'P2' },
    ])
    expect(monday.atRisk.map((line) => line.referralId)).not.toContain(referralId)
  })

  test('is escalated after one working day', async () => {
    await at('2026-02-04T23:00:00.000Z')
    await at('2026-02-05T22:59:00.000Z')
    expect((await missing())[0]!.escalatedAt).toBeNull()
    await at('2026-02-05T23:00:00.000Z')
    expect((await missing())[0]!.escalatedAt).toBe('2026-02-05T23:00:00.000Z')
    expect(await read(saturnin, '/api/referrals/unrecorded')).toMatchObject([{ escalated: 1 }])
  })

  test('is not for noting away: it ends with the specialist’s outcome', async () => {
    await at('2026-02-05T08:00:00.000Z')
    const [alert] = await missing()
    expect(await problem(await post(olive, `/api/referrals/alerts/${alert!.alertId}/acknowledge`))).toMatchObject({
      status: 409,
      code: 'outcome_not_recorded',
    })
    await must(saturnin, '/api/referrals/outcomes', { appointmentId: held.appointmentId, outcome: 'benign' })
    expect(await missing()).toEqual([])
    expect(await read(saturnin, '/api/referrals/unrecorded')).toEqual([])
  })

  test('becomes a patient who waits, under the safety rule, once a doctor says they did not come', async () => {
    await at('2026-02-05T08:00:00.000Z')
    const revision = (await missing())[0]!.appointment!.revision
    await must(olive, `/api/appointments/${held.appointmentId}/arrival`, {
      attendance: 'no_show',
      revision,
    })
    expect(await missing()).toEqual([])
    expect(await open(olive, referralId)).toMatchObject({ state: 'waiting', held: null })
  })

  describe('then recorded by the specialist as an absence the centre had noted', () => {
    const absent = async () => {
      await at('2026-02-05T08:00:00.000Z')
      const { revision } = (await missing())[0]!.appointment!
      await must(olive, `/api/appointments/${held.appointmentId}/arrival`, { attendance: 'no_show', revision })
      return (await open(olive, referralId)).revision
    }
    const conclude = () =>
      must(saturnin, '/api/referrals/outcomes', { appointmentId: held.appointmentId, outcome: 'did_not_come' })

    test('keeps the place the patient has since', async () => {
      const again = await seat(olive, { referralId, revision: await absent() }, '2026-02-06')
      await conclude()
      expect(await open(olive, referralId)).toMatchObject({
        state: 'booked',
        held: { appointmentId: again.appointmentId },
        visits: [{ outcome: 'did_not_come' }],
      })
    })

    test('leaves with the hospital a patient who was handed to it since', async () => {
      const revision = await absent()
      const choice = { revision, kind: 'hospital_call', text: 'Vu avec l’interne' }
      await must(olive, `/api/referrals/${referralId}/alternatives`, choice)
      await conclude()
      expect(await open(olive, referralId)).toMatchObject({ state: 'redirected' })
    })

    test('reopens nothing that was closed since', async () => {
      const revision = await absent()
      await must(olive, `/api/referrals/${referralId}/close`, { revision, reason: 'seen_elsewhere' })
      await conclude()
      expect(await open(olive, referralId)).toMatchObject({ state: 'closed', closedReason: 'seen_elsewhere' })
    })
  })

  test('stays owed by the specialist when the centre says the patient came', async () => {
    await at('2026-02-05T08:00:00.000Z')
    const revision = (await missing())[0]!.appointment!.revision
    await must(garance, `/api/appointments/${held.appointmentId}/arrival`, {
      attendance: 'arrived',
      revision,
    })
    expect(await missing()).toMatchObject([{ appointment: { state: 'arrived' } }])
  })
})

test('the day of a visit is over at midnight where the unit stands', () => {
  const reunion = 'Indian/Reunion' as TimeZone
  const over = dayOverAt(VISIT, reunion)
  expect(over).toBe('2026-02-04T20:00:00.000Z')
  const standing = [{ date: VISIT, zone: reunion }]
  expect(overdueRecords(standing, addMinutes(over, -1))).toEqual([])
  expect(overdueRecords(standing, over)).toEqual(standing)
})
