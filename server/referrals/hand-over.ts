import { daysBetween, mondayOf } from '../../shared/days.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Handover } from '../../shared/referral.ts'
import { addMinutes, instantAt, localDateOf, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { displayName } from './identity.ts'
import { openIdentities } from './open-identities.ts'
import { OPEN_STATES } from './open-states.ts'
import { openVisit } from './open-visit.ts'
import { linesOf } from './queue-of-centre.ts'
import { overdueRecords } from './unrecorded.ts'
import { listStandingUpTo } from './unrecorded-store.ts'
import { listOwed, listVisitsSince } from './visit-store.ts'

const WEEK_MINUTES = 7 * 24 * 60

/**
 * What the doctor who arrives on Monday takes over in a centre: sent since last Monday, still waiting, at risk, answered
 * since, visits nobody recorded, and results owed. Recorded in the access log.
 */
export async function handOver(
  ports: Pick<Ports, 'db' | 'clock' | 'vault' | 'territory'>,
  person: SignedInPerson,
  centreId: HostCentreId,
): Promise<Handover | Refusal> {
  if (!person.centreIds.includes(centreId)) return refuse('not_found')
  const now = ports.clock.now()
  const today = localDateOf(now, PARIS)
  // On a Monday the arriving doctor wants the week that ended, not the hours since midnight.
  const since = addMinutes(instantAt(mondayOf(today), 0 as MinuteOfDay, PARIS), -WEEK_MINUTES)
  return transaction(ports.db, async (trx) => {
    const lines = await linesOf(trx, ports, person, [centreId], OPEN_STATES)
    const answered = await listVisitsSince(trx, [centreId], since)
    const owed = await listOwed(trx, [centreId])
    const unrecorded = overdueRecords(await listStandingUpTo(trx, today, { centreIds: [centreId] }), now)
    const patients = await openIdentities(
      trx,
      ports,
      [...answered, ...owed].map((visit) => visit.referral_id),
    )
    const nameOf = (visit: { referral_id: Parameters<typeof patients.get>[0] }) => {
      const patient = patients.get(visit.referral_id)
      return patient ? displayName(patient.identity) : ''
    }
    await recordAccess(trx, {
      person,
      action: 'read',
      resource: 'queue',
      resourceId: centreId,
      purpose: 'hand_over',
      at: now,
    })
    return {
      centreId,
      since: localDateOf(since, PARIS),
      fresh: lines.filter((line) => line.sentAt >= since),
      waiting: lines.filter((line) => line.state === 'waiting' && line.sentAt < since),
      // Visits nobody recorded have a part of their own.
      atRisk: lines.filter(
        (line) => line.safety === 'breach' || (line.alert !== null && line.alert.kind !== 'outcome_missing'),
      ),
      answered: answered.map((visit) => ({
        referralId: visit.referral_id,
        patientName: nameOf(visit),
        outcome: openVisit(ports, visit).outcome,
        recordedAt: visit.recorded_at,
        specialistName: visit.specialistName,
      })),
      unrecorded: unrecorded.flatMap((visit) => {
        const line = lines.find(({ referralId }) => referralId === visit.referralId)
        if (!line) return []
        const { referralId, patientName, priorityClass } = line
        return {
          referralId,
          patientName,
          priorityClass,
          date: visit.date,
          centreName: visit.centreName,
          arrived: visit.state === 'arrived',
          escalated: line.alert?.kind === 'outcome_missing' && line.alert.escalatedAt !== null,
        }
      }),
      owed: owed.map((visit) => ({
        referralId: visit.referral_id,
        visitId: visit.id,
        patientName: nameOf(visit),
        outcome: openVisit(ports, visit).outcome,
        resultDue: visit.result_due,
        daysLeft: visit.result_due === null ? null : daysBetween(today, visit.result_due),
        resultOwner: openVisit(ports, visit).resultOwner,
      })),
    }
  })
}
