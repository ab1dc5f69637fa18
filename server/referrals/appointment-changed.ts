import type { ReferralId } from '../../shared/ids.ts'
import type { ReferralState } from '../../shared/referral.ts'
import type { Moment } from '../access/moment.ts'
import type { Transaction } from '../store/database.ts'
import { recheckReached } from './recheck-reached.ts'
import { recheckRecords } from './recheck-records.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral, findReferral, latestAppointment } from './referral-store.ts'

/**
 * Call it in the transaction that offers, books, moves, frees or withdraws a place: brings the referral's state in line
 * with its place, and checks again that every urgent patient can be seen in time, since a place lost or gained concerns
 * others too.
 */
export async function appointmentChanged(trx: Transaction, referralId: ReferralId, moment: Moment): Promise<void> {
  const referral = await findReferral(trx, referralId)
  if (!referral) return
  const appointment = await latestAppointment(trx, referralId)
  const state = stateAfter(referral.state, appointment)
  if (state !== referral.state) {
    await changeReferral(
      trx,
      referral,
      { state },
      { kind: state, at: moment.now, personId: moment.personId, sealedDetails: null },
    )
  }
  await recheckRecords(trx, moment, referralId)
  await recheckReached(trx, moment, referralId)
  await recheckSafety(trx, moment)
}

/** What a referral becomes given its newest appointment: nothing reopens one that was closed or seen. */
function stateAfter(state: ReferralState, appointment: { state: string; live: number } | undefined): ReferralState {
  if (state === 'closed' || state === 'seen') return state
  if (appointment?.live === 1) return appointment.state === 'offered' ? 'offered' : 'booked'
  if (appointment?.state === 'done') return 'seen'
  return state === 'offered' || state === 'booked' ? 'waiting' : state
}
