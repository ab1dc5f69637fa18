import { expect } from 'vitest'
import type { Problem } from '../../shared/problem.ts'
import type { WorkLine } from '../../shared/queue.ts'
import { ReferralRecord, SentReferral } from '../../shared/referral.ts'
import type { testApp } from '../support/test-app.ts'
import { MAS } from './sample.ts'

/** Somebody who may ask: a signed-in person's requests. */
export type Caller = Awaited<ReturnType<Awaited<ReturnType<typeof testApp>>['rawAs']>>

/** Reads what a person may read; fails when they may not. */
export async function read<T>(as: Caller, path: string): Promise<T> {
  const answer = await as(path)
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}

/** Asks for something to be done, and answers as it comes. */
export const post = (as: Caller, path: string, body: unknown = {}) =>
  as(path, { method: 'POST', body: JSON.stringify(body) })

/** Asks for something to be done; fails when it is refused. */
export async function must<T = { revision: number }>(as: Caller, path: string, body: unknown = {}): Promise<T> {
  const answer = await post(as, path, body)
  const text = await answer.text()
  expect(answer.status, `${path}: ${text}`).toBeLessThan(300)
  return JSON.parse(text) as T
}

/** A refusal with its status. */
export async function problem(answer: Response): Promise<Problem & { status: number }> {
  return { status: answer.status, ...((await answer.json()) as Problem) }
}

/** Sends a referral and answers what its GP is told. */
export async function send(as: Caller, body: unknown): Promise<SentReferral> {
  return SentReferral.parse(await must(as, '/api/referrals', body))
}

/** A referral as a GP of its centre opens it. */
export const open = async (as: Caller, id: string) => ReferralRecord.parse(await read(as, `/api/referrals/${id}`))

/** The lines of the worklist about one referral. */
export const workOn = async (as: Caller, id: string) =>
  (await read<WorkLine[]>(as, '/api/referrals/worklist')).filter((line) => line.referralId === id)

/** Those of them that are standing alerts. */
export const alertsOf = async (as: Caller, id: string) => (await workOn(as, id)).filter((line) => line.alertId !== null)

/** Gives a referral a place added to the first stop at Le Mas-d'Agenais, on a day; answers the appointment. */
export async function seat(as: Caller, sent: { referralId: string; revision: number }, date = '2026-02-04') {
  const [stop] = await read<{ stopId: string }[]>(as, `/api/referrals/stops?centreId=${MAS}`)
  await must(as, `/api/referrals/${sent.referralId}/alternatives`, {
    revision: sent.revision,
    kind: 'overbooked',
    stopId: stop!.stopId,
    date,
    text: 'Place ajoutée pour essai',
  })
  const { held, revision } = await open(as, sent.referralId)
  return { ...held!, stopId: stop!.stopId, referralRevision: revision }
}
