import type { HostCentreId, UnitId } from '../../shared/ids.ts'
import type { PlanRates } from '../../shared/plan.ts'
import type { ProposalRequestInput, PublishedStops } from '../../shared/proposal.ts'
import type { LocalDate } from '../../shared/time.ts'
import { RATE_KEYS, ratesOf, type TypedRates, typedRate } from './proposal-rates.ts'

/** One line of the imposed stops or of the bans, as typed. */
export type DatedLine = { readonly centreId: HostCentreId | ''; readonly from: string; readonly to: string }

/** The form as typed. Numbers are text until sent. */
export type ProposalFields = {
  readonly unitIds: readonly UnitId[]
  readonly from: string
  readonly to: string
  readonly centres: 'all' | 'some'
  readonly chosen: readonly HostCentreId[]
  readonly minDays: string
  readonly maxDays: string
  readonly pins: readonly DatedLine[]
  readonly bans: readonly DatedLine[]
  readonly preset: 'balanced' | 'urgent_first'
  readonly rates: TypedRates
  readonly published: PublishedStops
  readonly maxChangedStops: string
  readonly seconds: string
}

export const EMPTY_LINE: DatedLine = { centreId: '', from: '', to: '' }

/** The three whole months after `today`, every centre or those `chosen`, published stops kept, the rates offered. */
export function startingFields(
  unitIds: readonly UnitId[],
  today: LocalDate,
  chosen: readonly HostCentreId[] = [],
): ProposalFields {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return {
    unitIds,
    from: new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10),
    to: new Date(Date.UTC(year, month + 3, 0)).toISOString().slice(0, 10),
    centres: chosen.length > 0 ? 'some' : 'all',
    chosen,
    minDays: '',
    maxDays: '',
    pins: [],
    bans: [],
    preset: 'balanced',
    rates: {},
    published: 'keep',
    maxChangedStops: '',
    seconds: '10',
  }
}

/** What can be seen to be wrong before asking the server. */
export type FieldFault = 'unit' | 'horizon' | 'centres' | 'days' | 'pins' | 'bans' | 'rates' | 'seconds'

/** Every fault of the form, so that all are said at once. */
export function faultsOf(fields: ProposalFields): ReadonlySet<FieldFault> {
  const { unitIds, from, to, centres, chosen, pins, bans } = fields
  const faults: Record<FieldFault, boolean> = {
    unit: unitIds.length === 0,
    horizon: !from || !to || to < from,
    centres: centres === 'some' && chosen.length === 0,
    days: !isCount(fields.minDays, 5) || !isCount(fields.maxDays, 5) || isReversed(fields.minDays, fields.maxDays),
    pins: pins.some((line) => !areDaysSound(line) || (line.centreId === '' && line.from !== '')),
    bans: bans.some((line) => !areDaysSound(line)),
    rates: RATE_KEYS.some((key) => Number.isNaN(typedRate(fields.rates[key]))),
    seconds: fields.seconds === '' || !isCount(fields.seconds, 60),
  }
  return new Set((Object.keys(faults) as FieldFault[]).filter((fault) => faults[fault]))
}

/** Nothing, or a whole number from 1 to `most`. */
const isCount = (text: string, most: number): boolean =>
  text === '' || (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most)

/** No day, one day, or two in order. */
const areDaysSound = ({ from, to }: DatedLine): boolean => (to === '' || from !== '') && !isReversed(from, to)

/** Two figures or two days typed the wrong way round. */
const isReversed = (least: string, most: string): boolean =>
  least !== '' && most !== '' && (/^\d+$/.test(least) ? Number(least) > Number(most) : least > most)

const numberIn = (text: string): number | null => (text === '' ? null : Number(text))
const dateIn = (text: string): LocalDate | null => (text === '' ? null : (text as LocalDate))

/** The request a form stands for; lines left empty are left out. */
export function requestOf(fields: ProposalFields, offered: PlanRates): ProposalRequestInput {
  const mayChange = fields.published === 'nearby' || fields.published === 'optimise'
  return {
    from: fields.from as LocalDate,
    to: fields.to as LocalDate,
    unitIds: [...fields.unitIds],
    centreIds: fields.centres === 'all' ? null : [...fields.chosen],
    minDays: numberIn(fields.minDays),
    maxDays: numberIn(fields.maxDays),
    pins: fields.pins.flatMap(({ centreId, from, to }) =>
      centreId ? [{ centreId, first: dateIn(from), last: dateIn(to || from) }] : [],
    ),
    bans: fields.bans.flatMap(({ centreId, from, to }) => {
      const during = from ? { from: from as LocalDate, to: (to || from) as LocalDate } : null
      return centreId || during ? [{ centreId: centreId || null, during }] : []
    }),
    rates: ratesOf(offered, fields.rates, fields.preset),
    published: fields.published,
    maxChangedStops: mayChange ? numberIn(fields.maxChangedStops) : null,
    seconds: Number(fields.seconds) || 10,
  }
}
