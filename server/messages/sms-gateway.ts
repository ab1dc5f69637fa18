import type { MessageId } from '../../shared/ids.ts'
import type { Refusal } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'

/** One SMS to hand over. `to` is `+33612345678`; `messageId` lets the provider's own log be searched afterwards. */
export type OutgoingSms = { readonly messageId: MessageId; readonly to: string; readonly body: string }

/**
 * What is known once the provider was asked. `refused`: it will never take it. `postponed`: it certainly did not take it
 * and may later. `unknown`: it may or may not have taken it, so it must be looked up before anything else.
 */
export type SendResult =
  | { readonly result: 'accepted'; readonly gatewayReference: string }
  | { readonly result: 'refused'; readonly reason: 'number' | 'text' }
  | { readonly result: 'postponed'; readonly cause: 'throttled' | 'unreachable' | 'account' }
  | { readonly result: 'unknown' }

/** What the provider's own log says of an SMS. */
export type LookUp =
  | { readonly found: 'accepted' | 'delivered' | 'failed'; readonly gatewayReference: string }
  | { readonly found: 'never_taken' }
  | { readonly found: 'unknown' }

/** News from the provider: what became of an SMS, or what someone answered. */
export type GatewayEvent =
  | { readonly event: 'receipt'; readonly gatewayReference: string; readonly delivered: boolean }
  | { readonly event: 'reply'; readonly gatewayReference: string; readonly from: string; readonly body: string }

/** A call the provider makes to us, as received; `url` is the public address it called. */
type WebhookCall = { readonly url: string; readonly headers: Headers; readonly body: string }

/** The port to whoever carries SMS. It never throws for what the world does. */
export interface SmsGateway {
  readonly name: 'console' | 'ovhcloud' | 'brevo' | 'twilio'
  send(sms: OutgoingSms): Promise<SendResult>
  /** Asks what became of an SMS whose sending was lost from sight, or whose receipt never came. */
  lookUp(sms: OutgoingSms & { sentAt: Instant; gatewayReference: string | null }): Promise<LookUp>
  /** Reads a call from the provider; refuses `forged_webhook` what the provider did not make. */
  readWebhook(call: WebhookCall): Promise<readonly GatewayEvent[] | Refusal>
  /**
   * Replies the provider keeps for us to fetch, since a time, save those `isKnown` says were brought already; empty for
   * providers that call us.
   */
  collectReplies(
    since: Instant,
    isKnown: (gatewayReference: string) => Promise<boolean>,
  ): Promise<readonly GatewayEvent[]>
}
