import type { DepartmentCode } from '../../shared/geo.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { writeDescription } from '../access/person-store.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { FictitiousPerson } from './people.ts'

/** `unfinished`: the demo was being written when the process ended. `real`: it holds accounts that are not fictitious. */
export type DatabaseContents = 'empty' | 'demo' | 'unfinished' | 'real'

const SEEDED = 'demo_seeded'

/** What a database holds, seen from the demo. */
export async function contentsOf(db: Database): Promise<DatabaseContents> {
  const people = await db.selectFrom('person').select('demo_description').execute()
  if (people.some((person) => person.demo_description === null)) return 'real'
  if (people.length === 0) return 'empty'
  const marker = await db.selectFrom('setting').select('key').where('key', '=', SEEDED).executeTakeFirst()
  return marker ? 'demo' : 'unfinished'
}

/** Notes that the demo is whole. */
export async function markSeeded(db: Database): Promise<void> {
  await db.insertInto('setting').values({ key: SEEDED, value: 'true' }).execute()
}

/** Every table that holds rows, children before parents. */
const TABLES = [
  ...(['visit', 'call_task', 'patient_link', 'reply', 'message', 'waiting_list_entry', 'appointment', 'slot'] as const),
  ...(['picture', 'care_contact'] as const),
  ...(['alert', 'alternative', 'referral_draft', 'referral_event', 'drive_time', 'referral', 'patient'] as const),
  ...(['host_answer', 'host_link', 'readiness_document', 'stop_day_volunteer'] as const),
  ...(['readiness_item', 'specialist_day', 'session', 'stop', 'tour_version', 'proposal', 'tour'] as const),
  ...(['specialist_authorisation', 'specialist', 'unit', 'sign_in_session', 'duty'] as const),
  ...(['invitation', 'authenticator', 'recovery_code', 'spent_ceremony', 'sign_in_failure'] as const),
  ...(['host_centre', 'person'] as const),
]

/** Empties a database whose demo was left unfinished, so that it can be written again whole; the access log alone goes on. */
export async function eraseUnfinishedDemo(trx: Transaction): Promise<void> {
  for (const table of TABLES) await trx.deleteFrom(table).execute()
  await trx.deleteFrom('setting').where('key', 'not like', 'access_log%').execute()
}

/** Writes one fictitious account with its duties and, for a specialist, their authorisations. */
export async function insertFictitiousPerson(
  trx: Transaction,
  person: FictitiousPerson,
  centreOf: (insee: string) => HostCentreId,
  newId: () => string,
  createdAt: Instant,
): Promise<void> {
  await trx
    .insertInto('person')
    .values({
      id: person.id,
      name: person.name,
      role: person.role,
      demo_description: writeDescription({ fr: person.description, en: person.inEnglish ?? person.description }),
      active: 1,
      created_at: createdAt,
    })
    .execute()
  for (const duty of person.duties ?? []) {
    await trx
      .insertInto('duty')
      .values({
        id: newId(),
        person_id: person.id,
        centre_id: centreOf(duty.insee),
        from_date: duty.from,
        to_date: duty.to,
      })
      .execute()
  }
  const { specialist } = person
  if (!specialist) return
  await trx
    .insertInto('specialist')
    .values({
      id: specialist.id,
      person_id: person.id,
      specialty: specialist.specialty ?? 'dermatology',
      rpps: null,
      status: specialist.status,
      base_insee: specialist.base,
      max_days_per_month: specialist.maxDaysPerMonth,
    })
    .execute()
  const authorisation = (state: 'granted' | 'requested') => (department: DepartmentCode) => ({
    specialist_id: specialist.id,
    department,
    state,
    from_date: null,
    to_date: null,
  })
  await trx
    .insertInto('specialist_authorisation')
    .values([
      ...specialist.departments.map(authorisation('granted')),
      ...(specialist.requested ?? []).map(authorisation('requested')),
    ])
    .execute()
}
