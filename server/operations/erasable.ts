import type { Sealed } from '../store/schema.ts'

/** Messages that have come to an end: their text and number may go. */
export const ENDED_MESSAGES = ['accepted', 'delivered', 'failed', 'unknown', 'skipped'] as const

/** What a message or a reply holds once emptied: that there was one, when and of what kind stays. */
export const emptied = (nothing: Sealed) => ({ sealed_body: nothing, sealed_phone: nothing, phone_fingerprint: '' })
