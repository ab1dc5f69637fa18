import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Keeps personal data unreadable in the database. */
export interface Vault {
  /** AES-256-GCM with a fresh nonce: `v1.` + base64 of nonce, tag and ciphertext. */
  seal(text: string): string
  /** The text that was sealed; throws when it was altered or sealed with another key. */
  open(sealed: string): string
  /** Keyed hash (HMAC-SHA-256): equal texts give equal fingerprints, and nothing else can be read from one. */
  fingerprint(text: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A vault under one 32-byte key; sealing and fingerprints use separate keys derived from it (HKDF, RFC 5869). */
export function createVault(key: Buffer): Vault {
  if (key.length !== 32) throw new Error('The vault needs a key of 32 bytes.')
  const sealingKey = Buffer.from(hkdfSync('sha256', key, '', 'escale sealing', 32))
  const fingerprintKey = Buffer.from(hkdfSync('sha256', key, '', 'escale fingerprint', 32))
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`
    },
    open(sealed) {
      if (!sealed.startsWith('v1.')) throw new Error('This text was not sealed by the vault.')
      const bytes = Buffer.from(sealed.slice(3), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      )
    },
    fingerprint: (text) => createHmac('sha256', fingerprintKey).update(text).digest('base64url'),
  }
}

/** The key kept in a file beside the data, made on first use and readable by its owner only. Demo mode alone uses it. */
export function keyFromFile(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 })
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64')
}
