import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { FIRST_KEY, fixedKeyring, type Keyring, type VaultKey } from './keyring.ts'

/** Keeps personal data unreadable in the database. */
export interface Vault {
  /** AES-256-GCM under the key in use, with a fresh nonce: the key's mark, then base64 of nonce, tag and ciphertext. */
  seal(text: string): string
  /** The text that was sealed; throws when it was altered or sealed with a key this vault does not hold. */
  open(sealed: string): string
  /** Keyed hash (HMAC-SHA-256): equal texts give equal fingerprints, and nothing else can be read from one. */
  fingerprint(text: string): string
  /** The fingerprints of a text under every key held: what a search compares with, since a row may be older than the key in use. */
  fingerprints(text: string): readonly string[]
  /** A keyed hash that says which key made it, and is therefore checked long after another came into use. */
  mark(text: string): string
  /** Whether `mark` made this of that text. */
  isMarkOf(mark: string, text: string): boolean
  /** How what is sealed now begins: rows that begin otherwise are older than the key in use. */
  sealedPrefix(): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

type Derived = { readonly sealing: Buffer; readonly fingerprint: Buffer }

/** A vault under one key or a ring of them; sealing and fingerprints use separate keys derived from each (HKDF, RFC 5869). */
export function createVault(keys: Buffer | Keyring): Vault {
  const ring = Buffer.isBuffer(keys) ? fixedKeyring([{ id: FIRST_KEY, key: keys, activeFrom: null }]) : keys
  const derived = new Map<string, Derived>()
  const partsOf = ({ id, key }: VaultKey): Derived => {
    const parts = derived.get(id) ?? derive(key)
    derived.set(id, parts)
    return parts
  }
  const held = (id: string) => {
    const key = ring.named(id)
    if (!key) throw new Error('This was made with a key the vault does not hold.')
    return partsOf(key)
  }
  const hash = (parts: Derived, text: string) =>
    createHmac('sha256', parts.fingerprint).update(text).digest('base64url')
  for (const key of ring.all()) partsOf(key)
  return {
    seal(text) {
      const key = ring.current()
      return `${prefixOf(key.id)}${encrypt(partsOf(key).sealing, text)}`
    },
    open(sealed) {
      const { id, body } = readPrefix(sealed)
      return decrypt(held(id).sealing, body)
    },
    fingerprint: (text) => hash(partsOf(ring.current()), text),
    fingerprints: (text) => ring.all().map((key) => hash(partsOf(key), text)),
    mark(text) {
      const key = ring.current()
      return `${key.id === FIRST_KEY ? '' : `${key.id}.`}${hash(partsOf(key), text)}`
    },
    isMarkOf(mark, text) {
      const [id, made] = mark.includes('.') ? mark.split('.') : [FIRST_KEY, mark]
      const key = ring.named(id!)
      return key !== undefined && hash(partsOf(key), text) === made
    },
    sealedPrefix: () => prefixOf(ring.current().id),
  }
}

function derive(key: Buffer): Derived {
  if (key.length !== KEY_BYTES) throw new Error('The vault needs a key of 32 bytes.')
  const part = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, KEY_BYTES))
  return { sealing: part('escale sealing'), fingerprint: part('escale fingerprint') }
}

/** `v1.` for the first key, as before there were others; `v2.<key>.` for those that came after. */
function prefixOf(id: string): string {
  return id === FIRST_KEY ? 'v1.' : `v2.${id}.`
}

function readPrefix(sealed: string): { id: string; body: string } {
  if (sealed.startsWith('v1.')) return { id: FIRST_KEY, body: sealed.slice(3) }
  const end = sealed.indexOf('.', 3)
  if (!sealed.startsWith('v2.') || end < 0) throw new Error('This text was not sealed by the vault.')
  return { id: sealed.slice(3, end), body: sealed.slice(end + 1) }
}

function encrypt(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

function decrypt(key: Buffer, text: string): string {
  const bytes = Buffer.from(text, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}
