import type { FigureUnit } from '../../shared/impact-figures.ts'
import { formatCount, formatNumber, formatShare } from '../format.ts'
import type { fr } from '../i18n/impact.fr.ts'

/** A figure in words: a count, days to the half, a percentage, or that there is nothing to divide by. */
export function wordFigure(unit: FigureUnit, value: number | null, t: Pick<typeof fr, 'days' | 'none'>): string {
  if (value === null) return t.none
  if (unit === 'share') return formatShare(value)
  return unit === 'days' ? t.days(formatNumber(value, 1)) : formatCount(value)
}
