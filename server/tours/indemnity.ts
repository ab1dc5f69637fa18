import type { LocalDate } from '../../shared/time.ts'

/** *Solidarité territoriale*, as published [S2, S3]: 200 € a day in a red zone, for at most two days a month. */
const SOLIDARITY = { eurosPerDay: 200, daysPerMonth: 2 } as const

/** A day a specialist promised, and whether its stop stands in an eligible area. */
export type PromisedDay = { readonly date: LocalDate; readonly isEligible: boolean }

/** One month of a specialist: days worked, those in eligible areas, how many of them are indemnified, and the euros due. */
export type IndemnityMonth = {
  readonly month: string
  readonly days: number
  readonly eligibleDays: number
  readonly indemnifiedDays: number
  readonly euros: number
}

/** Indemnities month by month (`2026-02`); a date counts once. */
export function indemnitiesOf(promised: readonly PromisedDay[]): IndemnityMonth[] {
  const eligible = new Map<LocalDate, boolean>()
  for (const { date, isEligible } of promised) eligible.set(date, isEligible || (eligible.get(date) ?? false))
  const months = [...new Set([...eligible.keys()].map((date) => date.slice(0, 7)))].sort()
  return months.map((month) => {
    const worked = [...eligible].filter(([date]) => date.startsWith(month))
    const eligibleDays = worked.filter(([, isEligible]) => isEligible).length
    const indemnifiedDays = Math.min(eligibleDays, SOLIDARITY.daysPerMonth)
    return {
      month,
      days: worked.length,
      eligibleDays,
      indemnifiedDays,
      euros: indemnifiedDays * SOLIDARITY.eurosPerDay,
    }
  })
}
