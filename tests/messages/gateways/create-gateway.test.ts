import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { createConsoleGateway } from '../../../server/messages/gateways/console.ts'
import { createSmsGateway } from '../../../server/messages/gateways/create-gateway.ts'
import { isRefusal } from '../../../shared/problem.ts'
import { asked, sms } from './local-provider.ts'

function gateway(environment: Record<string, string>) {
  const config = readConfig(environment)
  if (isRefusal(config)) throw new Error('bad configuration in the test')
  return createSmsGateway(config)
}
const name = (environment: Record<string, string>) => {
  const chosen = gateway(environment)
  return isRefusal(chosen) ? chosen.details : chosen.name
}
const production = { ESCALE_MODE: 'production', ESCALE_KEY: Buffer.alloc(32).toString('base64') }
const twilio = { SMS_GATEWAY: 'twilio', TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: 'MG1' }

describe('the choice of a gateway', () => {
  test('is the console by default, and always in demo mode', () => {
    expect(name(production)).toBe('console')
    expect(name({ ...twilio, ESCALE_MODE: 'demo' })).toBe('console')
  })

  test('is the provider the configuration names', () => {
    expect(name({ ...production, ...twilio })).toBe('twilio')
  })

  test('names every variable that is missing', () => {
    expect(name({ ...production, ...twilio, TWILIO_AUTH_TOKEN: '' })).toEqual({
      faults: ['TWILIO_AUTH_TOKEN: required by SMS_GATEWAY'],
    })
    expect(name({ ...production, SMS_GATEWAY: 'brevo', BREVO_API_KEY: 'key' })).toEqual({
      faults: ['BREVO_WEBHOOK_SECRET: required by SMS_GATEWAY'],
    })
    expect(name({ ...production, SMS_GATEWAY: 'ovhcloud' })).toMatchObject({ faults: { length: 4 } })
  })

  test('the console takes every SMS, sends nothing, and knows what it never took', async () => {
    const console = createConsoleGateway()
    expect(await console.send(sms)).toEqual({ result: 'accepted', gatewayReference: `console-${sms.messageId}` })
    expect(await console.lookUp(asked)).toEqual({ found: 'never_taken' })
  })
})
