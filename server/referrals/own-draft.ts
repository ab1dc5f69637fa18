import type { SignedInPerson } from '../../shared/person.ts'
import type { Database, Transaction } from '../store/database.ts'
import { findDraft } from './draft-store.ts'

/** Whether a draft is this person's own, in a centre where they are on duty today. */
export async function isOwnDraft(
  db: Database | Transaction,
  person: SignedInPerson,
  draftId: string,
): Promise<boolean> {
  const draft = await findDraft(db, draftId)
  return draft?.author_id === person.personId && person.centreIds.includes(draft.centre_id)
}
