import type { AnswerMeans, HostAnswerInput } from '../../shared/host.ts'
import type { StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { answerFault } from './host-standing.ts'
import { insertHostAnswer } from './host-store.ts'
import type { CentreScope } from './set-readiness.ts'
import { selectStops } from './stop-store.ts'
import { findTour, updateTour } from './tour-store.ts'

export type HostAnswering = HostAnswerInput & { readonly stopId: StopId; readonly means: AnswerMeans }

/**
 * Keeps what a centre answers about the days of a stop. Refuses `not_found` outside the centres one speaks for,
 * `changed_meanwhile` when the days are no longer those that were read, `host_answer_closed` when nobody asks any more, and
 * an answer without a name, or a refusal without a reason.
 */
export function answerAsHost(
  ports: Pick<Ports, 'db' | 'newId'>,
  answering: HostAnswering,
  moment: Moment,
  scope: CentreScope,
): Promise<StopId | Refusal> {
  return transaction(ports.db, (trx) => writeHostAnswer(trx, ports, answering, moment, scope))
}

/** The same, inside a transaction that does more. */
export async function writeHostAnswer(
  trx: Transaction,
  { newId }: Pick<Ports, 'newId'>,
  answering: HostAnswering,
  moment: Moment,
  scope: CentreScope,
): Promise<StopId | Refusal> {
  const { stopId, firstDay, lastDay, answer, reason, offered, means, name } = answering
  const [stop] = await selectStops(trx, { stopIds: [stopId] })
  if (!stop || (scope !== 'every_centre' && !scope.includes(stop.centreId))) return refuse('not_found')
  const tour = await findTour(trx, stop.tourId)
  const today = localDateOf(moment.now, stop.zone)
  const isAsked = tour && ['proposed', 'published', 'running'].includes(tour.state)
  if (!isAsked || !['planned', 'published'].includes(stop.state) || stop.lastDay < today) {
    return refuse('host_answer_closed')
  }
  if (stop.firstDay !== firstDay || stop.lastDay !== lastDay) return refuse('changed_meanwhile')
  const fault = answerFault(answering, today)
  if (fault) return fault
  await insertHostAnswer(trx, stopId, {
    ...{ id: newId(), firstDay, lastDay, answer, means },
    reason: reason || null,
    offered: answer === 'declined' ? offered : [],
    answeredBy: name!,
    personId: moment.personId,
    answeredAt: moment.now,
  })
  await updateTour(trx, tour, {}, moment.now)
  return stopId
}
