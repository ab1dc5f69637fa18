import type { Duty, DutyId, DutyInput } from '../../shared/administration.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { Role } from '../../shared/person.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

/** An assignment as stored, without its standing. */
export type StoredDuty = Omit<Duty, 'standing'> & { readonly personId: PersonId }

function duties(db: Database | Transaction) {
  return db
    .selectFrom('duty')
    .innerJoin('host_centre', 'host_centre.id', 'duty.centre_id')
    .select([
      'duty.id',
      'duty.person_id as personId',
      'duty.centre_id as centreId',
      'host_centre.name as centreName',
      'duty.from_date as from',
      'duty.to_date as to',
    ])
    .orderBy('duty.from_date', 'desc')
    .orderBy('duty.id')
}

type Row = Omit<StoredDuty, 'dutyId'> & { id: string }

const toDuty = ({ id, ...row }: Row): StoredDuty => ({ dutyId: id as DutyId, ...row })

/** Every assignment, latest first; of one person when given. */
export async function listDuties(db: Database | Transaction, personId?: PersonId): Promise<StoredDuty[]> {
  const query = duties(db)
  const rows = await (personId ? query.where('duty.person_id', '=', personId) : query).execute()
  return rows.map(toDuty)
}

/** One assignment, or undefined. */
export async function findDuty(db: Database | Transaction, dutyId: DutyId): Promise<StoredDuty | undefined> {
  const row = await duties(db).where('duty.id', '=', dutyId).executeTakeFirst()
  return row && toDuty(row)
}

/** Adds an assignment. */
export async function insertDuty(trx: Transaction, dutyId: DutyId, duty: DutyInput): Promise<void> {
  await trx
    .insertInto('duty')
    .values({
      id: dutyId,
      person_id: duty.personId,
      centre_id: duty.centreId,
      from_date: duty.from,
      to_date: duty.to,
    })
    .execute()
}

/** Moves the last day of an assignment. */
export async function setLastDay(trx: Transaction, dutyId: DutyId, lastDay: LocalDate): Promise<void> {
  await trx.updateTable('duty').set({ to_date: lastDay }).where('id', '=', dutyId).execute()
}

export type Account = { personId: PersonId; name: string; role: Role; active: boolean }

/** Every account, by role then name. */
export async function listAccounts(db: Database | Transaction): Promise<Account[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'role', 'active'])
    .orderBy('role')
    .orderBy('name')
    .execute()
  return rows.map(({ id, active, ...row }) => ({ personId: id, active: active === 1, ...row }))
}

/** One account, or undefined. */
export async function findAccount(db: Database | Transaction, personId: PersonId): Promise<Account | undefined> {
  return (await listAccounts(db)).find((account) => account.personId === personId)
}

/** Opens or closes an account. Closing it ends its sign-in sessions and the links it had not used, at once and for good. */
export async function setActive(trx: Transaction, personId: PersonId, active: boolean): Promise<void> {
  await trx
    .updateTable('person')
    .set({ active: active ? 1 : 0 })
    .where('id', '=', personId)
    .execute()
  if (active) return
  await trx.deleteFrom('sign_in_session').where('person_id', '=', personId).execute()
  await trx.deleteFrom('invitation').where('person_id', '=', personId).where('used_at', 'is', null).execute()
}
