import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { PictureRules } from '../../shared/picture.ts'
import { formatOf } from '../../shared/picture-format.ts'
import { readBirthDate, writeBirthDate } from '../../web/referral/birth-date.ts'
import { blurOf, MEASURED_SIDE } from '../../web/referral/blur.ts'

const WIDTH = MEASURED_SIDE
const HEIGHT = 480

/** A number from −1 to 1 that is always the same for the same cell. */
function grainOf(column: number, row: number): number {
  const mixed = Math.imul(Math.imul(column + 7, 374_761_393) ^ Math.imul(row + 13, 668_265_263), 1_274_126_177)
  return ((mixed >>> 8) / 2 ** 24) * 2 - 1
}

/** Skin as it might be drawn: small cells, larger ones and a slope, so that blur alone makes the difference. */
function texture(contrast: number): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const cells = grainOf(x >> 1, y >> 1) + grainOf((x >> 4) + 900, y >> 4) + x / WIDTH
      const at = (y * WIDTH + x) * 3
      pixels.fill(Math.round(150 + contrast * cells), at, at + 3)
    }
  }
  return pixels
}

async function blurAt(contrast: number, sigma: number): Promise<number> {
  const drawn = sharp(texture(contrast), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
  const { data, info } = await (sigma > 0 ? drawn.blur(sigma) : drawn)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return blurOf(new Uint8ClampedArray(data), info.width, info.height)
}

describe('the blur of a picture', () => {
  const { blurAdvised } = PictureRules.parse({})

  it('grows with blur, whatever the contrast, and passes the threshold only when there is some', async () => {
    for (const contrast of [8, 25]) {
      const steps = [await blurAt(contrast, 0), await blurAt(contrast, 3), await blurAt(contrast, 6)]
      expect(steps[0]).toBeLessThan(blurAdvised)
      expect(steps[2]).toBeGreaterThan(blurAdvised)
      expect([...steps].sort((one, other) => one - other)).toEqual(steps)
    }
  })

  it('is whole for a plain surface, which shows nothing', () => {
    expect(blurOf(new Uint8ClampedArray(40 * 40 * 4).fill(128), 40, 40)).toBe(1)
  })
})

describe('the format of a file', () => {
  it('is told by its bytes, whatever they are cut to', async () => {
    const still = sharp(texture(8), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    const files = {
      jpeg: await still.clone().jpeg().toBuffer(),
      png: await still.clone().png().toBuffer(),
      webp: await still.clone().webp().toBuffer(),
      animated: await still.clone().gif().toBuffer(),
    }
    for (const [format, bytes] of Object.entries(files)) {
      expect(formatOf(bytes.subarray(0, 1000))).toBe(format)
      for (let length = 0; length < 3; length++) expect(formatOf(bytes.subarray(0, length))).toBe('unknown')
    }
    expect(formatOf(Buffer.from('%PDF-1.7'))).toBe('unknown')
  })
})

describe('a birth date as it is typed', () => {
  it('is read from eight figures, with separators or in ISO, and only when the day exists', () => {
    for (const typed of ['12041951', '12/04/1951', '12.4.1951', ' 12-04-1951 ', '1951-04-12']) {
      expect(readBirthDate(typed), typed).toBe('1951-04-12')
    }
    for (const typed of ['', '1204195', '31021960', '31/04/1960', '12/04/51', 'douze avril', '00/00/0000']) {
      expect(readBirthDate(typed), typed).toBeNull()
    }
    expect(writeBirthDate('1951-04-12')).toBe('12/04/1951')
    expect(writeBirthDate('')).toBe('')
  })
})
