import type { ReferralId } from '../../shared/ids.ts'
import { PictureRules } from '../../shared/picture.ts'
import type { Instant } from '../../shared/time.ts'
import { OVER_STATES } from '../referrals/open-states.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type PictureRow = Schema['picture']
/** A picture without its large bytes. */
export type ListedPicture = Omit<PictureRow, 'sealed_image'>

const LISTED = [
  'id',
  'draft_id',
  'referral_id',
  'lesion_key',
  'lesion',
  'framing',
  'width',
  'height',
  'created_by',
  'created_at',
  'sealed_thumbnail',
] as const

/** What an administrator set of the rules of pictures; what was never set has its default. */
export async function readPictureRules(db: Database | Transaction): Promise<PictureRules> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'pictures').executeTakeFirst()
  return PictureRules.parse(row ? JSON.parse(row.value) : {})
}

/** One picture with its bytes, or undefined. */
export function findPicture(db: Database | Transaction, pictureId: string): Promise<PictureRow | undefined> {
  return db.selectFrom('picture').selectAll().where('id', '=', pictureId).executeTakeFirst()
}

/** The pictures of a draft or of a referral, without their large bytes, in the order they came. */
export function listPicturesOf(
  db: Database | Transaction,
  owner: { draftId: string } | { referralId: ReferralId },
): Promise<ListedPicture[]> {
  const [column, id] =
    'draftId' in owner ? (['draft_id', owner.draftId] as const) : (['referral_id', owner.referralId] as const)
  return db.selectFrom('picture').select(LISTED).where(column, '=', id).orderBy('created_at').orderBy('id').execute()
}

/** Keeps a picture of a draft in the place of the one that stood there, if any. */
export async function putPicture(trx: Transaction, row: PictureRow): Promise<void> {
  await trx
    .deleteFrom('picture')
    .where('draft_id', '=', row.draft_id)
    .where((picture) =>
      picture.or([
        picture('id', '=', row.id),
        picture.and([picture('lesion_key', '=', row.lesion_key), picture('framing', '=', row.framing)]),
      ]),
    )
    .execute()
  await trx.insertInto('picture').values(row).execute()
}

/** Forgets one picture of a draft; how many that was. */
export async function deleteFromDraft(trx: Transaction, draftId: string, pictureId: string): Promise<number> {
  const gone = await trx
    .deleteFrom('picture')
    .where('draft_id', '=', draftId)
    .where('id', '=', pictureId)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** Hands the pictures of one item over from the draft to the referral; `lesion` is the item's place. */
export async function moveToReferral(
  trx: Transaction,
  from: { draftId: string; lesionKey: string },
  to: { referralId: ReferralId; lesion: number },
): Promise<void> {
  await trx
    .updateTable('picture')
    .set({ draft_id: null, referral_id: to.referralId, lesion: to.lesion })
    .where('draft_id', '=', from.draftId)
    .where('lesion_key', '=', from.lesionKey)
    .execute()
}

/** Erases the pictures of referrals whose last answer, or whose closing, came before; how many that was. */
export async function deleteAnsweredBefore(trx: Transaction, before: Instant): Promise<number> {
  const answered = trx
    .selectFrom('visit')
    .groupBy('referral_id')
    .having((visit) => visit.fn.max('recorded_at'), '<', before)
    .select('referral_id')
  const over = trx
    .selectFrom('referral')
    .where('state', 'in', OVER_STATES)
    .where((referral) => referral.or([referral('closed_at', '<', before), referral('id', 'in', answered)]))
    .select('id')
  const gone = await trx.deleteFrom('picture').where('referral_id', 'in', over).executeTakeFirst()
  return Number(gone.numDeletedRows)
}
