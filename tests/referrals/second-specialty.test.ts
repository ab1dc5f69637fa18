import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { must } from '../../server/demo/must.ts'
import { personNamed } from '../../server/demo/people.ts'
import { transaction } from '../../server/store/database.ts'
import { answerAsHost } from '../../server/tours/answer-as-host.ts'
import { changeTourState } from '../../server/tours/change-tour-state.ts'
import { createDraft } from '../../server/tours/create-draft.ts'
import { listStops } from '../../server/tours/list-stops.ts'
import { openTour } from '../../server/tours/open-tour.ts'
import { publishTour } from '../../server/tours/publish-tour.ts'
import { newChecklist } from '../../server/tours/readiness.ts'
import { setReadiness } from '../../server/tours/set-readiness.ts'
import { signUpStopDay } from '../../server/tours/sign-up-stop-day.ts'
import { saveUnit } from '../../server/tours/unit-store.ts'
import type { StopId, UnitId } from '../../shared/ids.ts'
import type { NearbyStop, ReferralRecord, SentReferral } from '../../shared/referral.ts'
import type { SpecialistDay } from '../../shared/roster.ts'
import { instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { MAS, referralOf } from './sample.ts'

const DAY = '2026-01-22' as LocalDate
const SIGNS = ['trauma', 'within48h', 'flashesOrCurtain', 'painfulRed', 'acuityFallen', 'pressureHigh', 'overdue']
const no = (signs: readonly string[]) => Object.fromEntries(signs.map((sign) => [sign, 'no']))
const complaint = (answers: object = {}) => ({
  answers: { ...no(SIGNS), complaint: 'glaucoma', eye: 'left', ...answers },
})
const background = no(['onlyEye', 'pregnancy', 'dailyLife'])

describe(`a second specialty on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let gp: Awaited<ReturnType<typeof demo.rawAs>>
  let stopId: StopId
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    gp = await demo.rawAs('Olive')
    stopId = await publishEyeStop()
  })
  afterAll(() => demo.ports.planner.close())

  /** An invented eye unit, one day at Le Mas-d'Agenais, staffed by Saturnin, who practises that specialty here. */
  async function publishEyeStop(): Promise<StopId> {
    const { ports } = demo
    const { specialist } = personNamed('Saturnin')
    const moment = { now: ports.clock.now(), personId: personNamed('Perle').id }
    const unitId = randomUUID() as UnitId
    await transaction(ports.db, async (trx) => {
      await saveUnit(trx, { ...mobilderm, unitId, name: 'Unité de la vue (fictif)', specialty: 'ophthalmology' })
      await trx.updateTable('specialist').set({ specialty: 'ophthalmology' }).where('id', '=', specialist!.id).execute()
    })
    const stops = [{ stopId: null, centreId: MAS, firstDay: DAY, lastDay: DAY, pinned: false }]
    const horizon = { fromDate: '2026-01-20' as LocalDate, toDate: '2026-01-31' as LocalDate }
    const tourId = must(await createDraft(ports, { unitId, name: 'Vue', ...horizon, stops }, moment))
    const revision = async () => must(await openTour(ports, tourId)).tour.revision
    must(await changeTourState(ports, tourId, { state: 'proposed', revision: await revision() }, moment))
    const stop = (await listStops(ports.db)).find((one) => one.tourId === tourId)!
    for (const { item, dueDate } of newChecklist(DAY, DAY)) {
      const edit = { item, state: 'green' as const, owner: 'Centre', dueDate, note: null }
      must(await setReadiness(ports, stop.stopId, edit, moment))
    }
    const answer = {
      answer: 'accepted' as const,
      reason: null,
      offered: [],
      name: 'Centre',
      means: 'telephone' as const,
    }
    const answering = { ...answer, stopId: stop.stopId, firstDay: DAY, lastDay: DAY }
    must(await answerAsHost(ports, answering, moment, 'every_centre'))
    must(await signUpStopDay(ports, { stopId: stop.stopId, date: DAY, specialistId: specialist!.id }, moment))
    must(await publishTour(ports, tourId, await revision(), moment))
    return stop.stopId
  }

  const post = async (who: typeof gp, path: string, body: object) => {
    const answer = await who(path, { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, body: (await answer.json()) as never }
  }
  const refer = async (changes: object) =>
    post(gp, '/api/referrals', {
      ...referralOf({ priorityClass: 'P1' }),
      specialty: 'ophthalmology',
      background,
      ...changes,
    })

  it('is offered to a GP with its own stop, its own questions and its own words', async () => {
    const stops = (await (await gp(`/api/referrals/stops?centreId=${MAS}`)).json()) as NearbyStop[]
    expect(stops.find((stop) => stop.stopId === stopId)?.specialty).toBe('ophthalmology')
    const { protocol } = (await (await gp('/api/referrals/protocol?specialty=ophthalmology')).json()) as ReferralRecord
    expect(protocol.classes.map(({ label }) => label.fr)).toContain('Priorité 1 – vue menacée')
    expect(protocol.pictures).toEqual([])
  })

  it('refuses answers of the other protocol, and an attestation its own contradicts', async () => {
    const skin = await refer({ lesions: referralOf().lesions })
    expect([skin.status, (skin.body as { code: string }).code]).toEqual([422, 'answer_unknown'])
    const splash = await refer({ lesions: [complaint({ trauma: 'yes' })] })
    expect((splash.body as { code: string }).code).toBe('contradictory_attestation')
  })

  it('sees a patient from the referral to the answer, at its own stop alone', async () => {
    const { status, body } = await refer({ lesions: [complaint({ pressureHigh: 'yes' })] })
    expect(status, JSON.stringify(body)).toBe(200)
    const sent = body as SentReferral
    expect(sent.safety).toMatchObject({ verdict: 'ok', deadline: '2026-01-26', first: { stopId, date: DAY } })
    const coordinator = await demo.rawAs('Garance')
    const slotsAt = async (where: string) => {
      const query = new URLSearchParams({ referralId: sent.referralId, stopId: where })
      const answer = await coordinator(`/api/appointments/free?${query}`)
      return ((await answer.json()) as { slots: { slotId: string }[] }).slots
    }
    const skinStop = (await listStops(demo.ports.db, { centreIds: [MAS], states: ['published'] })).find(
      (stop) => stop.specialty === 'dermatology',
    )!
    const { slotId: skinSlot } = await demo.ports.db
      .selectFrom('slot')
      .select('id as slotId')
      .where('stop_id', '=', skinStop.stopId)
      .executeTakeFirstOrThrow()
    const wrong = await post(coordinator, '/api/appointments', { referralId: sent.referralId, slotId: skinSlot })
    expect((wrong.body as { code: string }).code).toBe('other_specialty')
    const [slot] = await slotsAt(stopId)
    const booked = await post(coordinator, '/api/appointments', { referralId: sent.referralId, slotId: slot!.slotId })
    expect(booked.status).toBeLessThan(300)

    demo.ports.clock.moveTo(instantAt(DAY, 1000 as MinuteOfDay, PARIS))
    const specialist = await demo.rawAs('Saturnin')
    const day = (await (await specialist(`/api/referrals/days/${stopId}/${DAY}`)).json()) as SpecialistDay
    const [visit] = day.visits
    expect(visit?.referralId).toBe(sent.referralId)
    const outcome = { appointmentId: visit!.appointmentId, outcome: 'watch', report: 'Tension à contrôler.' }
    expect((await post(specialist, '/api/referrals/outcomes', outcome)).status).toBe(200)
    const record = (await (await gp(`/api/referrals/${sent.referralId}`)).json()) as ReferralRecord
    expect([record.state, record.protocol.id, record.visits[0]?.outcome]).toEqual(['seen', 'ophthalmology', 'watch'])
  })

  it('gives a patient of the other specialty no place there', async () => {
    const { body } = await post(gp, '/api/referrals', referralOf({ priorityClass: 'P3' }))
    const { safety } = body as SentReferral
    expect(JSON.stringify(safety)).not.toContain(stopId)
  })
})
