import type { ReferralId } from '../../shared/ids.ts'

/** Whether these are the same referrals, in whatever order. */
export function areSameReferrals(one: ReadonlySet<ReferralId>, other: ReadonlySet<ReferralId>): boolean {
  return one.size === other.size && [...one].every((referralId) => other.has(referralId))
}
