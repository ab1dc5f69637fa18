import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Instant, instantAt, localDateOf, type MinuteOfDay, PARIS, toInstant } from '../../shared/time.ts'
import type { Job } from '../job.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { listStopOutlines } from '../tours/list-stops.ts'
import { lastRaisedByReferral, listNotEscalated, markEscalated, raiseAlert } from './alert-store.ts'
import { learnDriveTimes } from './learn-drive-times.ts'
import { openVisit } from './open-visit.ts'
import { overdueOn } from './overdue.ts'
import { knownProtocols } from './protocols.ts'
import { nameCentresOfEvents } from './queue-change-store.ts'
import { recheckReached } from './recheck-reached.ts'
import { areRecordsStale, recheckRecords } from './recheck-records.ts'
import { isSafetyStale, recheckSafety } from './recheck-safety.ts'
import { findReferral, listOpenWithoutDeadline } from './referral-store.ts'
import { alertsFrom } from './unreached.ts'
import { listCallsToUrgent } from './unreached-store.ts'
import { dayOverAt } from './unrecorded.ts'
import { listStandingDays } from './unrecorded-store.ts'
import { listOwed } from './visit-store.ts'
import { afterOneWorkingDay } from './working-days.ts'

const DAY_MS = 86_400_000
const midnight = (date: Parameters<typeof instantAt>[0]): Instant => instantAt(date, 0 as MinuteOfDay, PARIS)
const daysAfter = (instant: Instant, days: number): Instant => toInstant(Date.parse(instant) + days * DAY_MS)
const earliest = (instants: readonly Instant[], now: Instant): Instant | null =>
  instants.filter((at) => at > now).sort()[0] ?? null

/** Every deadline is checked again as time passes and tours change, whatever other rooms forgot to say. */
const safety: Job = {
  name: 'referrals: deadlines',
  async run(ports) {
    const now = ports.clock.now()
    const stops = await listStopOutlines(ports.db, { from: localDateOf(now, PARIS), states: ['published', 'running'] })
    await learnDriveTimes(ports, [...new Set(stops.map((stop) => stop.centreId))])
    if (!(await isSafetyStale(ports.db, now))) return
    await transaction(ports.db, (trx) => recheckSafety(trx, { now, personId: null }))
  },
  // Time alone loses places only where other events stand: sessions begin, holds end, days pass.
  nextAt: async () => null,
}

/** A visit whose day is over and of which nothing was said alerts the centre, and the specialist's own screen. */
const records: Job = {
  name: 'referrals: visits not recorded',
  async run({ db, clock }) {
    const now = clock.now()
    if (!(await areRecordsStale(db, now))) return
    await transaction(db, (trx) => recheckRecords(trx, { now, personId: null }))
  },
  async nextAt({ db, clock }) {
    const days = await listStandingDays(db)
    return earliest(
      days.map(({ date, zone }) => dayOverAt(date, zone)),
      clock.now(),
    )
  },
}

/** An urgent patient whom no message reached, or whom nobody called for a working day, alerts the centre. */
const reached: Job = {
  name: 'referrals: patients not reached',
  async run({ db, clock }) {
    const now = clock.now()
    await transaction(db, (trx) => recheckReached(trx, { now, personId: null }))
  },
  async nextAt({ db, clock }) {
    const now = clock.now()
    return earliest((await listCallsToUrgent(db, localDateOf(now, PARIS))).map(alertsFrom), now)
  },
}

async function escalations({ db }: Pick<Ports, 'db'>) {
  return (await listNotEscalated(db)).map((alert) => ({
    alertId: alert.alertId,
    at: afterOneWorkingDay(alert.raisedAt, alert.department, alert.zone),
  }))
}

/** An alert nobody acknowledged for one working day is escalated: marked in every list, and counted for the planner. */
const escalation: Job = {
  name: 'referrals: escalation',
  async run(ports) {
    const now = ports.clock.now()
    for (const { alertId, at } of await escalations(ports)) {
      if (at <= now) await transaction(ports.db, (trx) => markEscalated(trx, alertId, now))
    }
  },
  nextAt: async (ports) =>
    earliest(
      (await escalations(ports)).map(({ at }) => at),
      ports.clock.now(),
    ),
}

/** When each referral without a deadline is looked at again: a delay of its protocol after sending, or after the last look. */
async function reviews(trx: Pick<Ports, 'db'>['db'] | Transaction) {
  const due: { referralId: Awaited<ReturnType<typeof listOpenWithoutDeadline>>[number]['id']; at: Instant }[] = []
  const raised = await lastRaisedByReferral(trx, 'review_due')
  for (const referral of await listOpenWithoutDeadline(trx)) {
    const protocol = knownProtocols().version(referral.protocol_id, referral.protocol_version)?.protocol
    const days = protocol?.classes.find((one) => one.id === referral.priority_class)?.reviewDays
    if (!days) continue
    due.push({ referralId: referral.id, at: daysAfter(raised.get(referral.id) ?? referral.sent_at, days) })
  }
  return due
}

const review: Job = {
  name: 'referrals: review',
  async run({ db, clock }) {
    const now = clock.now()
    for (const { referralId, at } of await reviews(db)) {
      if (at > now) continue
      await transaction(db, async (trx) => {
        const referral = await findReferral(trx, referralId)
        if (referral) {
          await raiseAlert(trx, { centreId: referral.centre_id, referralId, kind: 'review_due', at: now })
        }
      })
    }
  },
  nextAt: async ({ db, clock }) =>
    earliest(
      (await reviews(db)).map(({ at }) => at),
      clock.now(),
    ),
}

async function resultAlerts(ports: Pick<Ports, 'db' | 'vault'>) {
  const { db } = ports
  const visits = await listOwed(db)
  const due: {
    referralId: (typeof visits)[number]['referral_id']
    centreId: (typeof visits)[number]['centreId']
    at: Instant
  }[] = []
  for (const visit of visits) {
    const protocol = knownProtocols().version(visit.protocolId, visit.protocolVersion)?.protocol
    const outcome = protocol?.outcomes.find((one) => one.id === openVisit(ports, visit).outcome)
    if (!outcome?.alertDays) continue
    const alertDay = overdueOn(outcome, { ...visit, recordedOn: localDateOf(visit.recorded_at, PARIS) })
    due.push({ referralId: visit.referral_id, centreId: visit.centreId, at: midnight(alertDay) })
  }
  return due
}

/** A result still owed after its delay alerts the centre. */
const results: Job = {
  name: 'referrals: results owed',
  async run(ports) {
    const now = ports.clock.now()
    const raised = await lastRaisedByReferral(ports.db, 'result_overdue')
    for (const { referralId, centreId, at } of await resultAlerts(ports)) {
      const last = raised.get(referralId)
      // Raised once: acknowledged, it stays on the list of results owed until the result comes.
      if (at > now || (last && last >= at)) continue
      await transaction(ports.db, (trx) => raiseAlert(trx, { centreId, referralId, kind: 'result_overdue', at: now }))
    }
  },
  nextAt: async (ports) =>
    earliest(
      (await resultAlerts(ports)).map(({ at }) => at),
      ports.clock.now(),
    ),
}

/** The history of a centre is read by its column, which earlier versions did not write. */
const history: Job = {
  name: 'referrals: history',
  run: ({ db }) => nameCentresOfEvents(db),
  nextAt: async () => null,
}

const parts: readonly Job[] = [history, safety, records, reached, escalation, review, results]

/** What referrals do as time passes: deadlines, escalation, reviews, results owed. One that fails does not stop the others. */
export const referralJobs: Job = {
  name: 'referrals',
  async run(ports) {
    for (const part of parts) {
      // Requests that came meanwhile are answered between two parts.
      await nextTurn()
      try {
        await part.run(ports)
      } catch (error) {
        ports.log.error({ job: part.name, error: error instanceof Error ? error.name : 'unknown' }, 'a job failed')
      }
    }
  },
  async nextAt(ports) {
    const instants = await Promise.all(parts.map((part) => part.nextAt(ports)))
    return instants.filter((at) => at !== null).sort()[0] ?? null
  },
}
