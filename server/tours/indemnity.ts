import type { LocalDate } from '../../shared/time.ts'

/** *Solidarité territoriale*: 200 € a day, for at most two days a month (PRODUCT.md §2). Settings, with these defaults. */
export const SOLIDARITY = { eurosPerDay: 200, daysPerMonth: 2 } as const

/** One month of a specialist: days worked, how many of them are indemnified, and the euros due. */
export type IndemnityMonth = {
  readonly month: string
  readonly days: number
  readonly indemnifiedDays: number
  readonly euros: number
}

/** Indemnities month by month (`2026-02`), from the dates of stop-days in eligible areas; a date counts once. */
export function indemnitiesOf(
  dates: readonly LocalDate[],
  rule: { readonly eurosPerDay: number; readonly daysPerMonth: number } = SOLIDARITY,
): IndemnityMonth[] {
  const days = new Map<string, number>()
  for (const date of new Set(dates)) days.set(date.slice(0, 7), (days.get(date.slice(0, 7)) ?? 0) + 1)
  return [...days.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, worked]) => {
      const indemnifiedDays = Math.min(worked, rule.daysPerMonth)
      return { month, days: worked, indemnifiedDays, euros: indemnifiedDays * rule.eurosPerDay }
    })
}
