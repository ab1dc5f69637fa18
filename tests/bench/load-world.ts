import { randomBytes } from 'node:crypto'
import { createVault, type Vault } from '../../server/access/vault.ts'
import { readConfig } from '../../server/config.ts'
import { insertFictitiousPerson } from '../../server/demo/demo-store.ts'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { DEMO_START } from '../../server/demo/seed.ts'
import { closePorts, makePorts } from '../../server/make-ports.ts'
import { seededRandom } from '../../server/planning/random.ts'
import type { Ports } from '../../server/ports.ts'
import { learnDriveTimes } from '../../server/referrals/learn-drive-times.ts'
import { type Transaction, transaction } from '../../server/store/database.ts'
import type { Schema } from '../../server/store/schema.ts'
import { listHostCentres } from '../../server/territory/host-centre-store.ts'
import { saveUnit } from '../../server/tours/unit-store.ts'
import { addDays } from '../../shared/days.ts'
import { distanceMetres } from '../../shared/geo.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { PersonId, ReferralId, SpecialistId, StopId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import { type Instant, instantAt, type LocalDate, localDateOf, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { growWorld } from '../support/season-world.ts'

/** How much the store holds: centres, units with a truck each, and referrals of the last two years. */
export const SIZE = { centres: 40, units: 12, planners: 10, referrals: 100_000, openShare: 0.05 } as const

const WEEKS_BEFORE = 104
const WEEKS_AFTER = 12
/** The stops whose places are held: those of the next weeks. */
const HELD_WEEKS = 3
const DAYS_A_STOP = 3
const ROOMS = 2
const SPANS = [
  [540, 760],
  [820, 1040],
] as const
const SLOT_MINUTES = 20
const SECONDS_OF_DAYS = 86_400_000
const ROWS_AT_ONCE = 400
const REFERRALS_AT_ONCE = 2_000
const TODAY: LocalDate = localDateOf(DEMO_START, PARIS)

type Table = keyof Schema
type Rows = { [T in Table]?: Schema[T][] }
type Slot = Pick<Schema['slot'], 'id' | 'stop_id' | 'date' | 'kind'>
type Crowd = Readonly<Record<'gps' | 'coordinators' | 'planners', readonly PersonId[]>>

const id = (family: number, number: number) =>
  `00000000-0000-4000-8${String(family).padStart(3, '0')}-${String(number).padStart(12, '0')}`

/**
 * Writes the world of the load bench where `env` says: the demo, more centres and units, and two years of referrals with
 * their appointments, messages, visits and accesses, sealed as the application seals them. Same seed, same world.
 */
export async function buildLoadWorld(env: Record<string, string>): Promise<Crowd> {
  const config = readConfig({ ...env, LOG_LEVEL: 'silent' })
  if (isRefusal(config)) throw new Error(JSON.stringify(config.details))
  const ports = await makePorts(config)
  if (isRefusal(ports)) throw new Error(ports.refusal)
  try {
    await transaction(ports.db, async (trx) => {
      for (let unit = 0; unit < SIZE.units; unit += 1) await saveUnit(trx, unitOf(unit))
    })
    await growWorld(ports, SIZE.centres)
    const centres = (await listHostCentres(ports.db)).filter((centre) => centre.active).slice(0, SIZE.centres)
    const crowd = await insertPeople(ports, centres)
    const slots = await insertTours(ports, centres)
    await insertReferrals(ports, centres, crowd, slots)
    await learnDriveTimes(
      ports,
      centres.map((centre) => centre.hostCentreId),
    )
    return crowd
  } finally {
    await closePorts(ports)
  }
}

/** A key for one bench. */
export const benchKey = (): string => randomBytes(32).toString('base64')

const unitOf = (unit: number) => ({
  ...mobilderm,
  unitId: id(301, unit) as typeof mobilderm.unitId,
  name: `Unité ${unit + 1}`,
  rooms: ROOMS,
})

async function insertPeople(ports: Ports, centres: readonly HostCentre[]): Promise<Crowd> {
  const base = centres[0]!.communeInsee
  const departments = [...new Set(centres.map((centre) => centre.department))]
  const from = addDays(TODAY, -7 * WEEKS_BEFORE)
  const insert = (trx: Transaction, person: Parameters<typeof insertFictitiousPerson>[1], centre: HostCentre) =>
    insertFictitiousPerson(trx, person, () => centre.hostCentreId, ports.newId, ports.clock.now())
  return transaction(ports.db, async (trx) => {
    const gps: PersonId[] = []
    const coordinators: PersonId[] = []
    for (const [at, centre] of centres.entries()) {
      const duties = [{ insee: centre.communeInsee, from, to: null }]
      for (const [role, ids, family] of [['gp', gps, 401] as const, ['coordinator', coordinators, 402] as const]) {
        const personId = id(family, at) as PersonId
        await insert(trx, { id: personId, name: `Banc ${role} ${at}`, role, description: 'Banc.', duties }, centre)
        ids.push(personId)
      }
    }
    const planners = Array.from({ length: SIZE.planners }, (_, number) => id(405, number) as PersonId)
    for (const [number, personId] of planners.entries()) {
      await insert(
        trx,
        { id: personId, name: `Banc planner ${number}`, role: 'planner', description: 'Banc.' },
        centres[0]!,
      )
    }
    for (let unit = 0; unit < SIZE.units; unit += 1) {
      const specialist = {
        id: id(403, unit) as SpecialistId,
        status: 'retired' as const,
        base,
        maxDaysPerMonth: 31,
        departments,
      }
      const personId = id(404, unit) as PersonId
      await insert(
        trx,
        { id: personId, name: `Dr Banc ${unit}`, role: 'specialist', description: 'Banc.', specialist },
        centres[0]!,
      )
    }
    return { gps, coordinators, planners }
  })
}

/** A stop of three days a week for each unit, in tours of a quarter; their places, past ones first. */
async function insertTours(ports: Ports, centres: readonly HostCentre[]) {
  const past: Slot[] = []
  const held: Slot[] = []
  const monday = addDays(TODAY, 0)
  for (let unit = 0; unit < SIZE.units; unit += 1) {
    const rows: Required<Pick<Rows, 'tour' | 'stop' | 'session' | 'specialist_day' | 'slot'>> = {
      tour: [],
      stop: [],
      session: [],
      specialist_day: [],
      slot: [],
    }
    for (let week = -WEEKS_BEFORE; week < WEEKS_AFTER; week += 1) {
      const first = addDays(monday, week * 7 + 1)
      const isPast = week < 0
      if (week % 13 === 0) rows.tour.push(tourRow(unit, week, isPast))
      const tourId = rows.tour.at(-1)!.id
      const stopId = id(500 + unit, week + WEEKS_BEFORE) as StopId
      const centre = centres[(unit * 7 + week + WEEKS_BEFORE) % centres.length]!
      rows.stop.push({
        id: stopId,
        tour_id: tourId,
        unit_id: id(301, unit) as never,
        centre_id: centre.hostCentreId,
        position: week + WEEKS_BEFORE,
        first_day: first,
        last_day: addDays(first, DAYS_A_STOP - 1),
        state: isPast ? 'done' : 'published',
        pinned: 0,
      })
      for (let day = 0; day < DAYS_A_STOP; day += 1) {
        const date = addDays(first, day)
        rows.specialist_day.push({
          id: ports.newId(),
          stop_id: stopId,
          date,
          specialist_id: id(403, unit) as SpecialistId,
          signed_up_at: DEMO_START,
        })
        for (const [start, end] of SPANS) {
          rows.session.push({
            id: ports.newId() as never,
            stop_id: stopId,
            date,
            start_minute: start as MinuteOfDay,
            end_minute: end as MinuteOfDay,
          })
          for (let from: number = start; from + SLOT_MINUTES <= end; from += SLOT_MINUTES) {
            for (let room = 1; room <= ROOMS; room += 1) {
              const slot = slotRow(ports.newId(), stopId, date, from, room)
              rows.slot.push(slot)
              if (isPast) past.push(slot)
              else if (week < HELD_WEEKS) held.push(slot)
            }
          }
        }
      }
    }
    await insertAll(ports, rows)
  }
  return { past, held }
}

function tourRow(unit: number, week: number, isPast: boolean): Schema['tour'] {
  return {
    id: id(600 + unit, week + WEEKS_BEFORE) as never,
    unit_id: id(301, unit) as never,
    name: `Banc ${unit + 1}, semaine ${week}`,
    state: isPast ? 'done' : 'published',
    from_date: addDays(TODAY, week * 7),
    to_date: addDays(TODAY, week * 7 + 90),
    version: 1,
    problem: null,
    plan: null,
    created_by: null,
    created_at: DEMO_START,
    updated_at: DEMO_START,
    revision: 1,
  }
}

function slotRow(slotId: string, stopId: StopId, date: LocalDate, from: number, room: number): Schema['slot'] {
  return {
    id: slotId as never,
    stop_id: stopId,
    date,
    start_minute: from as MinuteOfDay,
    end_minute: (from + SLOT_MINUTES) as MinuteOfDay,
    room,
    kind: from % 80 === 0 ? 'procedure' : 'consultation',
    reserved: 0,
    overbooked: 0,
    overbooked_by: null,
    sealed_overbooked_reason: null,
    withdrawn: 0,
  }
}

type World = {
  readonly vault: Vault
  readonly newId: () => string
  readonly random: () => number
  readonly templates: readonly { readonly row: Schema['referral']; readonly clinical: string }[]
  readonly around: readonly (readonly Schema['referral']['commune_insee'][])[]
  readonly centres: readonly HostCentre[]
  readonly crowd: Crowd
}

async function insertReferrals(
  ports: Ports,
  centres: readonly HostCentre[],
  crowd: Crowd,
  slots: { readonly past: Slot[]; readonly held: Slot[] },
): Promise<void> {
  const vault = ports.vault ?? createVault(randomBytes(32))
  const random = seededRandom(8)
  const rows = await ports.db.selectFrom('referral').selectAll().execute()
  const templates = rows.map((row) => ({ row, clinical: vault.open(row.sealed_clinical) }))
  const around = centres.map((centre) =>
    ports.territory.communes
      .filter((commune) => distanceMetres(commune.lngLat, centre.lngLat) < 30_000)
      .slice(0, 120)
      .map((commune) => commune.insee),
  )
  const world: World = { vault, newId: ports.newId, random, templates, around, centres, crowd }
  const open = Math.round(SIZE.referrals * SIZE.openShare)
  const past = shuffled(slots.past, random)
  const held = shuffled(slots.held, random)
  for (let from = 0; from < SIZE.referrals; from += REFERRALS_AT_ONCE) {
    const written: Rows = {}
    for (let number = from; number < Math.min(from + REFERRALS_AT_ONCE, SIZE.referrals); number += 1) {
      const isOpen = number < open
      const slot = isOpen ? (number % 5 < 2 ? held.pop() : undefined) : past.pop()
      writeReferral(world, written, number, isOpen, slot)
    }
    await insertAll(ports, written)
  }
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ value }) => value)
}

const pushTo = <T extends Table>(rows: Rows, table: T, row: Schema[T]): void => {
  const list = (rows[table] ?? []) as Schema[T][]
  list.push(row)
  rows[table] = list as Rows[T]
}

/** One patient's referral: waiting, holding a place of the coming weeks, or seen at `slot` with all that leaves behind. */
function writeReferral(world: World, rows: Rows, number: number, isOpen: boolean, slot: Slot | undefined): void {
  const { vault, newId, random, templates, around, centres, crowd } = world
  const at = number % centres.length
  const template = templates[number % templates.length]!.row
  const clinical = templates[number % templates.length]!.clinical
  const share = random()
  const priorityClass = share < 0.06 ? 'P1' : share < 0.2 ? 'P2' : share < 0.7 ? 'P3' : 'P4'
  const limit = { P1: 14, P2: 28, P3: 90, P4: null }[priorityClass]
  const sentDay =
    slot && !isOpen
      ? addDays(slot.date, -3 - Math.floor(random() * 12))
      : addDays(TODAY, -Math.floor(random() * (limit ?? 80)))
  const sentAt = instantAt(sentDay, 600 as MinuteOfDay, PARIS)
  const seenAt: Instant = slot ? instantAt(slot.date, 1000 as MinuteOfDay, PARIS) : sentAt
  const [patientId, referralId] = [newId() as never, newId() as ReferralId]
  const identity = { familyName: `Exemple-${word(random)}`, givenName: word(random), birthDate: '1950-05-17' }
  const phone = `+336${String(39_980_000 + (number % 20_000)).padStart(8, '0')}`
  const isRecent = isOpen || seenAt > instantAt(addDays(TODAY, -360), 0 as MinuteOfDay, PARIS)
  const isFresh = isOpen || seenAt > instantAt(addDays(TODAY, -88), 0 as MinuteOfDay, PARIS)
  const centre = centres[at]!.hostCentreId
  const commune = around[at]![number % around[at]!.length]!
  pushTo(rows, 'patient', {
    id: patientId,
    centre_id: centre,
    sealed_identity: vault.seal(JSON.stringify(identity)),
    identity_fingerprint: vault.fingerprint(JSON.stringify(identity)),
    sealed_phone: isRecent ? vault.seal(phone) : null,
    phone_fingerprint: isRecent ? vault.fingerprint(phone) : null,
    phone_owner: 'patient',
    commune_insee: commune,
    mobility: 'walks',
    sealed_interpreter: null,
    language: 'fr',
    sms_informed: 1,
    sms_stopped: 0,
    created_at: sentAt,
    updated_at: sentAt,
  })
  const revision = slot ? (isOpen ? 2 : 3) : 1
  pushTo(rows, 'referral', {
    ...template,
    id: referralId,
    centre_id: centre,
    patient_id: patientId,
    author_id: crowd.gps[at]!,
    state: isOpen ? (slot ? 'booked' : 'waiting') : 'seen',
    priority_class: priorityClass,
    call_today: 0,
    deadline: limit === null ? null : addDays(sentDay, limit),
    slot_kind: slot?.kind ?? 'consultation',
    sealed_clinical: vault.seal(clinical),
    commune_insee: commune,
    sent_at: sentAt,
    idempotency_key: newId(),
    closed_reason: null,
    closed_at: null,
    revision,
  })
  for (const [index, kind] of ['sent', 'appointment_booked', 'outcome_recorded'].slice(0, revision).entries()) {
    pushTo(rows, 'referral_event', {
      centre_id: centre,
      id: newId(),
      referral_id: referralId,
      sequence: index + 1,
      at: index === 2 ? seenAt : sentAt,
      person_id: crowd.gps[at]!,
      kind,
      sealed_details: vault.seal('{}'),
    })
  }
  for (let read = 0; read < 2; read += 1) pushTo(rows, 'access_log', accessRow(world, number, read, referralId, sentAt))
  if (!slot) return
  const appointmentId = newId() as never
  pushTo(rows, 'appointment', {
    id: appointmentId,
    slot_id: slot.id,
    stop_id: slot.stop_id,
    referral_id: referralId,
    state: isOpen ? 'booked' : 'done',
    live: isOpen ? 1 : 0,
    held_until: null,
    ended_reason: null,
    created_by: crowd.coordinators[at]!,
    created_at: sentAt,
    updated_at: seenAt,
    revision: isOpen ? 1 : 2,
  })
  for (const kind of isOpen ? ['confirmation'] : ['confirmation', 'reminder']) {
    pushTo(rows, 'message', {
      id: newId() as never,
      centre_id: centre,
      referral_id: referralId,
      appointment_id: appointmentId,
      slot_id: slot.id,
      kind,
      language: 'fr',
      sealed_phone: vault.seal(isFresh ? phone : ''),
      phone_fingerprint: isFresh ? vault.fingerprint(phone) : '',
      sealed_body: vault.seal(
        isFresh ? 'Votre rendez-vous est pris. Repondez OUI pour confirmer, NON pour annuler.' : '',
      ),
      segments: 1,
      state: 'delivered',
      urgent: 0,
      asks: 0,
      answered_at: null,
      due_at: sentAt,
      lapses_at: null,
      attempts: 1,
      gateway: 'console',
      gateway_reference: newId(),
      skipped_reason: null,
      dedupe_key: `${kind}:${appointmentId}`,
      claimed_until: null,
      created_at: sentAt,
      sent_at: sentAt,
      updated_at: sentAt,
    })
  }
  if (isOpen) return
  pushTo(rows, 'visit', {
    id: newId(),
    appointment_id: appointmentId,
    referral_id: referralId,
    specialist_id: id(403, Number(slot.stop_id.slice(20, 23)) - 500) as SpecialistId,
    sealed_outcome: vault.seal('benign'),
    sealed_report: vault.seal('Lésion sans particularité, pas de suite prévue.'),
    recorded_at: seenAt,
    result_due: null,
    result_received_at: null,
    sealed_result_owner: null,
    sealed_letter: vault.seal('Madame, Monsieur, votre patient a été vu ce jour. Pas de suite prévue.'.repeat(6)),
    letter_sent_at: seenAt,
    letter_read_at: seenAt,
    letter_read_by: crowd.gps[at]!,
  })
}

function accessRow(
  { newId, crowd, centres }: World,
  number: number,
  read: number,
  referralId: ReferralId,
  at: Instant,
): Schema['access_log'] {
  return {
    id: newId(),
    order_key: `${String(Date.parse(at)).padStart(15, '0')} ${String(number * 2 + read).padStart(20, '0')}`,
    sequence: null,
    at,
    person_id: crowd.gps[number % centres.length]!,
    role: 'gp',
    action: read === 0 ? 'create' : 'read',
    resource: 'referral',
    resource_id: referralId,
    purpose: 'care',
    previous_hash: null,
    hash: null,
  }
}

const word = (random: () => number): string => `${Math.floor(random() * SECONDS_OF_DAYS).toString(36)}`

async function insertAll({ db }: Pick<Ports, 'db'>, rows: Rows): Promise<void> {
  await transaction(db, async (trx) => {
    for (const [table, list] of Object.entries(rows)) {
      for (let from = 0; from < list.length; from += ROWS_AT_ONCE) {
        await trx
          .insertInto(table as never)
          .values(list.slice(from, from + ROWS_AT_ONCE) as never)
          .execute()
      }
    }
  })
}
