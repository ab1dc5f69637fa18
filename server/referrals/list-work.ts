import { daysBetween } from '../../shared/days.ts'
import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import type { WorkLine } from '../../shared/queue.ts'
import { AlertKind, PatientIdentity } from '../../shared/referral.ts'
import { type Instant, type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { listAdviceToDecide } from './advice-store.ts'
import { listStandingOfCentres, type StandingAlertRow } from './alert-store.ts'
import { displayName } from './identity.ts'
import { openVisit } from './open-visit.ts'
import { listWithPatients } from './referral-store.ts'
import { reachBy } from './unreached.ts'
import { listCallsToUrgent } from './unreached-store.ts'
import { listStandingUpTo } from './unrecorded-store.ts'
import { listOwed, listUnreadLetters } from './visit-store.ts'
import { compareWork } from './worklist.ts'

type Needed = Pick<Ports, 'db' | 'clock' | 'vault'>
/** A line before its patient is known. */
type Task = Pick<WorkLine, 'kind' | 'referralId' | 'raisedAt'> & {
  alert: StandingAlertRow | null
  dueOn: LocalDate
  appointment?: WorkLine['appointment']
  visit?: WorkLine['visit']
}

/**
 * What has to be done in a person's centres, fewest days left first: standing alerts, results owed, answers to read and
 * advice to decide on. A coordinator gets nothing clinical: no answer, no advice, no outcome. Recorded in the access log.
 */
export async function listWork(ports: Needed, person: SignedInPerson): Promise<WorkLine[]> {
  const now = ports.clock.now()
  return transaction(ports.db, async (trx) => {
    await recordAccess(trx, {
      person,
      action: 'read',
      resource: 'alerts',
      resourceId: null,
      purpose: 'follow_alerts',
      at: now,
    })
    return workOf(trx, ports, person, person.centreIds)
  })
}

/** The lines of some centres. The caller has checked who asks and recorded it. */
export async function workOf(
  trx: Transaction,
  ports: Needed,
  person: Pick<SignedInPerson, 'role'>,
  centreIds: readonly HostCentreId[],
): Promise<WorkLine[]> {
  if (centreIds.length === 0) return []
  const isDoctor = person.role === 'gp'
  const today = localDateOf(ports.clock.now(), PARIS)
  const tasks = [
    ...(await alertTasks(trx, ports, centreIds, isDoctor, today)),
    ...(isDoctor ? await doctorTasks(trx, centreIds, ports) : []),
  ]
  const rows = await listWithPatients(trx, [...new Set(tasks.map((task) => task.referralId))])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return tasks
    .map(({ alert, appointment, ...task }): WorkLine => {
      const row = byId.get(task.referralId)!
      return {
        ...task,
        appointment: appointment ?? null,
        // A breach counts against the referral's own deadline, which only its row knows.
        ...dueOf(task.kind === 'breach' && row.deadline !== null ? row.deadline : task.dueOn, today),
        alertId: alert?.id ?? null,
        escalatedAt: alert?.escalated_at ?? null,
        takenBy: alert?.acknowledgedByName ?? null,
        centreId: row.centre_id,
        priorityClass: row.priority_class,
        patientName: displayName(PatientIdentity.parse(JSON.parse(ports.vault.open(row.sealedIdentity)))),
      }
    })
    .sort(compareWork)
}

const dueOf = (dueOn: LocalDate, today: LocalDate) => ({ dueOn, daysLeft: daysBetween(today, dueOn) })

async function alertTasks(
  trx: Transaction,
  ports: Needed,
  centreIds: readonly HostCentreId[],
  isDoctor: boolean,
  today: LocalDate,
): Promise<Task[]> {
  const alerts = await listStandingOfCentres(trx, centreIds)
  const standing = new Map<ReferralId, Awaited<ReturnType<typeof listStandingUpTo>>[number]>()
  const unrecorded = alerts.flatMap((alert) => (alert.kind === 'outcome_missing' ? alert.referral_id : []))
  for (const one of await listStandingUpTo(trx, today, { referralIds: unrecorded })) standing.set(one.referralId, one)
  const calls = new Map<ReferralId, Awaited<ReturnType<typeof listCallsToUrgent>>[number]>()
  if (alerts.some(({ kind }) => kind === 'not_reached')) {
    for (const call of (await listCallsToUrgent(trx, today)).reverse()) calls.set(call.referralId, call)
  }
  const owed = await listOwed(trx, centreIds)
  const overdue = new Set<string>()
  const fromAlerts = alerts.map((alert): Task => {
    const kind = AlertKind.parse(alert.kind)
    const visit = kind === 'result_overdue' ? owed.find((one) => one.referral_id === alert.referral_id) : undefined
    const appointment = kind === 'outcome_missing' ? standing.get(alert.referral_id) : undefined
    const unmade = kind === 'not_reached' ? calls.get(alert.referral_id) : undefined
    if (visit) overdue.add(visit.id)
    return {
      kind,
      referralId: alert.referral_id,
      raisedAt: alert.raised_at,
      alert,
      dueOn:
        visit?.result_due ?? appointment?.date ?? (unmade ? reachBy(unmade, alert.raised_at) : dayOf(alert.raised_at)),
      ...(appointment ? { appointment: appointmentOf(appointment) } : {}),
      ...(visit && isDoctor ? { visit: visitOf(ports, visit) } : {}),
    }
  })
  const stillOwed = owed
    .filter((visit) => !overdue.has(visit.id))
    .map(
      (visit): Task => ({
        kind: 'result_owed',
        referralId: visit.referral_id,
        raisedAt: visit.recorded_at,
        alert: null,
        dueOn: visit.result_due!,
        ...(isDoctor ? { visit: visitOf(ports, visit) } : {}),
      }),
    )
  return [...fromAlerts, ...stillOwed]
}

async function doctorTasks(trx: Transaction, centreIds: readonly HostCentreId[], ports: Needed): Promise<Task[]> {
  const unread = (await listUnreadLetters(trx, centreIds)).map(
    (visit): Task => ({
      kind: 'answer_to_read',
      referralId: visit.referral_id,
      raisedAt: visit.letter_sent_at!,
      alert: null,
      dueOn: dayOf(visit.letter_sent_at!),
      visit: visitOf(ports, visit),
    }),
  )
  const advised = (await listAdviceToDecide(trx, centreIds)).map(
    (advice): Task => ({
      kind: 'advice_to_decide',
      referralId: advice.referral_id,
      raisedAt: advice.given_at,
      alert: null,
      dueOn: advice.visitDate,
    }),
  )
  return [...unread, ...advised]
}

const dayOf = (instant: Instant): LocalDate => localDateOf(instant, PARIS)

function appointmentOf(
  row: Awaited<ReturnType<typeof listStandingUpTo>>[number],
): NonNullable<WorkLine['appointment']> {
  const { appointmentId, stopId, state, date, centreName, revision } = row
  return { appointmentId, stopId, state, date, centreName, revision }
}

function visitOf(
  ports: Needed,
  visit: Awaited<ReturnType<typeof listUnreadLetters>>[number],
): NonNullable<WorkLine['visit']> {
  const { outcome, resultOwner } = openVisit(ports, visit)
  return { visitId: visit.id, outcome, owner: resultOwner }
}
