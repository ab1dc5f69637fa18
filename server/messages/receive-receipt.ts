import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { afterDelivery } from './delivery.ts'
import { changeMessage, findByGatewayReference } from './message-store.ts'
import { recordDelivery } from './record-delivery.ts'

/** Takes a receipt in: late, early, twice or out of order, it counts once. One for a message we never sent is ignored. */
export async function receiveReceipt(
  ports: Pick<Ports, 'db' | 'clock' | 'newId'>,
  receipt: { readonly gateway: string; readonly gatewayReference: string; readonly delivered: boolean },
): Promise<void> {
  const now = ports.clock.now()
  await transaction(ports.db, async (trx) => {
    const message = await findByGatewayReference(trx, receipt.gateway, receipt.gatewayReference)
    if (!message) return
    const state = afterDelivery(message.state, receipt.delivered ? 'receipt_delivered' : 'receipt_failed')
    if (state === message.state) return
    const changed = await changeMessage(trx, message, { state, claimed_until: null }, now)
    if (changed) await recordDelivery(trx, ports, message, state, now)
  })
}
