import type { SpecialistId } from '../../shared/ids.ts'
import type { Specialist } from '../../shared/specialist.ts'
import type { Database, Transaction } from '../store/database.ts'

/** Every active specialist with their authorisations, by name. */
export async function listSpecialists(db: Database | Transaction): Promise<Specialist[]> {
  const rows = await db
    .selectFrom('specialist')
    .innerJoin('person', 'person.id', 'specialist.person_id')
    .where('person.active', '=', 1)
    .select([
      'specialist.id',
      'person.name',
      'specialist.specialty',
      'specialist.status',
      'specialist.base_insee',
      'specialist.max_days_per_month',
    ])
    .orderBy('person.name')
    .execute()
  const authorisations = await db.selectFrom('specialist_authorisation').selectAll().orderBy('department').execute()
  return rows.map((row) => ({
    specialistId: row.id,
    name: row.name,
    specialty: row.specialty,
    status: row.status,
    baseInsee: row.base_insee,
    maxDaysPerMonth: row.max_days_per_month,
    authorisations: authorisations
      .filter((authorisation) => authorisation.specialist_id === row.id)
      .map(({ department, state, from_date: from, to_date: to }) => ({ department, state, from, to })),
  }))
}

/** One active specialist, or undefined. */
export async function findSpecialist(
  db: Database | Transaction,
  specialistId: SpecialistId,
): Promise<Specialist | undefined> {
  return (await listSpecialists(db)).find((specialist) => specialist.specialistId === specialistId)
}
