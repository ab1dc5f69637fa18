import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { isRefusal } from '../../shared/problem.ts'

describe('the configuration', () => {
  it('needs nothing for the demo', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ demo: true, port: 3000, sms: { gateway: 'console' } })
  })

  it('names every variable at fault without its value', () => {
    const refused = readConfig({ PORT: 'eighty', ESCALE_KEY: 'c2hvcnQ=', DATABASE_URL: 'mysql://secret@host/x' })
    expect(isRefusal(refused)).toBe(true)
    const text = JSON.stringify(refused)
    for (const name of ['PORT', 'ESCALE_KEY', 'DATABASE_URL']) expect(text).toContain(name)
    for (const value of ['eighty', 'c2hvcnQ', 'secret']) expect(text).not.toContain(value)
  })

  it('refuses production without a key', () => {
    expect(readConfig({ ESCALE_MODE: 'production' })).toMatchObject({
      refusal: 'bad_configuration',
      field: 'ESCALE_KEY',
    })
  })
})
