import type { HostCentreId, PersonId } from '../../shared/ids.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type DraftRow = Schema['referral_draft']

/** A draft of its author, or undefined. */
export function findDraft(db: Database | Transaction, draftId: string): Promise<DraftRow | undefined> {
  return db.selectFrom('referral_draft').selectAll().where('id', '=', draftId).executeTakeFirst()
}

/** Adds a draft or replaces it. */
export async function putDraft(trx: Transaction, row: DraftRow): Promise<void> {
  const { id, author_id, ...rest } = row
  await trx
    .insertInto('referral_draft')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute()
}

/** An author's drafts in the centres given, latest first. */
export async function listDraftRows(
  db: Database | Transaction,
  authorId: PersonId,
  centreIds: readonly HostCentreId[],
): Promise<DraftRow[]> {
  if (centreIds.length === 0) return []
  return db
    .selectFrom('referral_draft')
    .selectAll()
    .where('author_id', '=', authorId)
    .where('centre_id', 'in', [...centreIds])
    .orderBy('updated_at', 'desc')
    .execute()
}

/** Forgets a draft of this author. */
export async function deleteDraft(trx: Database | Transaction, authorId: PersonId, draftId: string): Promise<void> {
  await trx.deleteFrom('referral_draft').where('id', '=', draftId).where('author_id', '=', authorId).execute()
}
