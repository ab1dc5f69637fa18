import { z } from 'zod'
import { ReferralId } from './ids.ts'

export const PictureId = z.uuid().brand('PictureId')
export type PictureId = z.infer<typeof PictureId>

/** The name a protocol gives to a way of taking the picture: `overview`, `close_up`, `dermoscopic`. */
export const Framing = z.string().regex(/^[a-z_]{2,20}$/)

const megabytes = (count: number) => count * 1_000_000

/**
 * What a picture is held to, all [P] and settings. Fewer than `shortSideAdvised` pixels on the short side, or a blur above
 * `blurAdvised`, warns and never refuses. Blur goes from 0 to 1 (Crete et al., 2007), measured on the picture drawn 640
 * pixels long. The threshold is ours: drawn skin textures give 0.31 to 0.37 when sharp and 0.49 to 0.67 when blurred by
 * 1.6 pixels or more at that size; grain hides blur, which then passes without a warning. It waits for real pictures.
 */
export const PictureRules = z.object({
  longSide: z.int().min(400).max(4000).default(1600),
  shortSideAdvised: z.int().min(0).max(4000).default(1200),
  blurAdvised: z.number().min(0).max(1).default(0.48),
  jpegQuality: z.number().min(0.4).max(1).default(0.85),
  thumbnailSide: z.int().min(80).max(800).default(320),
  /** The largest file the form opens. */
  largestFileBytes: z.int().min(1).default(megabytes(30)),
  /** The largest picture the server takes, once drawn again by the form. */
  largestSentBytes: z.int().min(1).default(megabytes(8)),
  mostPixels: z.int().min(1).default(50_000_000),
})
export type PictureRules = z.infer<typeof PictureRules>

/** What is said of a picture that is sent: which item (`lesionKey` in a draft), which framing. */
export const PicturePlace = z.object({
  specialty: z.string().max(40),
  lesionKey: z.uuid(),
  framing: Framing,
})
export type PicturePlace = z.infer<typeof PicturePlace>

/** One kept picture; `thumbnail` is a `data:` address. `lesion` counts from 0 and is null while the form is written. */
export const PictureLine = z.object({
  pictureId: PictureId,
  lesionKey: z.uuid(),
  lesion: z.int().nullable(),
  framing: Framing,
  width: z.int(),
  height: z.int(),
  thumbnail: z.string(),
})
export type PictureLine = z.infer<typeof PictureLine>

export const OfDraftPicture = z.object({ draftId: z.uuid(), uploadId: PictureId })
export const OfReferralPictures = z.object({ referralId: ReferralId })
