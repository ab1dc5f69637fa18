import type { TourId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { TourDraft } from '../../shared/tour-edit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { findProposal } from './proposal-store.ts'
import { readEditFrame } from './read-edit-frame.ts'
import { layStops } from './stop-edits.ts'
import { insertTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'
import { writeStops } from './write-stops.ts'

/** The problem and plan a draft came from, as JSON text, kept so that it can be explained and verified later. */
export type DraftSource = { readonly problem: string | null; readonly plan: string | null }

/** Starts a tour as a draft with these stops. Refuses an unknown unit, and what `layStops` refuses. */
export function createDraft(
  ports: Pick<Ports, 'db' | 'newId'>,
  draft: TourDraft,
  moment: Moment,
  source: DraftSource = { problem: null, plan: null },
): Promise<TourId | Refusal> {
  return transaction(ports.db, (trx) => writeDraft(trx, ports, draft, moment, source))
}

async function writeDraft(
  trx: Transaction,
  { newId }: Pick<Ports, 'newId'>,
  draft: TourDraft,
  moment: Moment,
  source: DraftSource,
): Promise<TourId | Refusal> {
  const unit = await findUnit(trx, draft.unitId)
  if (!unit) return refuse('unknown_unit', { field: 'unitId' })
  const horizon = { from: draft.fromDate, to: draft.toDate }
  const edits = draft.stops.map((stop) => ({ ...stop, stopId: null }))
  const laid = layStops(edits, await readEditFrame(trx, unit, horizon))
  if (isRefusal(laid)) return laid
  const tourId = newId() as TourId
  const { name, unitId, fromDate, toDate } = draft
  await insertTour(trx, { tourId, unitId, name, fromDate, toDate, ...source }, moment)
  await writeStops(trx, { newId }, { tourId, unitId, now: moment.now }, [], laid)
  return tourId
}

/** Keeps a finished proposal as a draft: its stops, save those already published, with the problem and plan beside them. */
export async function keepProposal(
  ports: Pick<Ports, 'db' | 'newId'>,
  { proposalId, name }: { proposalId: string; name: string },
  moment: Moment,
): Promise<TourId | Refusal> {
  const proposal = await findProposal(ports.db, proposalId)
  if (!proposal) return refuse('not_found')
  const { plan, request } = proposal
  if (!plan) return refuse('proposal_not_ready')
  const stops = plan.stops
    .filter((stop) => !stop.isPublished)
    .map((stop) => ({
      stopId: null,
      centreId: stop.centreId,
      firstDay: stop.first,
      lastDay: stop.last,
      pinned: stop.isPinned,
    }))
  const draft = { unitId: request.unitId, name, fromDate: request.from, toDate: request.to, stops } as TourDraft
  return createDraft(ports, draft, moment, { problem: proposal.problemText, plan: JSON.stringify(plan) })
}
