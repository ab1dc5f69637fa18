import { addMinutes } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { applyReply } from './apply-reply.ts'
import { receiveReceipt } from './receive-receipt.ts'
import { isReplyKnown } from './reply-store.ts'
import type { GatewayEvent } from './sms-gateway.ts'

/** Replies are asked for again over this span, so that none is lost while the provider or we are down for days. */
const SPAN_MINUTES = 7 * 24 * 60

/** A provider's reference as a reply keeps it: two providers may number alike. */
const referenceOf = (gateway: string, gatewayReference: string): string => `${gateway}:${gatewayReference}`

/** Fetches the replies a provider keeps for us, for those that do not call. */
export async function collectReplies(ports: Ports): Promise<void> {
  const since = addMinutes(ports.clock.now(), -SPAN_MINUTES)
  const { name } = ports.sms
  const isKnown = (reference: string) => isReplyKnown(ports.db, referenceOf(name, reference))
  await takeIn(ports, await ports.sms.collectReplies(since, isKnown))
}

/**
 * Takes in what a provider tells: each receipt and reply alone, so that one at fault stops no other. Gives what went wrong
 * with those that could not be kept: brought again, they count once.
 */
export async function takeIn(ports: Ports, events: readonly GatewayEvent[]): Promise<unknown[]> {
  const gateway = ports.sms.name
  const faults: unknown[] = []
  for (const event of events) {
    const gatewayReference = event.gatewayReference
    try {
      if (event.event === 'receipt')
        await receiveReceipt(ports, { gateway, gatewayReference, delivered: event.delivered })
      else await applyReply(ports, { ...event, gatewayReference: referenceOf(gateway, gatewayReference) })
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      ports.log.error({ gateway, event: event.event, error: name }, 'a provider event could not be taken in')
      faults.push(error)
    }
  }
  return faults
}
