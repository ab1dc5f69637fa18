import type { DepartmentCode } from '../../shared/geo.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { FictitiousPerson } from './people.ts'

/** True once the demo's people are in the database. */
export async function isSeeded(db: Database): Promise<boolean> {
  const row = await db.selectFrom('person').select('id').where('demo_description', 'is not', null).executeTakeFirst()
  return row !== undefined
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
      demo_description: person.description,
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
      specialty: 'dermatology',
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
