import type { Config } from '../../config.ts'
import type { SmsGateway } from '../sms-gateway.ts'
import { createBrevoGateway } from './brevo.ts'
import { createConsoleGateway } from './console.ts'
import { createOvhcloudGateway } from './ovhcloud.ts'
import { createTwilioGateway } from './twilio.ts'

/** A provider that has not answered by then is asked later what it did. */
const TIMEOUT_MILLISECONDS = 10_000

/** Where a provider calls us; its name closes the address. */
export function webhookUrl(publicUrl: string, gateway: string): string {
  return `${publicUrl.replace(/\/$/, '')}/api/webhooks/sms/${gateway}`
}

/** The gateway the configuration names, always the console in demo mode; throws naming the variable that is missing. */
export function createSmsGateway({ demo, publicUrl, sms }: Config): SmsGateway {
  if (demo || sms.gateway === 'console') return createConsoleGateway()
  const common = { webhookUrl: webhookUrl(publicUrl, sms.gateway), timeoutMilliseconds: TIMEOUT_MILLISECONDS }
  switch (sms.gateway) {
    case 'ovhcloud':
      return createOvhcloudGateway({
        endpoint: sms.ovhcloud.endpoint,
        applicationKey: required(sms.ovhcloud.applicationKey, 'OVH_APPLICATION_KEY'),
        applicationSecret: required(sms.ovhcloud.applicationSecret, 'OVH_APPLICATION_SECRET'),
        consumerKey: required(sms.ovhcloud.consumerKey, 'OVH_CONSUMER_KEY'),
        serviceName: required(sms.ovhcloud.serviceName, 'OVH_SERVICE_NAME'),
        ...common,
      })
    case 'brevo':
      return createBrevoGateway({
        endpoint: sms.brevo.endpoint,
        apiKey: required(sms.brevo.apiKey, 'BREVO_API_KEY'),
        webhookSecret: required(sms.brevo.webhookSecret, 'BREVO_WEBHOOK_SECRET'),
        sender: sms.sender,
        ...common,
      })
    case 'twilio':
      return createTwilioGateway({
        endpoint: sms.twilio.endpoint,
        accountSid: required(sms.twilio.accountSid, 'TWILIO_ACCOUNT_SID'),
        authToken: required(sms.twilio.authToken, 'TWILIO_AUTH_TOKEN'),
        from: required(sms.twilio.from, 'TWILIO_FROM'),
        ...common,
      })
  }
}

function required(value: string | undefined, variable: string): string {
  if (!value) throw new Error(`${variable} is required by SMS_GATEWAY`)
  return value
}
