import type { SignedInPerson } from '../../shared/person.ts'
import type { PictureId, PictureLine, PicturePlace } from '../../shared/picture.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import { refuseInfected } from '../operations/refuse-infected.ts'
import type { Ports } from '../ports.ts'
import { isOwnDraft } from '../referrals/own-draft.ts'
import { knownProtocols } from '../referrals/protocols.ts'
import { transaction } from '../store/database.ts'
import { developPicture } from './develop-picture.ts'
import { toPictureLine } from './open-picture.ts'
import {
  deleteFromDraft,
  findPicture,
  listPicturesOf,
  type PictureRow,
  putPicture,
  readPictureRules,
} from './picture-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault' | 'antivirus'>

const MOST_ITEMS = 3

/**
 * Keeps a picture with the draft it belongs to, drawn again and sealed. Sent twice under one id it is one picture; another
 * one in the same place replaces it. Refuses what the antivirus or `developPicture` refuses, a framing the protocol
 * does not know, and a tenth picture; `not_found` outside the person's own drafts.
 */
export async function keepPicture(
  ports: Needed,
  person: SignedInPerson,
  about: PicturePlace & { draftId: string; pictureId: PictureId },
  bytes: Uint8Array,
): Promise<PictureLine | Refusal> {
  const { draftId, pictureId, lesionKey, framing } = about
  if (!(await isOwnDraft(ports.db, person, draftId))) return refuse('not_found')
  const framings = knownProtocols().current(about.specialty)?.protocol.pictures ?? []
  if (!framings.some((one) => one.id === framing)) return refuse('framing_unknown', { field: 'framing' })
  const infected = await refuseInfected(ports, bytes, { person, resource: 'draft', resourceId: draftId })
  if (infected) return infected
  const developed = await developPicture(bytes, await readPictureRules(ports.db))
  if (isRefusal(developed)) return developed
  const row: PictureRow = {
    id: pictureId,
    draft_id: draftId,
    referral_id: null,
    lesion_key: lesionKey,
    lesion: null,
    framing,
    width: developed.width,
    height: developed.height,
    created_by: person.personId,
    created_at: ports.clock.now(),
    sealed_thumbnail: ports.vault.seal(developed.thumbnail.toString('base64')),
    sealed_image: ports.vault.seal(developed.image.toString('base64')),
  }
  return transaction(ports.db, async (trx) => {
    if (!(await isOwnDraft(trx, person, draftId))) return refuse('not_found')
    const same = await findPicture(trx, pictureId)
    if (same && same.draft_id !== draftId) return refuse('not_found')
    const others = (await listPicturesOf(trx, { draftId })).filter(
      (one) => one.id !== pictureId && !(one.lesion_key === lesionKey && one.framing === framing),
    )
    if (others.length >= MOST_ITEMS * framings.length) return refuse('too_many_pictures')
    await putPicture(trx, row)
    await record(trx, ports, person, same ? 'update' : 'create', pictureId)
    return toPictureLine(ports, row)
  })
}

/** Throws away one picture of a person's own draft; one that is no more changes nothing. `not_found` for another's draft. */
export async function forgetPicture(
  ports: Needed,
  person: SignedInPerson,
  { draftId, pictureId }: { draftId: string; pictureId: PictureId },
): Promise<{ deleted: true } | Refusal> {
  return transaction(ports.db, async (trx) => {
    if (!(await isOwnDraft(trx, person, draftId))) return refuse('not_found')
    if ((await deleteFromDraft(trx, draftId, pictureId)) > 0) await record(trx, ports, person, 'delete', pictureId)
    return { deleted: true }
  })
}

function record(
  trx: Parameters<typeof recordAccess>[0],
  { clock }: Needed,
  person: SignedInPerson,
  action: 'create' | 'update' | 'delete',
  pictureId: PictureId,
): Promise<void> {
  return recordAccess(trx, {
    person,
    action,
    resource: 'picture',
    resourceId: pictureId,
    purpose: 'write_referral',
    at: clock.now(),
  })
}
