import type { PlanRates } from '../../shared/plan.ts'
import type { ProposalRequest } from '../../shared/proposal.ts'
import type { StopEdit } from '../../shared/tour-edit.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import type { DatedLine, ProposalFields } from './proposal-form-state.ts'
import { RATE_KEYS, rateIn, type TypedRates } from './proposal-rates.ts'

/** The form as it was for an earlier request, so that one thing can be changed of it. Rates like those offered stay empty. */
export function fieldsOfRequest(request: ProposalRequest, offered: PlanRates): ProposalFields {
  const { unitIds, from, to, centreIds, minDays, maxDays, pins, bans, rates, published, maxChangedStops, seconds } =
    request
  const typed: TypedRates = Object.fromEntries(
    RATE_KEYS.flatMap((key) =>
      rateIn(rates, key) === rateIn(offered, key) ? [] : [[key, String(rateIn(rates, key))]],
    ),
  )
  return {
    unitIds,
    from,
    to,
    centres: centreIds === null ? 'all' : 'some',
    chosen: centreIds ?? [],
    minDays: minDays === null ? '' : String(minDays),
    maxDays: maxDays === null ? '' : String(maxDays),
    pins: pins.map(({ centreId, first, last }) => ({ centreId, from: first ?? '', to: last ?? '' })),
    bans: bans.map(({ centreId, during }) => ({
      centreId: centreId ?? '',
      from: during?.from ?? '',
      to: during?.to ?? '',
    })),
    preset: rates.preset,
    rates: typed,
    published,
    maxChangedStops: maxChangedStops === null ? '' : String(maxChangedStops),
    seconds: String(seconds),
  }
}

/** A form with one more stop imposed, or forbidden, on its days; a line that says so already is not repeated. */
export function withLine(
  fields: ProposalFields,
  list: 'pins' | 'bans',
  { centreId, first, last }: { centreId: StopEdit['centreId']; first: string; last: string },
): ProposalFields {
  const line: DatedLine = { centreId, from: first, to: last }
  const isSame = (other: DatedLine) => JSON.stringify(other) === JSON.stringify(line)
  const other = list === 'pins' ? 'bans' : 'pins'
  return {
    ...fields,
    [list]: [...fields[list].filter((each) => !isSame(each)), line],
    [other]: fields[other].filter((each) => !isSame(each)),
  }
}

/** What planning again around a draft asks: its unit and period, its pinned stops imposed. */
export function fieldsOfTour(fields: ProposalFields, { tour, stops }: TourDetail): ProposalFields {
  const pinned = stops.filter((stop) => stop.pinned && stop.state !== 'cancelled')
  return {
    ...fields,
    unitIds: [tour.unitId],
    from: tour.fromDate,
    to: tour.toDate,
    pins: pinned.map(({ centreId, firstDay, lastDay }) => ({ centreId, from: firstDay, to: lastDay })),
  }
}
