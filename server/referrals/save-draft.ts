import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { type Draft, DraftBody } from '../../shared/referral.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { type DraftRow, findDraft, listDraftRows, putDraft } from './draft-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault'>

const toDraft = ({ vault }: Pick<Ports, 'vault'>, row: DraftRow): Draft => ({
  draftId: row.id,
  centreId: row.centre_id,
  body: DraftBody.parse(JSON.parse(vault.open(row.sealed_body))),
  updatedAt: row.updated_at,
  revision: row.revision,
})

/**
 * Keeps a draft as it stands, sealed. `revision` is the one last read (0 for a new one): a draft changed on another
 * device since is refused with `changed_meanwhile` and both stay as they are.
 */
export async function saveDraft(
  ports: Needed,
  person: SignedInPerson,
  draft: Pick<Draft, 'draftId' | 'centreId' | 'body' | 'revision'>,
): Promise<{ revision: number } | Refusal> {
  if (!person.centreIds.includes(draft.centreId)) return refuse('not_found', { field: 'centreId' })
  return transaction(ports.db, async (trx) => {
    const known = await findDraft(trx, draft.draftId)
    if (known && known.author_id !== person.personId) return refuse('not_found')
    if (known && known.revision !== draft.revision) {
      return refuse('changed_meanwhile', { details: { revision: known.revision, updatedAt: known.updated_at } })
    }
    const revision = draft.revision + 1
    await putDraft(trx, {
      id: draft.draftId,
      author_id: person.personId,
      centre_id: draft.centreId,
      sealed_body: ports.vault.seal(JSON.stringify(draft.body)),
      updated_at: ports.clock.now(),
      revision,
    })
    return { revision }
  })
}

/** A GP's own drafts in the centres where they are on duty, latest first. */
export async function listDrafts(ports: Needed, person: SignedInPerson): Promise<Draft[]> {
  const rows = await listDraftRows(ports.db, person.personId, person.centreIds)
  return rows.map((row) => toDraft(ports, row))
}
