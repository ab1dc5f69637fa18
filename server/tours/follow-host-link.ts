import type { HostAnswerInput, HostedStop } from '../../shared/host.ts'
import type { StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Ports } from '../ports.ts'
import type { Database } from '../store/database.ts'
import { answerAsHost } from './answer-as-host.ts'
import { findHostLink } from './host-store.ts'
import { hostedStopsOf } from './list-hosted-stops.ts'
import { findTour } from './tour-store.ts'

/** What a centre's link shows: its own stops of one tour. */
export type HostLinkContents = { readonly centreName: string; readonly stops: readonly HostedStop[] }

type Needs = Pick<Ports, 'db' | 'vault' | 'clock' | 'newId'>

/** The stops a link asks about. Refuses `not_found` a link never made or revoked, `host_link_expired` one whose time is over. */
export async function followHostLink(ports: Needs, token: string): Promise<HostLinkContents | Refusal> {
  const link = await openLink(ports, ports.db, token)
  if ('refusal' in link) return link
  const tour = await findTour(ports.db, link.tour_id)
  const stops = tour ? await hostedStopsOf(ports.db, tour, [link.centre_id]) : []
  return stops[0] ? { centreName: stops[0].centreName, stops } : refuse('not_found')
}

/** A centre's answer through its link, under the name given. Refuses what the link does not cover. */
export async function answerByHostLink(
  ports: Needs,
  token: string,
  stopId: StopId,
  input: HostAnswerInput,
): Promise<StopId | Refusal> {
  const contents = await followHostLink(ports, token)
  if ('refusal' in contents) return contents
  const stop = contents.stops.find((one) => one.stopId === stopId)
  if (!stop) return refuse('not_found')
  const moment = { now: ports.clock.now(), personId: null }
  return answerAsHost(ports, { ...input, stopId, means: 'link' }, moment, [stop.centreId])
}

async function openLink({ vault, clock }: Needs, db: Database, token: string) {
  const link = await findHostLink(db, vault.fingerprints(`host ${token}`))
  if (!link || link.revoked_at !== null) return refuse('not_found')
  return clock.now() >= link.expires_at ? refuse('host_link_expired') : link
}
