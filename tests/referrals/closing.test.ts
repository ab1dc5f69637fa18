import { expect, test } from 'vitest'
import { personNamed } from '../../server/demo/people.ts'
import { runJobs } from '../../server/jobs.ts'
import { addCall } from '../../server/messages/add-call.ts'
import { transaction } from '../../server/store/database.ts'
import { CloseReason } from '../../shared/referral.ts'
import { addMinutes } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { must, open, seat, send } from './asking.ts'
import { MAS, referralOf } from './sample.ts'

test.each(CloseReason.options)(
  'closing as %s stops every message and call at once, frees the place and leaves the waiting list',
  async (reason) => {
    const demo = await testApp({ seed: 'demo' })
    const { db, clock } = demo.ports
    const olive = await demo.rawAs('Olive')
    const sent = await send(olive, referralOf({ priorityClass: 'P3' }))
    const waiting = await must(olive, `/api/referrals/${sent.referralId}/alternatives`, {
      revision: sent.revision,
      kind: 'waiting_list',
    })
    const held = await seat(olive, { ...sent, revision: waiting.revision })
    const of = async (table: 'message' | 'call_task' | 'waiting_list_entry') => {
      const rows = db.selectFrom(table as 'message').select('state')
      return (await rows.where('referral_id', '=', sent.referralId).execute()).map(({ state }): string => state)
    }
    await transaction(db, (trx) =>
      addCall(
        trx,
        demo.ports,
        {
          centreId: MAS,
          referralId: sent.referralId,
          appointmentId: held.appointmentId,
          reason: 'no_mobile',
          urgent: true,
          cause: 'essai',
        },
        { now: clock.now(), personId: personNamed('Garance').id },
      ),
    )
    expect(await of('message')).toContain('queued')
    expect(await of('call_task')).toEqual(['open'])

    const { revision } = await open(olive, sent.referralId)
    await must(await demo.rawAs('Garance'), `/api/referrals/${sent.referralId}/close`, { revision, reason })
    expect(new Set(await of('message'))).toEqual(new Set(['skipped']))
    expect(await of('call_task')).toEqual(['done'])
    expect(await of('waiting_list_entry')).not.toContain('waiting')

    clock.moveTo(addMinutes(clock.now(), 24 * 60))
    await runJobs(demo.ports)
    const rows = await db
      .selectFrom('message')
      .select(['sent_at', 'skipped_reason'])
      .where('referral_id', '=', sent.referralId)
      .execute()
    expect(rows.every((row) => row.sent_at === null && row.skipped_reason === 'referral_closed')).toBe(true)
    expect(await open(olive, sent.referralId)).toMatchObject({ state: 'closed', closedReason: reason, held: null })
  },
)
