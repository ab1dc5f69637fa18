/** What the first bytes of a file say it is. `animated`: a GIF, or a PNG or WebP that moves. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'animated' | 'unknown'

/** Bytes to read so that an animation is announced: its chunk stands before the first image data. */
export const FORMAT_BYTES = 65_536

const ANIMATION_FLAG = 0x02
const FLAGS_AT = 20
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Tells a picture by its content, whatever its name or declared type (JPEG, PNG 1.2 with APNG, WebP, GIF signatures). */
export function formatOf(bytes: Uint8Array): PictureFormat {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, PNG_SIGNATURE)) return isAnimatedPng(bytes) ? 'animated' : 'png'
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') {
    const isExtended = textAt(bytes, 12, 4) === 'VP8X'
    return isExtended && ((bytes[FLAGS_AT] ?? 0) & ANIMATION_FLAG) !== 0 ? 'animated' : 'webp'
  }
  return /^GIF8[79]a$/.test(textAt(bytes, 0, 6)) ? 'animated' : 'unknown'
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte)

const textAt = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** An animated PNG announces itself by an `acTL` chunk before its first `IDAT`. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = PNG_SIGNATURE.length; at + 8 <= bytes.length; ) {
    const kind = textAt(bytes, at + 4, 4)
    if (kind === 'acTL') return true
    if (kind === 'IDAT') return false
    at += 12 + view.getUint32(at)
  }
  return false
}
