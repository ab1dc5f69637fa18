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

  it('calls nobody in clear in production, but on its own machine', () => {
    const key = { ESCALE_MODE: 'production', ESCALE_KEY: Buffer.alloc(32, 7).toString('base64') }
    const plain = {
      PUBLIC_URL: 'http://rdv.example.org',
      PSC_ISSUER: 'http://identity.example.org/realm',
      OVH_ENDPOINT: 'http://sms.example.org',
      MAP_STYLE_URL: 'http://map.example.org/style.json',
    }
    const refused = readConfig({ ...key, ...plain })
    const faults = Object.keys(plain).map((name) => `${name}: must be https in production`)
    expect(refused).toMatchObject({ refusal: 'bad_configuration', details: { faults } })
    const base = (at: string) => readConfig({ ...key, DATABASE_URL: `postgres://${at}` })
    expect(base('db.example.org/escale')).toMatchObject({
      details: { faults: [expect.stringContaining('DATABASE_URL: on another machine, say sslmode')] },
    })
    for (const at of [
      'db.example.org/escale?sslmode=verify-full',
      'localhost/escale',
      '/escale?host=/run/postgresql',
    ]) {
      expect(isRefusal(base(at)), at).toBe(false)
    }
    const own = { PUBLIC_URL: 'http://localhost:3000', PSC_ISSUER: 'http://127.0.0.1:8080/realm' }
    expect(isRefusal(readConfig({ ...key, ...own }))).toBe(false)
    expect(isRefusal(readConfig({ ...plain }))).toBe(false)
  })

  it('listens in TLS with a certificate and its key, and takes neither alone', () => {
    const both = { TLS_CERT_FILE: '/etc/escale/tls.pem', TLS_KEY_FILE: '/etc/escale/tls.key' }
    expect(readConfig(both)).toMatchObject({
      tls: { certFile: both.TLS_CERT_FILE, keyFile: both.TLS_KEY_FILE },
      publicUrl: 'https://localhost:3000',
    })
    expect(readConfig({ TLS_CERT_FILE: '', TLS_KEY_FILE: '' })).toMatchObject({
      tls: null,
      publicUrl: 'http://localhost:3000',
    })
    for (const [name, other] of [
      ['TLS_CERT_FILE', 'TLS_KEY_FILE'],
      ['TLS_KEY_FILE', 'TLS_CERT_FILE'],
    ]) {
      expect(readConfig({ [name!]: '/etc/escale/tls.pem' })).toMatchObject({
        refusal: 'bad_configuration',
        details: { faults: [expect.stringContaining(`${other}: one does not go without the other`)] },
      })
    }
  })

  it('takes an antivirus where clamd listens, on its own machine in production, and nothing else', () => {
    const key = { ESCALE_MODE: 'production', ESCALE_KEY: Buffer.alloc(32, 7).toString('base64') }
    for (const wrong of ['localhost:3310', 'http://localhost:3310', 'tcp://', 'tcp://host:99999', 'unix://run/clamd']) {
      const refused = readConfig({ ANTIVIRUS_URL: wrong })
      expect(refused, wrong).toMatchObject({ details: { faults: [expect.stringContaining('ANTIVIRUS_URL: must be')] } })
    }
    const elsewhere = { ANTIVIRUS_URL: 'tcp://antivirus.example.org:3310' }
    expect(isRefusal(readConfig(elsewhere))).toBe(false)
    expect(readConfig({ ...key, ...elsewhere })).toMatchObject({
      details: { faults: [expect.stringContaining('ANTIVIRUS_URL: clamd speaks in clear')] },
    })
    for (const own of ['tcp://127.0.0.1:3310', 'tcp://[::1]:3310', 'unix:///run/clamav/clamd.ctl']) {
      expect(readConfig({ ...key, ANTIVIRUS_URL: own }), own).toMatchObject({ antivirusUrl: own })
    }
    expect(readConfig({})).toMatchObject({ antivirusUrl: undefined })
  })
})
