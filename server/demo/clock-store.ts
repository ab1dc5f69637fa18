import { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

const KEY = 'demo_clock'

/** Where the demo's clock was left, or undefined before its first move. */
export async function readDemoClock(db: Database): Promise<Instant | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  return row && Instant.parse(JSON.parse(row.value))
}

/** Keeps where the demo's clock stands, so that a restart goes on from there. */
export async function saveDemoClock(db: Database | Transaction, now: Instant): Promise<void> {
  const value = JSON.stringify(now)
  await db
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** How much has happened so far, by kind: what an advance of the clock changed is the difference. */
export async function countHappenings(db: Database): Promise<Record<Happening, number>> {
  const count = (table: 'message' | 'alert' | 'appointment' | 'stop' | 'call_task') =>
    db.selectFrom(table).select((of) => of.fn.countAll<number>().as('count'))
  const [sent, alerts, expired, started, ended, calls] = await Promise.all([
    count('message').where('sent_at', 'is not', null).executeTakeFirstOrThrow(),
    count('alert').executeTakeFirstOrThrow(),
    count('appointment').where('state', '=', 'expired').executeTakeFirstOrThrow(),
    count('stop').where('state', 'in', ['running', 'done']).executeTakeFirstOrThrow(),
    count('stop').where('state', '=', 'done').executeTakeFirstOrThrow(),
    count('call_task').executeTakeFirstOrThrow(),
  ])
  return {
    messages_sent: Number(sent.count),
    alerts_raised: Number(alerts.count),
    offers_expired: Number(expired.count),
    stops_started: Number(started.count),
    stops_ended: Number(ended.count),
    calls_added: Number(calls.count),
  }
}

export type Happening =
  | 'messages_sent'
  | 'alerts_raised'
  | 'offers_expired'
  | 'stops_started'
  | 'stops_ended'
  | 'calls_added'
