import type { LocalDate } from '../../shared/time.ts'

/**
 * A date as typed on a telephone's figures: `12041951`, `12/04/1951`, `12.4.1951`, or ISO; null while it is none. A year
 * has four figures, and the day exists.
 */
export function readBirthDate(typed: string): LocalDate | null {
  const text = typed.trim()
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const [, day, month, year] =
    /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text) ?? []
  const iso = isoYear
    ? `${isoYear}-${isoMonth}-${isoDay}`
    : `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? (iso as LocalDate) : null
}

/** A date as it is typed: `12/04/1951`; empty for none. */
export function writeBirthDate(date: string): string {
  const [year, month, day] = date.split('-')
  return year && month && day ? `${day}/${month}/${year}` : ''
}
