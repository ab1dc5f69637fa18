import type { PictureRules } from '../../shared/picture.ts'
import { formatOf } from '../../shared/picture-format.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'

export type DevelopedPicture = {
  readonly image: Buffer
  readonly thumbnail: Buffer
  readonly width: number
  readonly height: number
}

const THUMBNAIL_QUALITY = 70
const DECODERS = ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']

/** Loaded with the first picture: its native library would double the time the server takes to start. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: DECODERS })
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

/**
 * Draws a picture again from its pixels alone, upright, at most `longSide` pixels long, with its thumbnail: both are sRGB
 * JPEG without any metadata. Told by its bytes, never by its name: refuses what is not a JPEG, PNG or WebP picture, what
 * moves, what is cut short and what would unfold into too many pixels.
 */
export async function developPicture(bytes: Uint8Array, rules: PictureRules): Promise<DevelopedPicture | Refusal> {
  const format = formatOf(bytes)
  if (format === 'unknown') return refuse('not_a_picture')
  if (format === 'animated') return refuse('picture_animated')
  const sharp = await loadSharp()
  const open = () =>
    sharp(bytes, { failOn: 'error', limitInputPixels: rules.mostPixels, sequentialRead: true, animated: false })
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > rules.mostPixels) {
      return refuse('picture_too_many_pixels', { details: { megapixels: Math.floor(rules.mostPixels / 1e6) } })
    }
    const fit = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const
    const { data, info } = await open()
      .autoOrient()
      .resize(fit(rules.longSide))
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: Math.round(rules.jpegQuality * 100) })
      .toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(data).resize(fit(rules.thumbnailSide)).jpeg({ quality: THUMBNAIL_QUALITY }).toBuffer()
    return { image: data, thumbnail, width: info.width, height: info.height }
  } catch {
    // What its decoder says quotes the file; which of its many complaints it was changes nothing for whoever sent it.
    return refuse('picture_damaged')
  }
}
