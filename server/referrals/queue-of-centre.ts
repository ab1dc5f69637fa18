import { daysBetween } from '../../shared/days.ts'
import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import type { Role, SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Wording } from '../../shared/protocol.ts'
import {
  AlertKind,
  ClinicalRecord,
  type HeldPlace,
  PatientIdentity,
  type QueueLine,
  type RankReason,
  type ReferralState,
} from '../../shared/referral.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { type AlertRow, listStandingOfCentres, type StandingAlertRow } from './alert-store.ts'
import { displayName } from './identity.ts'
import { summariseItems } from './letter.ts'
import { OPEN_STATES } from './open-states.ts'
import { knownProtocols } from './protocols.ts'
import { orderQueue, rankReason } from './queue.ts'
import { lastChanges } from './queue-change-store.ts'
import { toQueueEntry } from './queue-of-stop.ts'
import { type HeldRow, listHeldPlaces, listOfCentres } from './referral-store.ts'
import { listCovered } from './safety-store.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault' | 'territory'>

/** The place a referral holds, as screens show it. */
export function toHeldPlace(row: HeldRow): HeldPlace {
  const { appointmentId, stopId, centreName, date, start, zone, state } = row
  return { appointmentId, stopId, centreName, date, start, zone, state }
}

/**
 * A centre's queue in its total order, each line with the reason of its rank, its place and whether it is safe. A
 * coordinator gets no clinical summary. Refuses `not_found` outside the person's centres.
 */
export async function queueOfCentre(
  ports: Needed,
  person: SignedInPerson,
  centreId: HostCentreId,
  states: readonly ReferralState[] = OPEN_STATES,
): Promise<QueueLine[] | Refusal> {
  if (!person.centreIds.includes(centreId)) return refuse('not_found')
  return transaction(ports.db, async (trx) => {
    await recordAccess(trx, {
      person,
      action: 'read',
      resource: 'queue',
      resourceId: centreId,
      purpose: 'follow_queue',
      at: ports.clock.now(),
    })
    return linesOf(trx, ports, person, [centreId], states)
  })
}

/** The lines of several centres' queues. The caller has checked who asks and recorded it. */
export async function linesOf(
  trx: Transaction,
  ports: Needed,
  person: Pick<SignedInPerson, 'role'>,
  centreIds: readonly HostCentreId[],
  states: readonly ReferralState[],
): Promise<QueueLine[]> {
  if (centreIds.length === 0) return []
  const rows = await listOfCentres(trx, centreIds, states)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const ids = rows.map((row) => row.id)
  const held = new Map((await listHeldPlaces(trx, ids)).map((row) => [row.referralId, row]))
  const covered = await listCovered(trx, ids)
  const changes = await lastChanges(trx, ids)
  const alerts = new Map<ReferralId, StandingAlertRow[]>()
  for (const alert of await listStandingOfCentres(trx, centreIds)) {
    alerts.set(alert.referral_id, [...(alerts.get(alert.referral_id) ?? []), alert])
  }
  const today = localDateOf(ports.clock.now(), PARIS)
  const ordered = orderQueue(rows.map(toQueueEntry))
  return ordered.map((entry, index) => {
    const row = byId.get(entry.referralId)!
    const identity = PatientIdentity.parse(JSON.parse(ports.vault.open(row.sealedIdentity)))
    const place = held.get(entry.referralId)
    const standing = alerts.get(entry.referralId) ?? []
    const alert = standing.find((one) => one.kind === 'breach') ?? standing[0]
    return {
      rank: index + 1,
      reason: shownReason(rankReason(entry, ordered[index - 1]), person.role),
      referralId: entry.referralId,
      centreId: entry.centreId,
      state: entry.state,
      priorityClass: entry.priorityClass,
      callToday: entry.callToday,
      deadline: entry.deadline,
      daysLeft: entry.deadline === null ? null : daysBetween(today, entry.deadline),
      sentAt: entry.sentAt,
      patientName: displayName(identity),
      birthDate: identity.birthDate,
      communeName: ports.territory.byInsee(entry.communeInsee)?.name ?? entry.communeInsee,
      ...(person.role === 'gp' ? { summary: summaryOf(ports, row) } : {}),
      held: place ? toHeldPlace(place) : null,
      safety: safetyOf(entry, place, covered.has(entry.referralId), standing, today),
      alert: alert
        ? {
            alertId: alert.id,
            kind: AlertKind.parse(alert.kind),
            raisedAt: alert.raised_at,
            escalatedAt: alert.escalated_at,
            takenBy: alert.acknowledgedByName,
          }
        : null,
      revision: row.revision,
      lastChange: changes.get(entry.referralId) ?? null,
    }
  })
}

function summaryOf({ vault }: Needed, row: { protocol_id: string; protocol_version: string; sealed_clinical: string }) {
  const protocol = knownProtocols().version(row.protocol_id, row.protocol_version)
  if (!protocol) return undefined
  const { lesions } = ClinicalRecord.parse(JSON.parse(vault.open(row.sealed_clinical)))
  const inWords = (language: keyof Wording) => summariseItems(protocol.protocol, lesions, language)
  return { fr: inWords('fr'), en: inWords('en') }
}

/** A rank by risk or score would tell a coordinator something clinical. */
export function shownReason(reason: RankReason, role: Role): RankReason {
  return role !== 'gp' && (reason === 'major_risk' || reason === 'score') ? 'clinical' : reason
}

function safetyOf(
  entry: { deadline: string | null; priorityClass: string },
  held: HeldRow | undefined,
  isCovered: boolean,
  alerts: readonly AlertRow[],
  today: string,
): QueueLine['safety'] {
  if (entry.deadline === null) return 'no_limit'
  if (held && held.withdrawn === 0 && held.date <= entry.deadline) return 'held'
  if (isCovered) return 'covered'
  if (held || alerts.some((alert) => alert.kind === 'breach') || entry.deadline < today) return 'breach'
  const isUrgent = entry.priorityClass === 'P1' || entry.priorityClass === 'P2'
  return isUrgent ? 'place_free' : 'to_place'
}
