import type { ReferralState } from '../../shared/referral.ts'

/** The states of a referral somebody still waits in. Named, not "none of the others": an index finds what is one of these. */
export const OPEN_STATES: readonly ReferralState[] = ['waiting', 'offered', 'booked', 'redirected']
