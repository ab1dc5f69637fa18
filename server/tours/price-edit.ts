import type { TourId } from '../../shared/ids.ts'
import { PlanProblem } from '../../shared/plan.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { ProposalRequest } from '../../shared/proposal.ts'
import type { EditPrice, StopEdit, TourEdit } from '../../shared/tour-edit.ts'
import { type Appraisal, appraiseStops } from '../planning/appraise.ts'
import type { DatedStop } from '../planning/dated-stop.ts'
import type { Ports } from '../ports.ts'
import { buildProblem } from './build-problem.ts'
import { selectStops } from './stop-store.ts'
import { findTour, findTourDocuments } from './tour-store.ts'

type Days = Pick<StopEdit, 'centreId' | 'firstDay' | 'lastDay'>

/**
 * What a draft is worth as it stands and as it would be, at the rates it was proposed with (else the usual ones), beside the
 * unit's published stops. Nothing is written, no rule is looked at. Refuses `not_found`, reversed days, an
 * unknown centre and what `buildProblem` refuses.
 */
export async function priceEdit(
  ports: Pick<Ports, 'db' | 'territory' | 'travel'>,
  tourId: TourId,
  edit: TourEdit,
): Promise<EditPrice | Refusal> {
  const tour = await findTour(ports.db, tourId)
  if (!tour) return refuse('not_found')
  const reversed = edit.stops.findIndex((stop) => stop.lastDay < stop.firstDay)
  if (reversed !== -1) return refuse('stop_days_reversed', { field: `stops.${reversed}.lastDay` })
  const before = (await selectStops(ports.db, { tourId })).filter((stop) => stop.state !== 'cancelled')
  const { problem: source } = (await findTourDocuments(ports.db, tourId)) ?? { problem: null }
  const [from, to] = [earlier(tour.fromDate, edit.fromDate), later(tour.toDate, edit.toDate)]
  const asked = { from, to, unitIds: [tour.unitId], ...(source && { rates: ratesIn(source) }) }
  const problem = await buildProblem(ports, ProposalRequest.parse(asked))
  if (isRefusal(problem)) return problem
  const places = new Map(problem.centres.map(({ id }, index) => [id, index]))
  const stranger = edit.stops.findIndex(({ centreId }) => !places.has(centreId))
  if (stranger !== -1) return refuse('unknown_centre', { field: `stops.${stranger}.centreId` })
  const dated = (stops: readonly Days[]) =>
    stops.flatMap(({ centreId, firstDay: first, lastDay: last }): DatedStop[] => {
      const centre = places.get(centreId)
      return centre === undefined ? [] : [{ unit: 0, centre, first, last }]
    })
  const published = problem.frozen.map(({ centreId, first, last }) => ({ centreId, firstDay: first, lastDay: last }))
  const [was, would] = appraiseStops(problem, [dated(before), dated(edit.stops)], dated(published as Days[]))
  if (was === undefined || would === undefined) throw new Error('two choices were appraised')
  return { before: priceOf(was), after: priceOf(would), why: typeof would === 'string' ? would : null }
}

const earlier = <Day extends string>(one: Day, other: Day): Day => (one < other ? one : other)
const later = <Day extends string>(one: Day, other: Day): Day => (one > other ? one : other)
const ratesIn = (text: string) => PlanProblem.parse(JSON.parse(text)).rates

const priceOf = (appraisal: Appraisal | string): EditPrice['after'] =>
  typeof appraisal === 'string'
    ? null
    : { score: appraisal.score, terms: [...appraisal.terms], lostWithout: [...appraisal.lostWithout] }
