import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  fileKeyring,
  fixedKeyring,
  keyFileOf,
  keyringOf,
  openKeyring,
  readKeyFile,
  writeKeyFile,
} from '../../server/access/keyring.ts'
import { createVault } from '../../server/access/vault.ts'
import { addMinutes, type Instant, toInstant } from '../../shared/time.ts'

const key = (id: string, activeFrom: Instant | null = null) => ({ id, key: randomBytes(32), activeFrom })
const newFile = () => join(mkdtempSync(join(tmpdir(), 'escale-key-')), 'keys.json')

describe('a ring of keys', () => {
  const [first, second] = [key('1'), key('20260301', toInstant(Date.now() - 1000))]

  it('seals with the newest and opens what either sealed', () => {
    const [before, after] = [createVault(fixedKeyring([first])), createVault(fixedKeyring([first, second]))]
    const old = before.seal('secret')
    expect(after.open(old)).toBe('secret')
    expect(after.seal('secret').startsWith('v2.20260301.')).toBe(true)
    expect(() => before.open(after.seal('secret'))).toThrow('does not hold')
    expect(old.startsWith(before.sealedPrefix())).toBe(true)
    expect(old.startsWith(after.sealedPrefix())).toBe(false)
  })

  it('finds a fingerprint made before the new key, and checks a mark by the key that made it', () => {
    const [before, after] = [createVault(fixedKeyring([first])), createVault(fixedKeyring([first, second]))]
    expect(after.fingerprint('x')).not.toBe(before.fingerprint('x'))
    expect(after.fingerprints('x')).toEqual([after.fingerprint('x'), before.fingerprint('x')])
    expect(after.isMarkOf(before.mark('x'), 'x')).toBe(true)
    expect(after.isMarkOf(after.mark('x'), 'x')).toBe(true)
    expect(after.isMarkOf(after.mark('x'), 'y')).toBe(false)
    expect(before.isMarkOf(after.mark('x'), 'x')).toBe(false)
  })

  it('waits for the hour of a key before sealing with it, and opens with it at once', () => {
    const later = key('20270101', addMinutes(toInstant(Date.now()), 60))
    const vault = createVault(fixedKeyring([first, later]))
    expect(vault.seal('x').startsWith('v1.')).toBe(true)
    const early = createVault(fixedKeyring([first, { ...later, activeFrom: null }])).seal('x')
    expect(vault.open(early)).toBe('x')
  })
})

describe('a key file', () => {
  it('is made for the demo, readable by its owner only, and found again', () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'escale-key-'))
    const config = { demo: true, key: undefined, keyFile: undefined, dataFolder }
    const sealed = createVault(keyringOf(config)).seal('x')
    expect(createVault(keyringOf(config)).open(sealed)).toBe('x')
    expect(statSync(keyFileOf(config)).mode & 0o077).toBe(0)
    expect(() => keyFileOf({ ...config, demo: false })).toThrow('ESCALE_KEY_FILE')
  })

  it('may hold the base64 of one key, and refuses anything that is no key', () => {
    const file = newFile()
    const only = randomBytes(32)
    writeFileSync(file, `${only.toString('base64')}\n`)
    expect(readKeyFile(file)).toEqual([{ id: '1', key: only, activeFrom: null }])
    writeFileSync(file, randomBytes(16).toString('base64'))
    expect(() => readKeyFile(file)).toThrow()
  })

  it('that is missing, or no key file, is told in words and shows nothing of itself', () => {
    const file = newFile()
    const config = { demo: false, key: undefined, keyFile: file, dataFolder: '' }
    const told = () => JSON.stringify(openKeyring(config))
    expect(told()).toMatch(/bad_configuration.*ESCALE_KEY_FILE: the key file cannot be read/)
    writeFileSync(file, 'ceci-nest-pas-une-cle')
    expect(told()).toMatch(/ESCALE_KEY_FILE: the key file cannot be read/)
    expect(told()).not.toContain('ceci')
    expect(JSON.stringify(openKeyring(config, file))).toContain(file)
  })

  it('that goes missing, or is written badly, while a process runs leaves it the keys it has', () => {
    const file = newFile()
    writeKeyFile(file, [key('1')])
    const running = createVault(fileKeyring(file))
    const sealed = running.seal('x')
    const other = createVault(fixedKeyring([key('20260301')])).seal('y')
    for (const spoil of [() => rmSync(file), () => writeFileSync(file, '{"keys":')]) {
      spoil()
      expect(() => running.open(other)).toThrow('does not hold')
      expect(running.open(sealed)).toBe('x')
    }
  })

  it('lets a running process open what another one sealed with a key added since', () => {
    const file = newFile()
    const keys = [key('1')]
    writeKeyFile(file, keys)
    const running = createVault(fileKeyring(file))
    expect(running.open(running.seal('x'))).toBe('x')
    writeKeyFile(file, [...keys, key('20260301')])
    utimesSync(file, new Date(), new Date(Date.now() + 2000))
    expect(running.open(createVault(fileKeyring(file)).seal('y'))).toBe('y')
    expect(running.seal('z').startsWith('v2.20260301.')).toBe(true)
  })
})
