import { HostCentreId, type TourId, type UnitId } from '../../shared/ids.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { TourDraft } from '../../shared/tour-edit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { findProposal } from './proposal-store.ts'
import { readEditFrame } from './read-edit-frame.ts'
import { type LaidStop, layStops } from './stop-edits.ts'
import { insertTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'
import { writeStops } from './write-stops.ts'

/** The problem and plan a draft came from, as JSON text, kept so that it can be explained and verified later. */
export type DraftSource = { readonly problem: string | null; readonly plan: string | null }

/** Starts a tour as a draft with these stops. Refuses a unit unknown or out of service, and what `layStops` refuses. */
export function createDraft(
  ports: Pick<Ports, 'db' | 'newId'>,
  draft: TourDraft,
  moment: Moment,
  source: DraftSource = { problem: null, plan: null },
): Promise<TourId | Refusal> {
  return transaction(ports.db, async (trx) => {
    const laid = await layDraft(trx, draft)
    return isRefusal(laid) ? laid : writeDraft(trx, ports, laid, moment, source)
  })
}

type LaidDraft = { readonly draft: TourDraft; readonly stops: LaidStop[] }

/** The stops of a draft as they would be written. Refuses an unknown unit, and what `layStops` refuses. */
async function layDraft(trx: Transaction, draft: TourDraft): Promise<LaidDraft | Refusal> {
  const unit = await findUnit(trx, draft.unitId)
  if (!unit?.inService) return refuse('unknown_unit', { field: 'unitId' })
  const horizon = { from: draft.fromDate, to: draft.toDate }
  const edits = draft.stops.map((stop) => ({ ...stop, stopId: null }))
  const stops = layStops(edits, await readEditFrame(trx, unit, horizon))
  return isRefusal(stops) ? stops : { draft, stops }
}

async function writeDraft(
  trx: Transaction,
  { newId }: Pick<Ports, 'newId'>,
  { draft, stops }: LaidDraft,
  moment: Moment,
  source: DraftSource,
): Promise<TourId> {
  const tourId = newId() as TourId
  const { name, unitId, fromDate, toDate } = draft
  await insertTour(trx, { tourId, unitId, name, fromDate, toDate, ...source }, moment)
  await writeStops(trx, { newId }, { tourId, unitId, now: moment.now }, [], stops)
  return tourId
}

/**
 * Keeps a finished proposal as drafts, one for each unit it sends out: its stops, save those already published, with the
 * problem and plan beside them. All or none is written.
 */
export async function keepProposal(
  ports: Pick<Ports, 'db' | 'newId'>,
  { proposalId, name }: { proposalId: string; name: string },
  moment: Moment,
): Promise<TourId[] | Refusal> {
  const proposal = await findProposal(ports.db, proposalId)
  if (!proposal) return refuse('not_found')
  const { plan, request } = proposal
  if (!plan) return refuse('proposal_not_ready')
  const source = { problem: proposal.problemText, plan: JSON.stringify(plan) }
  const sentOut = request.unitIds.filter((unitId) =>
    plan.stops.some((stop) => stop.unitId === unitId && !stop.isPublished),
  )
  if (sentOut.length === 0) return refuse('proposal_adds_nothing')
  return transaction(ports.db, async (trx) => {
    const drafts: LaidDraft[] = []
    for (const unitId of sentOut) {
      const unit = await findUnit(trx, unitId)
      const laid = await layDraft(trx, {
        unitId,
        name: sentOut.length === 1 ? name : `${name} · ${unit?.name ?? ''}`,
        fromDate: request.from,
        toDate: request.to,
        stops: newStopsOf(plan, unitId),
      })
      if (isRefusal(laid)) return laid
      drafts.push(laid)
    }
    const tourIds: TourId[] = []
    for (const laid of drafts) tourIds.push(await writeDraft(trx, ports, laid, moment, source))
    return tourIds
  })
}

const newStopsOf = (plan: Plan, unitId: UnitId): TourDraft['stops'] =>
  plan.stops
    .filter((stop) => stop.unitId === unitId && !stop.isPublished)
    .map((stop) => ({
      stopId: null,
      centreId: HostCentreId.parse(stop.centreId),
      firstDay: stop.first,
      lastDay: stop.last,
      pinned: stop.isPinned,
    }))
