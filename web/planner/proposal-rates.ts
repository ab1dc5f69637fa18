import type { PlanRates } from '../../shared/plan.ts'

/** The rates of a score by the name of their field, as typed: an empty text keeps the value offered. */
export const RATE_KEYS = [
  'P1',
  'P2',
  'P3',
  'P4',
  'perThousandNewlyReachable',
  'departmentFirstVisit',
  'perDayOnRoad',
  'perSetUp',
  'perKilometre',
] as const
export type RateKey = (typeof RATE_KEYS)[number]
export type TypedRates = Readonly<Partial<Record<RateKey, string>>>

type OfClass = keyof PlanRates['seenInTime']
const isClass = (key: RateKey): key is OfClass => key in { P1: 0, P2: 0, P3: 0, P4: 0 }

/** The value of a rate, in patient-equivalents. */
export const rateIn = (rates: PlanRates, key: RateKey): number => (isClass(key) ? rates.seenInTime[key] : rates[key])

/** The number typed for a rate; null when nothing was, NaN when it is no number or is negative. */
export function typedRate(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null
  const value = Number(text.trim().replace(',', '.'))
  return value >= 0 ? value : Number.NaN
}

/** The rates offered, with those typed in their place. */
export function ratesOf(offered: PlanRates, typed: TypedRates, preset: PlanRates['preset']): PlanRates {
  const value = (key: RateKey) => typedRate(typed[key]) ?? rateIn(offered, key)
  return {
    preset,
    seenInTime: { P1: value('P1'), P2: value('P2'), P3: value('P3'), P4: value('P4') },
    perThousandNewlyReachable: value('perThousandNewlyReachable'),
    departmentFirstVisit: value('departmentFirstVisit'),
    perDayOnRoad: value('perDayOnRoad'),
    perSetUp: value('perSetUp'),
    perKilometre: value('perKilometre'),
  }
}
