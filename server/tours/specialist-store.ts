import type { PersonId, SpecialistId } from '../../shared/ids.ts'
import type { Specialist, SpecialistProfile } from '../../shared/specialist.ts'
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

/** Which specialist an account is, or undefined when its profile was never filled in. */
export async function findSpecialistId(
  db: Database | Transaction,
  personId: PersonId,
): Promise<SpecialistId | undefined> {
  const row = await db.selectFrom('specialist').select('id').where('person_id', '=', personId).executeTakeFirst()
  return row?.id
}

/** Keeps a specialist's profile, whose authorisations replace those known before. */
export async function saveSpecialist(
  trx: Transaction,
  { specialistId, personId }: { specialistId: SpecialistId; personId: PersonId },
  { authorisations, ...profile }: SpecialistProfile,
): Promise<void> {
  const known = {
    specialty: profile.specialty,
    status: profile.status,
    base_insee: profile.baseInsee,
    max_days_per_month: profile.maxDaysPerMonth,
  }
  await trx
    .insertInto('specialist')
    .values({ id: specialistId, person_id: personId, rpps: null, ...known })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
    .execute()
  await trx.deleteFrom('specialist_authorisation').where('specialist_id', '=', specialistId).execute()
  for (const { department, state, from, to } of authorisations) {
    await trx
      .insertInto('specialist_authorisation')
      .values({ specialist_id: specialistId, department, state, from_date: from, to_date: to })
      .execute()
  }
}
