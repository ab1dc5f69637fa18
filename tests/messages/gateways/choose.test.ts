import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { createSmsGateway } from '../../../server/messages/gateways/choose.ts'
import { isRefusal } from '../../../shared/problem.ts'
import { asked, sms } from './local-provider.ts'

function gateway(environment: Record<string, string>) {
  const config = readConfig(environment)
  if (isRefusal(config)) throw new Error('bad configuration in the test')
  return createSmsGateway(config)
}
const production = { ESCALE_MODE: 'production', ESCALE_KEY: Buffer.alloc(32).toString('base64') }
const twilio = { SMS_GATEWAY: 'twilio', TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: 'MG1' }

describe('the choice of a gateway', () => {
  test('is the console by default, and always in demo mode', () => {
    expect(gateway(production).name).toBe('console')
    expect(gateway({ ...twilio, ESCALE_MODE: 'demo' }).name).toBe('console')
  })

  test('is the provider the configuration names', () => {
    expect(gateway({ ...production, ...twilio }).name).toBe('twilio')
  })

  test('names the variable that is missing', () => {
    expect(() => gateway({ ...production, ...twilio, TWILIO_AUTH_TOKEN: '' })).toThrow('TWILIO_AUTH_TOKEN')
    expect(() => gateway({ ...production, SMS_GATEWAY: 'brevo', BREVO_API_KEY: 'key' })).toThrow('BREVO_WEBHOOK_SECRET')
    expect(() => gateway({ ...production, SMS_GATEWAY: 'ovhcloud' })).toThrow('OVH_APPLICATION_KEY')
  })

  test('the console takes every SMS, sends nothing, and knows what it never took', async () => {
    const console = gateway(production)
    expect(await console.send(sms)).toEqual({ result: 'accepted', gatewayReference: `console-${sms.messageId}` })
    expect(await console.lookUp(asked)).toEqual({ found: 'never_taken' })
  })
})
