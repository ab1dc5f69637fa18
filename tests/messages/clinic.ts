import { randomUUID } from 'node:crypto'
import { bookAppointment } from '../../server/appointments/book-appointment.ts'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { fictitiousPeople } from '../../server/demo/people.ts'
import { applyReply } from '../../server/messages/apply-reply.ts'
import { messageJobs } from '../../server/messages/jobs.ts'
import type { Ports } from '../../server/ports.ts'
import { transaction } from '../../server/store/database.ts'
import type { Schema } from '../../server/store/schema.ts'
import type { PriorityClass } from '../../shared/appointment.ts'
import type { InseeCode } from '../../shared/geo.ts'
import type { AppointmentId, PatientId, ReferralId, SlotId, StopId, TourId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Instant, LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { MAS } from '../referrals/sample.ts'
import { testApp } from '../support/test-app.ts'

/** Monday 19 January 2026, 10:00 in Paris. */
const MONDAY = '2026-01-19T09:00:00.000Z' as Instant

/** Who may switch sending off, as the switch is told. */
export const administrator = {
  personId: null as never,
  role: 'administrator' as const,
  name: '',
  centreIds: [],
  specialistId: null,
}

export type Clinic = Awaited<ReturnType<typeof clinic>>
type Booked = { appointmentId: AppointmentId; referralId: ReferralId; slotId: SlotId }
type Given = {
  phone?: string | null
  priorityClass?: PriorityClass
  date?: string
  start?: number
  state?: 'offered' | 'booked'
  heldUntil?: string
  language?: 'fr' | 'en'
  smsInformed?: boolean
}

/** The application on a real database with one published stop at Le Mas-d'Agenais, and a hand to book patients there. */
export async function clinic(options: { now?: Instant; ports?: Partial<Ports> } = {}) {
  const demo = await testApp({ now: options.now ?? MONDAY, seed: 'people' })
  const ports: typeof demo.ports = Object.assign(demo.ports, options.ports)
  const { db, vault } = ports
  const author = fictitiousPeople.find(({ name }) => name.includes('Olive'))!.id
  const stopId = await publishStop(ports)
  let patients = 0

  const run = () => messageJobs.run(ports)
  return {
    ...demo,
    ports,
    stopId,
    run,
    /** Moves the clock and lets everything due happen. */
    async at(instant: string) {
      ports.clock.moveTo(instant as Instant)
      await run()
    },
    /** Gives a new patient a place of the stop: by default Thursday 5 February at 14:20. */
    async book(given: Given = {}): Promise<Booked> {
      patients += 1
      const now = ports.clock.now()
      const patientId = randomUUID() as PatientId
      const referralId = randomUUID() as ReferralId
      const slotId = randomUUID() as SlotId
      const phone = given.phone === undefined ? `+33639980${String(100 + patients)}` : given.phone
      const identity = { familyName: 'Fictif', givenName: `Narcisse ${patients}`, birthDate: '1950-05-04' }
      await transaction(db, async (trx) => {
        const patient: Schema['patient'] = {
          id: patientId,
          centre_id: MAS,
          sealed_identity: vault.seal(JSON.stringify(identity)),
          identity_fingerprint: vault.fingerprint(patientId),
          sealed_phone: phone === null ? null : vault.seal(phone),
          phone_fingerprint: phone === null ? null : vault.fingerprint(phone),
          phone_owner: 'patient',
          commune_insee: '47159' as InseeCode,
          mobility: 'independent',
          sealed_interpreter: null,
          language: given.language ?? 'fr',
          sms_informed: given.smsInformed === false ? 0 : 1,
          sms_stopped: 0,
          created_at: now,
          updated_at: now,
        }
        await trx.insertInto('patient').values(patient).execute()
        await trx
          .insertInto('referral')
          .values(referralRow(referralId, patientId, given, now))
          .execute()
        await trx
          .insertInto('slot')
          .values(slotRow(slotId, stopId, given))
          .execute()
      })
      const state = given.state ?? 'booked'
      const heldUntil = given.heldUntil ? { heldUntil: given.heldUntil as Instant } : {}
      const booked = await transaction(db, (trx) =>
        bookAppointment(trx, ports, { referralId, slotId, state, ...heldUntil }, { now, personId: author }),
      )
      if (isRefusal(booked)) throw new Error(booked.refusal)
      return { appointmentId: booked.appointmentId, referralId, slotId }
    },
    /** Every SMS written so far, in order, opened. */
    async messages() {
      const rows = await db.selectFrom('message').selectAll().orderBy('created_at').orderBy('kind').execute()
      return rows.map((row) => ({ ...row, body: vault.open(row.sealed_body), phone: vault.open(row.sealed_phone) }))
    },
    async calls() {
      return db.selectFrom('call_task').selectAll().orderBy('created_at').orderBy('reason').execute()
    },
    async stateOf({ appointmentId }: Pick<Booked, 'appointmentId'>) {
      const row = await db.selectFrom('appointment').select('state').where('id', '=', appointmentId).executeTakeFirst()
      return row?.state
    },
    /** A reply from a telephone, as a provider brings it. */
    reply: (from: string, body: string, gatewayReference: string = randomUUID()) =>
      applyReply(ports, { from, body, gatewayReference }),
  }

  function referralRow(id: ReferralId, patientId: PatientId, given: Given, now: Instant): Schema['referral'] {
    return {
      id,
      centre_id: MAS,
      patient_id: patientId,
      author_id: author,
      specialty: 'dermatology',
      protocol_id: 'dermatology',
      protocol_version: '1',
      mode: 'declared',
      state: 'waiting',
      proposed_class: null,
      proposed_code: null,
      priority_class: given.priorityClass ?? 'P3',
      call_today: 0,
      deadline: null,
      major_risk: 0,
      seven_point_score: 0,
      slot_kind: 'consultation',
      sealed_clinical: vault.seal('{}'),
      wishes: '{}',
      commune_insee: '47159' as InseeCode,
      sent_at: now,
      idempotency_key: randomUUID(),
      closed_reason: null,
      closed_at: null,
      revision: 1,
    }
  }
}

let room = 1
function slotRow(id: SlotId, stopId: StopId, given: Given): Schema['slot'] {
  const start = given.start ?? 860
  room += 1
  return {
    id,
    stop_id: stopId,
    date: (given.date ?? '2026-02-05') as LocalDate,
    start_minute: start as MinuteOfDay,
    end_minute: (start + 20) as MinuteOfDay,
    room,
    kind: 'consultation',
    reserved: 0,
    overbooked: 0,
    overbooked_by: null,
    sealed_overbooked_reason: null,
    withdrawn: 0,
  }
}

async function publishStop({ db, clock }: Ports): Promise<StopId> {
  const tourId = randomUUID() as TourId
  const stopId = randomUUID() as StopId
  const now = clock.now()
  const days = { first_day: '2026-02-04' as LocalDate, last_day: '2026-02-06' as LocalDate }
  await db
    .insertInto('tour')
    .values({
      id: tourId,
      unit_id: mobilderm.unitId,
      name: 'Essai',
      state: 'published',
      from_date: days.first_day,
      to_date: days.last_day,
      version: 1,
      problem: null,
      plan: null,
      created_by: null,
      created_at: now,
      updated_at: now,
      revision: 1,
    } as Schema['tour'])
    .execute()
  const stop = { id: stopId, tour_id: tourId, unit_id: mobilderm.unitId, centre_id: MAS, position: 0, ...days }
  await db
    .insertInto('stop')
    .values({ ...stop, state: 'published', pinned: 0 })
    .execute()
  return stopId
}
