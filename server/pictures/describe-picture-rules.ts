import { PictureRules } from '../../shared/picture.ts'
import type { Database } from '../store/database.ts'
import { readPictureRules } from './picture-store.ts'

export type PictureFigure = {
  readonly key: string
  readonly value: number
  readonly default: number
  readonly unit: 'pixels' | 'megapixels' | 'megabytes' | 'share' | 'count'
}

const MILLION = 1_000_000

/** Each figure a picture is held to, as set and by default, in the unit a person reads it in. */
export async function describePictureRules(db: Database): Promise<PictureFigure[]> {
  const rules = await readPictureRules(db)
  const byDefault = PictureRules.parse({})
  const figure = (key: keyof PictureRules, unit: PictureFigure['unit'], of = 1): PictureFigure => ({
    key,
    value: rules[key] / of,
    default: byDefault[key] / of,
    unit,
  })
  return [
    figure('longSide', 'pixels'),
    figure('shortSideAdvised', 'pixels'),
    figure('blurAdvised', 'count'),
    figure('jpegQuality', 'share'),
    figure('thumbnailSide', 'pixels'),
    figure('largestFileBytes', 'megabytes', MILLION),
    figure('largestSentBytes', 'megabytes', MILLION),
    figure('mostPixels', 'megapixels', MILLION),
  ]
}
