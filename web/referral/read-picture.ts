import type { PictureRules } from '../../shared/picture.ts'
import { FORMAT_BYTES, formatOf } from '../../shared/picture-format.ts'
import { blurOf, MEASURED_SIDE } from './blur.ts'

export type PictureWarning = 'small' | 'blurred'
export type PictureFault = 'file_too_large' | 'file_animated' | 'file_unreadable' | 'file_too_many_pixels'

/** A picture ready to leave: drawn again as JPEG, so that nothing but its pixels does, with what there is to say of it. */
export type ReadPicture = {
  readonly blob: Blob
  /** A small `data:` drawing. */
  readonly thumbnail: string
  readonly warnings: readonly PictureWarning[]
}

const THUMBNAIL_QUALITY = 0.7

/**
 * Opens a chosen or taken picture, upright, resizes it to the longest side allowed and draws it again: the file's own
 * metadata, position included, never leaves the device. What is not a still picture is named, by content not by name.
 */
export async function readPicture(file: Blob, rules: PictureRules): Promise<ReadPicture | PictureFault> {
  if (file.size > rules.largestFileBytes) return 'file_too_large'
  const head = new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer())
  if (formatOf(head) === 'animated') return 'file_animated'
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap || bitmap.width === 0) return 'file_unreadable'
  try {
    if (bitmap.width * bitmap.height > rules.mostPixels) return 'file_too_many_pixels'
    const canvas = draw(bitmap, rules.longSide)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', rules.jpegQuality))
    if (!blob) return 'file_unreadable'
    const isSmall = Math.min(bitmap.width, bitmap.height) < rules.shortSideAdvised
    const isBlurred = blurIn(bitmap) > rules.blurAdvised
    return {
      blob,
      thumbnail: draw(bitmap, rules.thumbnailSide).toDataURL('image/jpeg', THUMBNAIL_QUALITY),
      warnings: [...(isSmall ? (['small'] as const) : []), ...(isBlurred ? (['blurred'] as const) : [])],
    }
  } finally {
    bitmap.close()
  }
}

/** Draws a picture no longer than `side`, on white where it lets through; never larger than it is. */
function draw(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')!
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

function blurIn(bitmap: ImageBitmap): number {
  const canvas = draw(bitmap, MEASURED_SIDE)
  const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  return blurOf(data, width, height)
}
