import type { PersonId } from '../../shared/ids.ts'
import type { DemoPerson, SignedInPerson } from '../../shared/person.ts'
import { Wording } from '../../shared/protocol.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Database } from '../store/database.ts'

/** Where somebody is on duty on `today`, and who they are among the specialists. */
export async function scopeOf(
  db: Database,
  personId: PersonId,
  today: LocalDate,
): Promise<Pick<SignedInPerson, 'centreIds' | 'specialistId'>> {
  const duties = await db
    .selectFrom('duty')
    .select('centre_id')
    .distinct()
    .where('person_id', '=', personId)
    .where('from_date', '<=', today)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .orderBy('centre_id')
    .execute()
  const specialist = await db.selectFrom('specialist').select('id').where('person_id', '=', personId).executeTakeFirst()
  return { centreIds: duties.map((duty) => duty.centre_id), specialistId: specialist?.id ?? null }
}

/** The fictitious accounts, as the sign-in page lists them. */
export async function listDemoPeople(db: Database): Promise<DemoPerson[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'role', 'demo_description'])
    .where('demo_description', 'is not', null)
    .where('active', '=', 1)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    personId: row.id,
    name: row.name,
    role: row.role,
    description: readDescription(row.demo_description ?? ''),
  }))
}

/** A demo account's description in its column: JSON of both languages. */
export function writeDescription(description: Wording): string {
  return JSON.stringify(description)
}

/** Plain text, from demos written before English was kept, reads the same in both languages. */
function readDescription(text: string): Wording {
  return text.startsWith('{') ? Wording.parse(JSON.parse(text)) : { fr: text, en: text }
}
