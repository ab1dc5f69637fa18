import { refuse } from '../../../shared/problem.ts'
import type { SmsGateway } from '../sms-gateway.ts'

/** Sends nothing anywhere: the message log of the application is where its SMS are read, and answered in the demo. */
export function createConsoleGateway(): SmsGateway {
  const referenceOf = (messageId: string): string => `console-${messageId}`
  return {
    name: 'console',
    send: async ({ messageId }) => ({ result: 'accepted', gatewayReference: referenceOf(messageId) }),
    // Accepting writes nothing outside the database: what it did not record as accepted was never taken.
    lookUp: async ({ gatewayReference }) =>
      gatewayReference ? { found: 'accepted', gatewayReference } : { found: 'never_taken' },
    readWebhook: async () => refuse('forged_webhook'),
    collectReplies: async () => [],
  }
}
