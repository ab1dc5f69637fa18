import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { type Draft, DraftBody } from '../../shared/referral.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { type DraftRow, deleteDraft, findDraft, listDraftRows, putDraft } from './draft-store.ts'

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
    // A draft is saved as it is typed: its log says when it began, was read again and was thrown away.
    if (!known) await record(trx, ports, person, 'create', draft.draftId)
    return { revision }
  })
}

/** A GP's own drafts in the centres where they are on duty, latest first; each is recorded in the access log. */
export async function listDrafts(ports: Needed, person: SignedInPerson): Promise<Draft[]> {
  return transaction(ports.db, async (trx) => {
    const rows = await listDraftRows(trx, person.personId, person.centreIds)
    for (const { id } of rows) await record(trx, ports, person, 'read', id)
    return rows.map((row) => toDraft(ports, row))
  })
}

/** Throws away a draft of this person; one that is not theirs, or is no more, changes nothing. */
export async function forgetDraft(ports: Needed, person: SignedInPerson, draftId: string): Promise<void> {
  await transaction(ports.db, async (trx) => {
    const known = await findDraft(trx, draftId)
    if (known?.author_id !== person.personId) return
    await deleteDraft(trx, person.personId, draftId)
    await record(trx, ports, person, 'delete', draftId)
  })
}

function record(
  trx: Transaction,
  { clock }: Needed,
  person: SignedInPerson,
  action: 'create' | 'read' | 'delete',
  draftId: string,
): Promise<void> {
  const about = { action, resource: 'draft', resourceId: draftId, purpose: 'write_referral' } as const
  return recordAccess(trx, { person, ...about, at: clock.now() })
}
