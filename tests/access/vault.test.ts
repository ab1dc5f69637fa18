import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createVault } from '../../server/access/vault.ts'

describe('the vault', () => {
  const vault = createVault(randomBytes(32))

  it('opens what it sealed, and seals the same text differently each time', () => {
    const one = vault.seal('une phrase à ne pas lire')
    expect(vault.open(one)).toBe('une phrase à ne pas lire')
    expect(vault.seal('une phrase à ne pas lire')).not.toBe(one)
    expect(one).not.toContain('phrase')
  })

  it('refuses a text that was altered, or sealed with another key', () => {
    const sealed = vault.seal('secret')
    const bytes = Buffer.from(sealed.slice(3), 'base64')
    bytes[bytes.length - 1]! ^= 1
    expect(() => vault.open(`v1.${bytes.toString('base64')}`)).toThrow()
    expect(() => createVault(randomBytes(32)).open(sealed)).toThrow()
    expect(() => vault.open('secret')).toThrow()
  })

  it('gives equal texts one fingerprint, and another key another one', () => {
    expect(vault.fingerprint('33639980001')).toBe(vault.fingerprint('33639980001'))
    expect(vault.fingerprint('33639980001')).not.toBe(vault.fingerprint('33639980002'))
    expect(createVault(randomBytes(32)).fingerprint('33639980001')).not.toBe(vault.fingerprint('33639980001'))
  })

  it('refuses a key of another length', () => {
    expect(() => createVault(randomBytes(16))).toThrow('32 bytes')
  })
})
