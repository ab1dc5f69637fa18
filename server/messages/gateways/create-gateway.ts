import { isRefusal, type Refusal, refuse } from '../../../shared/problem.ts'
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

/**
 * The gateway the configuration names, always the console in demo mode; refuses `bad_configuration` naming every variable
 * it lacks.
 */
export function createSmsGateway({ demo, publicUrl, sms }: Config): SmsGateway | Refusal {
  if (demo || sms.gateway === 'console') return createConsoleGateway()
  const common = { webhookUrl: webhookUrl(publicUrl, sms.gateway), timeoutMilliseconds: TIMEOUT_MILLISECONDS }
  switch (sms.gateway) {
    case 'ovhcloud': {
      const { applicationKey, applicationSecret, consumerKey, serviceName } = sms.ovhcloud
      const secrets = complete({
        OVH_APPLICATION_KEY: applicationKey,
        OVH_APPLICATION_SECRET: applicationSecret,
        OVH_CONSUMER_KEY: consumerKey,
        OVH_SERVICE_NAME: serviceName,
      })
      if (isRefusal(secrets)) return secrets
      return createOvhcloudGateway({
        endpoint: sms.ovhcloud.endpoint,
        applicationKey: secrets.OVH_APPLICATION_KEY,
        applicationSecret: secrets.OVH_APPLICATION_SECRET,
        consumerKey: secrets.OVH_CONSUMER_KEY,
        serviceName: secrets.OVH_SERVICE_NAME,
        ...common,
      })
    }
    case 'brevo': {
      const secrets = complete({ BREVO_API_KEY: sms.brevo.apiKey, BREVO_WEBHOOK_SECRET: sms.brevo.webhookSecret })
      if (isRefusal(secrets)) return secrets
      return createBrevoGateway({
        endpoint: sms.brevo.endpoint,
        apiKey: secrets.BREVO_API_KEY,
        webhookSecret: secrets.BREVO_WEBHOOK_SECRET,
        sender: sms.sender,
        ...common,
      })
    }
    case 'twilio': {
      const { accountSid, authToken, from } = sms.twilio
      const secrets = complete({ TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from })
      if (isRefusal(secrets)) return secrets
      return createTwilioGateway({
        endpoint: sms.twilio.endpoint,
        accountSid: secrets.TWILIO_ACCOUNT_SID,
        authToken: secrets.TWILIO_AUTH_TOKEN,
        from: secrets.TWILIO_FROM,
        ...common,
      })
    }
  }
}

function complete<Name extends string>(variables: Record<Name, string | undefined>): Record<Name, string> | Refusal {
  const faults = Object.entries(variables)
    .filter(([, value]) => !value)
    .map(([variable]) => `${variable}: required by SMS_GATEWAY`)
  return faults.length > 0 ? refuse('bad_configuration', { details: { faults } }) : (variables as Record<Name, string>)
}
