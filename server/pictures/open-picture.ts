import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { PictureId, type PictureLine } from '../../shared/picture.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { isOwnDraft } from '../referrals/own-draft.ts'
import { seesClinicalPart } from '../referrals/sees-clinical-part.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { findPicture, type ListedPicture, listPicturesOf } from './picture-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault'>

/** A kept picture as screens list it: its place, its size, and a small drawing of it. */
export function toPictureLine({ vault }: Pick<Ports, 'vault'>, row: ListedPicture): PictureLine {
  return {
    pictureId: PictureId.parse(row.id),
    lesionKey: row.lesion_key,
    lesion: row.lesion,
    framing: row.framing,
    width: row.width,
    height: row.height,
    thumbnail: `data:image/jpeg;base64,${vault.open(row.sealed_thumbnail)}`,
  }
}

/** The pictures of a person's own draft; `not_found` for any other draft. */
export async function listDraftPictures(
  ports: Needed,
  person: SignedInPerson,
  draftId: string,
): Promise<PictureLine[] | Refusal> {
  return transaction(ports.db, async (trx) => {
    if (!(await isOwnDraft(trx, person, draftId))) return refuse('not_found')
    const rows = await listPicturesOf(trx, { draftId })
    if (rows.length > 0) await record(trx, ports, person, { resource: 'draft', resourceId: draftId })
    return rows.map((row) => toPictureLine(ports, row))
  })
}

/** The pictures of a referral for those who see what is clinical in it; `not_found` for anybody else. */
export async function listReferralPictures(
  ports: Needed,
  person: SignedInPerson,
  referralId: ReferralId,
): Promise<PictureLine[] | Refusal> {
  return transaction(ports.db, async (trx) => {
    if (!(await seesClinicalPart(trx, person, referralId))) return refuse('not_found')
    const rows = await listPicturesOf(trx, { referralId })
    if (rows.length > 0) await record(trx, ports, person, { resource: 'referral', resourceId: referralId })
    return rows.map((row) => toPictureLine(ports, row))
  })
}

/** The JPEG bytes of one picture, for its author while it is a draft's, then for those who see the clinical part. */
export async function openPicture(
  ports: Needed,
  person: SignedInPerson,
  pictureId: PictureId,
): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  return transaction(ports.db, async (trx) => {
    const found = await findPicture(trx, pictureId)
    if (!found) return refuse('not_found')
    const { draft_id: draftId, referral_id: referralId } = found
    const may = referralId
      ? await seesClinicalPart(trx, person, referralId)
      : draftId !== null && (await isOwnDraft(trx, person, draftId))
    if (!may) return refuse('not_found')
    await record(trx, ports, person, { resource: 'picture', resourceId: pictureId })
    return new Uint8Array(Buffer.from(ports.vault.open(found.sealed_image), 'base64'))
  })
}

function record(
  trx: Transaction,
  { clock }: Needed,
  person: SignedInPerson,
  about: { resource: string; resourceId: string },
): Promise<void> {
  return recordAccess(trx, { person, action: 'read', ...about, purpose: 'look_at_pictures', at: clock.now() })
}
