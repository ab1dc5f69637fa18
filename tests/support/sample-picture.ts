import sharp from 'sharp'

/** What no kept picture may repeat: words an invented camera wrote beside the pixels. */
export const CAMERA_WORDS = 'Appareil de Zephyrine Testimoine'

/**
 * A JPEG as a telephone takes it, with the place and the camera's owner in its metadata. Its pixels come from `seed`, so
 * that two of them differ.
 */
export function telephonePicture({ width = 640, height = 480, seed = 1 } = {}): Promise<Buffer> {
  return sharp(pixelsOf(width, height, seed), { raw: { width, height, channels: 3 } })
    .withExif({
      IFD0: { Artist: CAMERA_WORDS },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '44/1 24/1 15/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 13/1 0/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${CAMERA_WORDS}</note></x:xmpmeta>`)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** Bytes of a skin-coloured square with a darker spot and a grain of its own. */
export function pixelsOf(width: number, height: number, seed: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3)
  let state = seed
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
      const grain = ((state >>> 24) - 128) / 8
      const isSpot = Math.hypot(x - width / 2, y - height / 2) < height / 6
      const at = (y * width + x) * 3
      pixels[at] = (isSpot ? 110 : 214) + grain
      pixels[at + 1] = (isSpot ? 70 : 170) + grain
      pixels[at + 2] = (isSpot ? 60 : 150) + grain
    }
  }
  return pixels
}
