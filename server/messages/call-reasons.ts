import type { CallReason } from '../../shared/message.ts'

/** Why a patient is called about a place they may know nothing of: such a call ends with that place, and with a yes. */
export const ABOUT_A_PLACE: readonly CallReason[] = [
  'no_mobile',
  'sms_stopped',
  'not_informed',
  'urgent_offer',
  'not_delivered',
  'no_answer',
]
