import { type Refusal, refuse } from '../../../shared/problem.ts'
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

/** The gateway the configuration names, always the console in demo mode; refuses `bad_configuration` with what is missing. */
export function createSmsGateway({ demo, publicUrl, sms }: Config): SmsGateway | Refusal {
  if (demo || sms.gateway === 'console') return createConsoleGateway()
  const timeoutMilliseconds = TIMEOUT_MILLISECONDS
  const url = webhookUrl(publicUrl, sms.gateway)
  if (sms.gateway === 'ovhcloud') {
    const { endpoint, applicationKey, applicationSecret, consumerKey, serviceName } = sms.ovhcloud
    if (!applicationKey) return missing('OVH_APPLICATION_KEY')
    if (!applicationSecret) return missing('OVH_APPLICATION_SECRET')
    if (!consumerKey) return missing('OVH_CONSUMER_KEY')
    if (!serviceName) return missing('OVH_SERVICE_NAME')
    return createOvhcloudGateway({
      endpoint,
      applicationKey,
      applicationSecret,
      consumerKey,
      serviceName,
      timeoutMilliseconds,
    })
  }
  if (sms.gateway === 'brevo') {
    const { endpoint, apiKey, webhookSecret } = sms.brevo
    if (!apiKey) return missing('BREVO_API_KEY')
    if (!webhookSecret) return missing('BREVO_WEBHOOK_SECRET')
    return createBrevoGateway({
      endpoint,
      apiKey,
      webhookSecret,
      sender: sms.sender,
      webhookUrl: url,
      timeoutMilliseconds,
    })
  }
  const { endpoint, accountSid, authToken, from } = sms.twilio
  if (!accountSid) return missing('TWILIO_ACCOUNT_SID')
  if (!authToken) return missing('TWILIO_AUTH_TOKEN')
  if (!from) return missing('TWILIO_FROM')
  return createTwilioGateway({ endpoint, accountSid, authToken, from, webhookUrl: url, timeoutMilliseconds })
}

const missing = (field: string): Refusal =>
  refuse('bad_configuration', { field, details: { faults: [`${field}: required by SMS_GATEWAY`] } })
