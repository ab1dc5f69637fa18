import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { type BulkInput, BulkResult } from '../../shared/queue.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Language, toProblem } from '../problems.ts'
import { transaction } from '../store/database.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { listOfReferral } from './alert-store.ts'
import { AlternativeChoice, chooseAlternative } from './choose-alternative.ts'
import { closeReferral } from './close-referral.ts'
import { findForEdit } from './find-for-edit.ts'
import { moveBack, moveToStop } from './move-to-stop.ts'
import { findReferral } from './referral-store.ts'
import { reopenReferral } from './reopen-referral.ts'

type Item = BulkInput['items'][number]
type Done = { revision: number; undo: BulkResult['undo'] }

/**
 * Does the same to several referrals, each in a transaction of its own: a line that is refused, or that a colleague
 * changed meanwhile, says so in words and stops no other. `not_found` when not one of them is the person's to see.
 */
export async function actOnMany(
  ports: Ports,
  person: SignedInPerson,
  input: BulkInput,
  language: Language,
): Promise<BulkResult[] | Refusal> {
  const results: BulkResult[] = []
  for (const item of input.items) {
    const done = await actOnOne(ports, person, input, item)
    results.push(isRefusal(done) ? refusedLine(item, done, language) : doneLine(item, done))
  }
  if (results.every(({ code }) => code === 'not_found')) return refuse('not_found')
  // A line refused says what a colleague did: that was read too.
  await transaction(ports.db, (trx) =>
    recordAccess(trx, {
      person,
      action: 'update',
      resource: 'queue',
      resourceId: null,
      purpose: `act_on_many:${input.act}`,
      at: ports.clock.now(),
    }),
  )
  return results
}

const doneLine = ({ referralId }: Item, { revision, undo }: Done): BulkResult => ({
  referralId,
  done: true,
  revision,
  code: null,
  message: null,
  changes: [],
  undo,
})

function refusedLine({ referralId }: Item, refusal: Refusal, language: Language): BulkResult {
  const { code, message } = toProblem(refusal, language).body
  const changes = BulkResult.shape.changes.catch([]).parse(refusal.details?.changes)
  const revision = typeof refusal.details?.revision === 'number' ? refusal.details.revision : null
  return { referralId, done: false, revision, code, message, changes, undo: null }
}

async function actOnOne(
  ports: Ports,
  person: SignedInPerson,
  { act, reason, stopId }: BulkInput,
  item: Item,
): Promise<Done | Refusal> {
  const { referralId } = item
  const undo = (
    back: NonNullable<BulkResult['undo']>['act'],
    revision: number,
    slotId: Item['slotId'] = null,
  ): Done => ({
    revision,
    undo: { act: back, item: { referralId, revision, slotId } },
  })
  switch (act) {
    case 'acknowledge':
      return acknowledgeAll(ports, person, item)
    case 'waiting_list': {
      if (person.role !== 'gp') return refuse('not_allowed')
      const choice = AlternativeChoice.parse({ revision: item.revision, kind: 'waiting_list' })
      const chosen = await chooseAlternative(ports, person, referralId, choice)
      return isRefusal(chosen) ? chosen : { revision: chosen.revision, undo: null }
    }
    case 'close': {
      const closed = await closeReferral(ports, person, { ...item, reason: reason! })
      return isRefusal(closed) ? closed : undo('reopen', closed.revision)
    }
    case 'reopen': {
      const reopened = await reopenReferral(ports, person, item)
      return isRefusal(reopened) ? reopened : { revision: reopened.revision, undo: null }
    }
    case 'move': {
      const moved = await moveToStop(ports, person, { ...item, stopId: stopId! })
      if (isRefusal(moved)) return moved
      return moved.leftSlotId ? undo('move_back', moved.revision, moved.leftSlotId) : { ...moved, undo: null }
    }
    case 'move_back': {
      if (!item.slotId) return refuse('alternative_incomplete', { field: 'slotId' })
      const back = await moveBack(ports, person, { ...item, slotId: item.slotId })
      return isRefusal(back) ? back : { revision: back.revision, undo: null }
    }
  }
}

/** Takes note of every alert that stands for a referral; the first that cannot be noted says why. */
async function acknowledgeAll(ports: Ports, person: SignedInPerson, item: Item): Promise<Done | Refusal> {
  const alerts = await transaction(ports.db, async (trx) => {
    const referral = await findForEdit(trx, person, item.referralId, item.revision, true)
    if (isRefusal(referral)) return referral
    return (await listOfReferral(trx, item.referralId)).filter((alert) => alert.resolved_at === null)
  })
  if (isRefusal(alerts)) return alerts
  if (alerts.length === 0) return refuse('nothing_to_acknowledge')
  for (const alert of alerts) {
    const noted = await acknowledgeAlert(ports, person, alert.id)
    if (isRefusal(noted)) return noted
  }
  return { revision: (await findReferral(ports.db, item.referralId))!.revision, undo: null }
}
