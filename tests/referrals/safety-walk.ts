import fc from 'fast-check'
import { sql } from 'kysely'
import { confirmAllocation } from '../../server/appointments/allocate-stop.ts'
import { bookAppointment } from '../../server/appointments/book-appointment.ts'
import { cancelAppointment } from '../../server/appointments/cancel-appointment.ts'
import { freeSlots } from '../../server/appointments/find-slots.ts'
import { moveAppointment } from '../../server/appointments/move-appointment.ts'
import { planAllocation } from '../../server/appointments/plan-allocation.ts'
import { recordArrival } from '../../server/appointments/record-arrival.ts'
import { syncSlots } from '../../server/appointments/sync-slots.ts'
import { createDemoClock } from '../../server/clock.ts'
import { personNamed } from '../../server/demo/people.ts'
import { DEMO_START } from '../../server/demo/seed.ts'
import { runJobs } from '../../server/jobs.ts'
import { setSending } from '../../server/messages/change-settings.ts'
import { receiveReceipt } from '../../server/messages/receive-receipt.ts'
import type { Ports } from '../../server/ports.ts'
import { acknowledgeAlert } from '../../server/referrals/acknowledge-alert.ts'
import { changePriority } from '../../server/referrals/change-priority.ts'
import { AlternativeChoice, chooseAlternative } from '../../server/referrals/choose-alternative.ts'
import { closeReferral } from '../../server/referrals/close-referral.ts'
import { decideOnAdvice } from '../../server/referrals/decide-on-advice.ts'
import { giveAdvice } from '../../server/referrals/give-advice.ts'
import { learnDriveTimes } from '../../server/referrals/learn-drive-times.ts'
import { moveToStop } from '../../server/referrals/move-to-stop.ts'
import { recordOutcome } from '../../server/referrals/record-outcome.ts'
import { reopenReferral } from '../../server/referrals/reopen-referral.ts'
import { sendReferral } from '../../server/referrals/send-referral.ts'
import { transaction } from '../../server/store/database.ts'
import { listHostCentres, saveHostCentre } from '../../server/territory/host-centre-store.ts'
import { cancelStop } from '../../server/tours/cancel-stop.ts'
import { listStops } from '../../server/tours/list-stops.ts'
import { moveStop } from '../../server/tours/move-stop.ts'
import { withdrawStopDay } from '../../server/tours/sign-up-stop-day.ts'
import { addDays, mondayOf } from '../../shared/days.ts'
import type { AppointmentId, HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal } from '../../shared/problem.ts'
import { ReferralInput, Wishes } from '../../shared/referral.ts'
import { addMinutes, type Instant, instantAt, localDateOf, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { testDatabase } from '../support/test-database.ts'
import { MAS, MENIGOUTE, referralOf } from './sample.ts'

const BELLEGARDE = '00023020-0000-4000-8000-000000023020' as HostCentreId
const COMMUNES = ['47159', '47001', '79176', '79191', '86194', '23020', '23008', '87085']
const GPS = [
  { name: 'Olive', centre: MAS },
  { name: 'Basile', centre: MENIGOUTE },
  { name: 'Anis', centre: BELLEGARDE },
]
const SPECIALISTS = ['Saturnin', 'Ondine', 'Achille']

const pick = fc.nat({ max: 1000 })
const priorityClass = fc.constantFrom('P1', 'P1', 'P2', 'P2', 'P3', 'P4' as const)
const KINDS = ['teleexpertise', 'hospital_call', 'other_centre', 'overbooked', 'waiting_list'] as const

/** Something that happens. `n` and `m` choose among what there is to act on, so that every event means something. */
export type Happening = { act: keyof typeof acts; n: number; m: number; class: 'P1' | 'P2' | 'P3' | 'P4' }

/** When a walk begins: sixteen days before the first stop, on the eve of it, in the course of it, or before the second. */
const STARTS = [
  DEMO_START,
  '2026-02-03T15:00:00.000Z',
  '2026-02-05T15:00:00.000Z',
  '2026-02-13T09:00:00.000Z',
] as Instant[]

/** Random walks of up to `steps` acts, sending, booking and time passing more often than the rest. */
export const walks = (steps: number): fc.Arbitrary<{ start: Instant; happenings: Happening[] }> =>
  fc.record({
    start: fc.constantFrom(...STARTS),
    happenings: fc.array(
      fc.record({
        act: fc.oneof(
          { weight: 5, arbitrary: fc.constant('send' as const) },
          { weight: 3, arbitrary: fc.constant('wait' as const) },
          { weight: 4, arbitrary: fc.constant('book' as const) },
          { weight: 14, arbitrary: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])) },
        ),
        n: pick,
        m: pick,
        class: priorityClass as fc.Arbitrary<Happening['class']>,
      }),
      { minLength: Math.ceil(steps / 2), maxLength: steps, size: 'max' },
    ),
  })

/** Identifiers in the order they were given, so that what is chosen, and what breaks a tie, is the same each run. */
export function countedIds(): () => string {
  let given = 0
  return () => `00000000-0000-4000-9000-${String(++given).padStart(12, '0')}`
}

/** The demo's world kept row by row; each walk finds it put back as it was, in one database of its own. */
export async function snapshotOf(
  ports: Ports,
): Promise<{ open: (start: Instant) => Promise<World>; close: () => Promise<void> }> {
  const stops = await listStops(ports.db, {})
  await learnDriveTimes(ports, [...new Set(stops.map((stop) => stop.centreId))], COMMUNES)
  const { rows: names } = await sql<{ name: string }>`select name from sqlite_master
    where type = 'table' and name not like 'sqlite_%' and name not like 'kysely%'`.execute(ports.db)
  const tables: { name: string; rows: Record<string, unknown>[] }[] = []
  for (const { name } of names) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(ports.db)
    tables.push({ name, rows })
  }
  const db = await testDatabase()
  // Each walk begins anew in the same database: the log of the walk before goes too.
  await sql`drop trigger access_log_kept`.execute(db)
  return {
    async open(start) {
      await sql`pragma foreign_keys = off`.execute(db)
      for (const { name, rows } of tables) {
        await sql`delete from ${sql.table(name)}`.execute(db)
        for (let from = 0; from < rows.length; from += 50) {
          const some = rows.slice(from, from + 50) as never
          await db
            .insertInto(name as never)
            .values(some)
            .execute()
        }
      }
      await sql`pragma foreign_keys = on`.execute(db)
      return { ...ports, db, clock: createDemoClock(start) }
    },
    close: () => db.destroy(),
  }
}

/** A fictitious person on duty in these centres. */
export function person(name: string, centreIds: HostCentreId[]): SignedInPerson {
  const known = SPECIALISTS.indexOf(name)
  const personId = personNamed(name).id
  const specialistId =
    known < 0
      ? null
      : (`00000000-0000-4000-8000-0000000002${String(known + 1).padStart(2, '0')}` as SignedInPerson['specialistId'])
  return { personId, name, role: specialistId ? 'specialist' : 'gp', centreIds, specialistId }
}

type World = Ports & { clock: ReturnType<typeof createDemoClock> }
const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const doctorOf = (centreId: HostCentreId) => person(GPS.find((gp) => gp.centre === centreId)!.name, [centreId])
const openReferrals = (world: World) =>
  world.db.selectFrom('referral').selectAll().where('state', 'not in', ['seen', 'closed']).orderBy('id').execute()
const liveAppointments = (world: World) =>
  world.db.selectFrom('appointment').selectAll().where('live', '=', 1).orderBy('id').execute()
const receiving = (world: World) =>
  listStops(world.db, { from: localDateOf(world.clock.now(), PARIS), states: ['published', 'running'] })
async function freeAnywhere(world: World) {
  const stopIds = (await receiving(world)).map((stop) => stop.stopId)
  const from = localDateOf(world.clock.now(), PARIS)
  return freeSlots(world.db, { stopIds, from, priorityClass: 'P1', now: world.clock.now() })
}
const desk = (world: World) => ({ now: world.clock.now(), personId: personNamed('Garance').id })
const planner = (world: World) => ({ now: world.clock.now(), personId: personNamed('Perle').id })
const reason = { code: 'newFinding' as const, text: '' }

/** Every way the state of a patient, a place or a tour changes, through the use cases behind the routes. Refusals are fine: nothing must slip through them. */
const acts = {
  async send(world: World, { n, m, class: wanted }: Happening) {
    const { centre } = GPS[n % 3]!
    const input = referralOf(
      {
        idempotencyKey: world.newId(),
        centreId: centre,
        priorityClass: wanted,
        attestation: wanted === 'P1' && m % 5 === 0 ? 'at_least_one' : 'none',
        slotKind: m % 4 === 0 ? 'procedure' : 'consultation',
        wishes: { maxDriveMinutes: 10 + (m % 6) * 20 },
        duplicateSeen: true,
      },
      { communeInsee: COMMUNES[(n + m) % COMMUNES.length] as never },
    )
    return sendReferral(world, doctorOf(centre), ReferralInput.parse(input))
  },
  async wait(world: World, { n }: Happening) {
    world.clock.moveTo(addMinutes(world.clock.now(), 60 * (1 + (n % 150))))
    await runJobs(world)
    return true
  },
  async book(world: World, { n, m }: Happening) {
    const referral = at(await openReferrals(world), n)
    const slot = at(await freeAnywhere(world), m)
    if (!referral || !slot) return undefined
    const booking = {
      referralId: referral.id,
      slotId: slot.slotId,
      state: m % 3 === 0 ? ('offered' as const) : ('booked' as const),
      heldUntil: addMinutes(world.clock.now(), 240),
    }
    return transaction(world.db, (trx) => bookAppointment(trx, world, booking, desk(world)))
  },
  async allocate(world: World, { n, m }: Happening) {
    const stop = at(await receiving(world), n)
    if (!stop) return undefined
    const wanted = { stopId: stop.stopId, rearrange: m % 2 === 0 }
    const plan = await planAllocation(world.db, wanted, world.clock.now())
    if (isRefusal(plan)) return undefined
    return transaction(world.db, (trx) =>
      confirmAllocation(trx, world, { ...wanted, fingerprint: plan.fingerprint }, desk(world)),
    )
  },
  async decline(world: World, { n }: Happening) {
    const appointment = at(await liveAppointments(world), n)
    if (!appointment) return undefined
    const ending = { appointmentId: appointment.id, reason: 'patient_declined' as const }
    return transaction(world.db, (trx) =>
      cancelAppointment(trx, world, ending, { now: world.clock.now(), personId: null }),
    )
  },
  async cancel(world: World, { n }: Happening) {
    const appointment = at(await liveAppointments(world), n)
    if (!appointment) return undefined
    const ending = { appointmentId: appointment.id, reason: 'centre_cancelled' as const }
    return transaction(world.db, (trx) => cancelAppointment(trx, world, ending, desk(world)))
  },
  async move(world: World, { n, m }: Happening) {
    const appointment = at(await liveAppointments(world), n)
    const slot = at(await freeAnywhere(world), m)
    if (!appointment || !slot) return undefined
    const wanted = {
      appointmentId: appointment.id,
      slotId: slot.slotId,
      revision: appointment.revision,
      agreed: true,
      keepFree: false,
    }
    return transaction(world.db, (trx) => moveAppointment(trx, world, wanted, desk(world)))
  },
  async absent(world: World, { n, m }: Happening) {
    const appointment = at(await liveAppointments(world), n)
    if (!appointment) return undefined
    const noted = {
      appointmentId: appointment.id,
      attendance: m % 2 ? ('excused' as const) : ('no_show' as const),
      revision: appointment.revision,
    }
    return transaction(world.db, (trx) => recordArrival(trx, world, noted, desk(world)))
  },
  async reclass(world: World, { n, class: wanted }: Happening) {
    const referral = at(await openReferrals(world), n)
    if (!referral) return undefined
    const change = {
      referralId: referral.id,
      revision: referral.revision,
      priorityClass: wanted,
      reason,
      confirmed: true,
    }
    return changePriority(world, doctorOf(referral.centre_id), change)
  },
  async choose(world: World, { n, m }: Happening) {
    const referral = at(await openReferrals(world), n)
    if (!referral) return undefined
    const slot = at(await freeAnywhere(world), m)
    const choice = AlternativeChoice.parse({
      revision: referral.revision,
      kind: KINDS[m % KINDS.length],
      slotId: slot?.slotId ?? null,
      stopId: slot?.stopId ?? null,
      date: slot?.date ?? null,
      text: 'Choisi pendant la promenade',
    })
    return chooseAlternative(world, doctorOf(referral.centre_id), referral.id, choice)
  },
  async acknowledge(world: World, happening: Happening) {
    const standing = () =>
      world.db
        .selectFrom('alert')
        .selectAll()
        .where('resolved_at', 'is', null)
        .where('acknowledged_at', 'is', null)
        .orderBy('referral_id')
        .orderBy('kind')
        .execute()
    let alerts = await standing()
    if (alerts.length === 0) {
      // Somebody urgent who would drive ten minutes, and has no place there in time.
      await acts.send(world, { ...happening, m: 0, class: 'P1' })
      alerts = await standing()
    }
    const alert = at(alerts, happening.n)
    return alert && acknowledgeAlert(world, doctorOf(alert.centre_id), alert.id)
  },
  async close(world: World, { n }: Happening) {
    const referral = at(await openReferrals(world), n)
    if (!referral) return undefined
    return closeReferral(world, doctorOf(referral.centre_id), {
      referralId: referral.id,
      revision: referral.revision,
      reason: 'withdrawn',
    })
  },
  async reopen(world: World, { n }: Happening) {
    const closed = await world.db
      .selectFrom('referral')
      .selectAll()
      .where('state', '=', 'closed')
      .orderBy('id')
      .execute()
    const referral = at(closed, n)
    if (!referral) return undefined
    return reopenReferral(world, doctorOf(referral.centre_id), { referralId: referral.id, revision: referral.revision })
  },
  async moveToStop(world: World, { n, m }: Happening) {
    const referral = at(await openReferrals(world), n)
    const stop = at(await receiving(world), m)
    if (!referral || !stop) return undefined
    const wanted = { referralId: referral.id, revision: referral.revision, stopId: stop.stopId }
    return moveToStop(world, doctorOf(referral.centre_id), wanted)
  },
  async advise(world: World, { n, m }: Happening) {
    const appointment = at(await liveAppointments(world), n)
    if (!appointment) return undefined
    const proposal = m % 3 === 0 ? ('come' as const) : ('no_visit' as const)
    const input = { appointmentId: appointment.id, proposal, text: 'Avis donné pendant la promenade' }
    let advised: unknown
    for (const name of SPECIALISTS) {
      const answer = await giveAdvice(world, person(name, []), appointment.referral_id, input)
      if (!isRefusal(answer)) advised = answer
    }
    return advised
  },
  async decide(world: World, happening: Happening) {
    const { n, m } = happening
    const undecided = () =>
      world.db.selectFrom('advice').selectAll().where('decided_at', 'is', null).orderBy('id').execute()
    let waiting = await undecided()
    if (waiting.length === 0) {
      await acts.advise(world, happening)
      waiting = await undecided()
    }
    const advice = at(waiting, n)
    if (!advice) return undefined
    const referral = await world.db
      .selectFrom('referral')
      .selectAll()
      .where('id', '=', advice.referral_id)
      .executeTakeFirstOrThrow()
    const decision = m % 2 ? ('freed' as const) : ('kept' as const)
    const wanted = { adviceId: advice.id, revision: referral.revision, decision }
    return decideOnAdvice(world, doctorOf(referral.centre_id), wanted)
  },
  async conclude(world: World, { n, m }: Happening) {
    const appointment = at(await liveAppointments(world), n)
    if (!appointment) return undefined
    const { date } = await world.db
      .selectFrom('slot')
      .select('date')
      .where('id', '=', appointment.slot_id)
      .executeTakeFirstOrThrow()
    world.clock.moveTo(instantAt(date, 1200 as MinuteOfDay, PARIS))
    await runJobs(world)
    return conclude(world, appointment.id, m)
  },
  async cancelStop(world: World, { n, m }: Happening) {
    const stop = at(await receiving(world), n)
    if (!stop || m % 3 !== 0) return undefined
    const tour = await world.db.selectFrom('tour').selectAll().where('id', '=', stop.tourId).executeTakeFirstOrThrow()
    return cancelStop(world, stop.stopId, tour.revision, planner(world))
  },
  async moveStop(world: World, { n, m }: Happening) {
    const stop = at(await receiving(world), n)
    if (!stop) return undefined
    const tour = await world.db.selectFrom('tour').selectAll().where('id', '=', stop.tourId).executeTakeFirstOrThrow()
    const days = (m % 29) - 7
    const move = {
      revision: tour.revision,
      firstDay: addDays(stop.firstDay, days),
      lastDay: addDays(stop.lastDay, days),
    }
    return moveStop(world, stop.stopId, move as Parameters<typeof moveStop>[2], planner(world))
  },
  async leaveRoster(world: World, { n, m }: Happening) {
    const stop = at(await receiving(world), n)
    const day = stop && at(stop.staffing, m)
    const specialist = day?.specialists[0]
    if (!stop || !day || !specialist) return undefined
    return withdrawStopDay(
      world,
      { stopId: stop.stopId, date: day.date, specialistId: specialist.specialistId },
      planner(world),
    )
  },
  async undelivered(world: World, happening: Happening) {
    const sent = () =>
      world.db.selectFrom('message').selectAll().where('state', '=', 'accepted').orderBy('id').execute()
    let messages = await sent()
    if (messages.length === 0) {
      await acts.book(world, happening)
      await acts.wait(world, { ...happening, n: 20 })
      messages = await sent()
    }
    const message = at(messages, happening.n)
    if (!message) return undefined
    const { gateway, gateway_reference: gatewayReference } = message
    await receiveReceipt(world, { gateway: gateway!, gatewayReference: gatewayReference!, delivered: false })
    return true
  },
  async deliveredAfterAll(world: World, happening: Happening) {
    const lost = () => world.db.selectFrom('message').selectAll().where('state', '=', 'failed').orderBy('id').execute()
    if ((await lost()).length === 0) await acts.undelivered(world, happening)
    const message = at(await lost(), happening.n)
    if (!message) return undefined
    const { gateway, gateway_reference: gatewayReference } = message
    await receiveReceipt(world, { gateway: gateway!, gatewayReference: gatewayReference!, delivered: true })
    return true
  },
  async correct(world: World, happening: Happening) {
    const { n, m } = happening
    const said = () => world.db.selectFrom('visit').select('appointment_id').orderBy('id').execute()
    let visits = await said()
    if (visits.length === 0) {
      await acts.conclude(world, happening)
      visits = await said()
    }
    const visit = at(visits, n)
    return visit && conclude(world, visit.appointment_id, m + 1)
  },
  async switchSending(world: World, { m }: Happening) {
    await setSending(world, { ...person('Camélia', []), role: 'administrator' }, m % 3 !== 0)
    return true
  },
  async closeCentre(world: World, { n }: Happening) {
    const stop = at(await receiving(world), n)
    if (!stop) return undefined
    const centre = (await listHostCentres(world.db)).find((one) => one.hostCentreId === stop.centreId)!
    return transaction(world.db, async (trx) => {
      await saveHostCentre(trx, { ...centre, closedWeeks: [...centre.closedWeeks, mondayOf(stop.firstDay)] })
      return syncSlots(trx, world, stop.stopId, planner(world))
    })
  },
}

/** What the specialist of a visit says of it, first or again. */
async function conclude(world: World, appointmentId: AppointmentId, m: number): Promise<unknown> {
  let concluded: unknown
  for (const name of SPECIALISTS) {
    const answer = await recordOutcome(world, person(name, []), {
      appointmentId,
      outcome: m % 3 === 0 ? 'did_not_come' : 'biopsy_done',
      report: '',
      resultOwner: null,
      resultDue: null,
      letter: null,
      sendLetter: true,
    })
    if (!isRefusal(answer)) concluded = answer
  }
  return concluded
}

/** Does one thing; false when it was refused, or had nothing to act on. */
export async function happen(world: World, happening: Happening): Promise<boolean> {
  const answer: unknown = await acts[happening.act](world, happening)
  return answer !== undefined && !isRefusal(answer)
}

/**
 * The urgent referrals whose visit is past and of which nobody spoke, without a live alert. Judged from the tables alone:
 * an appointment that still stands on a day that is over where the unit stood.
 */
export async function leftUnspokenOf(world: World): Promise<string[]> {
  const standing = await world.db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('stop', 'stop.id', 'slot.stop_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .where('appointment.live', '=', 1)
    .where('referral.priority_class', 'in', ['P1', 'P2'])
    .select(['referral.id', 'referral.priority_class', 'slot.date', 'host_centre.zone'])
    .execute()
  const alerts = await world.db.selectFrom('alert').selectAll().where('resolved_at', 'is', null).execute()
  const now = world.clock.now()
  return standing
    .filter(({ date, zone }) => date < localDateOf(now, zone))
    .filter(
      ({ id }) =>
        !alerts.some((one) => one.referral_id === id && one.kind === 'outcome_missing' && one.acknowledged_at === null),
    )
    .map(({ priority_class, date }) => `${priority_class} to be seen on ${date}`)
}

/**
 * The urgent patients who hold or were offered a place to come, whose SMS about it was lost and whom nobody has called or
 * heard since, without a standing alert. Judged from the tables alone.
 */
export async function leftUntold(world: World): Promise<string[]> {
  const untold = await world.db
    .selectFrom('call_task')
    .innerJoin('appointment', 'appointment.id', 'call_task.appointment_id')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('referral', 'referral.id', 'call_task.referral_id')
    .where('call_task.state', '=', 'open')
    .where('call_task.reason', '=', 'not_delivered')
    .where('appointment.live', '=', 1)
    .where('appointment.state', 'in', ['offered', 'booked'])
    .where('referral.priority_class', 'in', ['P1', 'P2'])
    .where('slot.date', '>=', localDateOf(world.clock.now(), PARIS))
    .select(['referral.id', 'referral.priority_class', 'slot.date'])
    .execute()
  const alerts = await world.db.selectFrom('alert').selectAll().where('resolved_at', 'is', null).execute()
  return untold
    .filter(({ id }) => !alerts.some((one) => one.referral_id === id && one.kind === 'not_reached'))
    .map(({ priority_class, date }) => `${priority_class} knows nothing of ${date}`)
}

/**
 * The urgent referrals left with nothing: no place held on or before the deadline, nothing a person chose that stands, no
 * standing unacknowledged alert, and no free place in time once the others without anything had theirs. Judged from the
 * tables alone, place by place, without the code under test.
 */
export async function leftWithNothing(world: World): Promise<string[]> {
  const referrals = (await openReferrals(world)).filter(
    (one) => one.priority_class === 'P1' || one.priority_class === 'P2',
  )
  const held = await world.db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .where('appointment.live', '=', 1)
    .select(['appointment.referral_id', 'slot.date', 'slot.withdrawn'])
    .execute()
  const chosen = await world.db.selectFrom('alternative').selectAll().where('superseded_at', 'is', null).execute()
  const alerts = await world.db.selectFrom('alert').selectAll().where('resolved_at', 'is', null).execute()
  const bare = referrals.filter((referral) => {
    const deadline = referral.deadline!
    if (held.some((one) => one.referral_id === referral.id && one.withdrawn === 0 && one.date <= deadline)) return false
    if (chosen.some((one) => one.referral_id === referral.id && ['teleexpertise', 'hospital_call'].includes(one.kind)))
      return false
    return !alerts.some(
      (one) => one.referral_id === referral.id && one.kind === 'breach' && one.acknowledged_at === null,
    )
  })
  if (bare.length === 0) return []
  const drives = await world.db.selectFrom('drive_time').selectAll().execute()
  const stops = new Map((await receiving(world)).map((stop) => [stop.stopId as string, stop]))
  const free = await freeAnywhere(world)
  const fits = bare.map((referral) => {
    const wishes = Wishes.parse(JSON.parse(referral.wishes))
    return free.flatMap((slot, index) => {
      const centreId = stops.get(slot.stopId)!.centreId
      const drive = drives.find(
        (one) => one.commune_insee === referral.commune_insee && one.centre_id === centreId,
      )?.minutes
      const reachable = drive !== undefined && drive !== null && drive <= wishes.maxDriveMinutes
      const isLong = referral.slot_kind !== 'procedure' || slot.kind === 'procedure'
      return reachable && isLong && slot.date <= referral.deadline! && !wishes.excludedDates.includes(slot.date)
        ? [index]
        : []
    })
  })
  const holder = new Map<number, number>()
  const seat = (one: number, tried: Set<number>): boolean =>
    fits[one]!.some((slot) => {
      if (tried.has(slot)) return false
      tried.add(slot)
      const other = holder.get(slot)
      if (other !== undefined && !seat(other, tried)) return false
      holder.set(slot, one)
      return true
    })
  return bare.flatMap((referral, index) =>
    seat(index, new Set()) ? [] : [`${referral.priority_class} due ${referral.deadline}`],
  )
}
