import { z } from 'zod'
import { ReferralId } from './ids.ts'

export const PictureId = z.uuid().brand('PictureId')
export type PictureId = z.infer<typeof PictureId>

/** The name a protocol gives to a way of taking the picture: `overview`, `close_up`, `dermoscopic`. */
export const Framing = z.string().regex(/^[a-z_]{2,20}$/)

const megabytes = (count: number) => count * 1_000_000

/**
 * What a picture is held to, all [P] and settings. Under `shortSideAdvised` pixels on the short side, or under
 * `sharpnessAdvised`, a picture warns and is never refused. Sharpness is the variance of the Laplacian (Pech-Pacheco et
 * al., « Diatom autofocusing in brightfield microscopy », 2000) of the grey picture drawn 640 pixels long; the threshold
 * is ours, measured on drawn skin textures blurred step by step, and waits for the society's own pictures.
 */
export const PictureRules = z.object({
  longSide: z.int().min(400).max(4000).default(1600),
  shortSideAdvised: z.int().min(0).max(4000).default(1200),
  sharpnessAdvised: z.number().min(0).max(10_000).default(12),
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
