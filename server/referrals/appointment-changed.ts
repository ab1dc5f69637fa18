import type { ReferralId } from '../../shared/ids.ts'
import type { ReferralState } from '../../shared/referral.ts'
import type { Moment } from '../access/moment.ts'
import type { Transaction } from '../store/database.ts'
import { recheckReached } from './recheck-reached.ts'
import { recheckRecords } from './recheck-records.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral, findReferral, latestAppointment } from './referral-store.ts'
import { supersedeCover } from './safety-store.ts'

/**
 * Call it in the transaction that offers, books, moves, frees or withdraws a place: brings the referral's state in line
 * with its place, and checks again that every urgent patient can be seen in time, since a place lost or gained concerns
 * others too. An opinion or a call to the hospital covers a patient no more once they are given a place.
 */
export async function appointmentChanged(trx: Transaction, referralId: ReferralId, moment: Moment): Promise<void> {
  const referral = await findReferral(trx, referralId)
  if (!referral) return
  const appointment = await latestAppointment(trx, referralId)
  const state = stateAfter(referral.state, appointment)
  if (state !== referral.state) {
    if (hasPlace(state) && !hasPlace(referral.state)) await supersedeCover(trx, referralId, moment.now)
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

const hasPlace = (state: ReferralState): boolean => state === 'offered' || state === 'booked'

/** What a referral becomes given its newest appointment: nothing reopens one that was closed or seen. */
function stateAfter(state: ReferralState, appointment: { state: string; live: number } | undefined): ReferralState {
  if (state === 'closed' || state === 'seen') return state
  if (appointment?.live === 1) return appointment.state === 'offered' ? 'offered' : 'booked'
  if (appointment?.state === 'done') return 'seen'
  return hasPlace(state) ? 'waiting' : state
}
