import type { ReferralState } from '../../shared/referral.ts'

/** The states of a referral somebody still waits in. Named, not "none of the others": an index finds what is one of these. */
export const OPEN_STATES: readonly ReferralState[] = ['waiting', 'offered', 'booked', 'redirected']

/** The states of a referral that is over: nobody waits in it any more. */
export const OVER_STATES: readonly ReferralState[] = ['seen', 'closed']
