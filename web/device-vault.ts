import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

// What the device keeps so that a day can be worked without network. Each record is sealed (AES-GCM) with a key the browser
// never lets out, and forgotten at sign-out or after 48 hours.

/** How long a record serves, in milliseconds of the device's own clock. */
const KEPT_MS = 48 * 60 * 60 * 1000

interface Kept extends DBSchema {
  keys: { key: string; value: CryptoKey }
  records: { key: string; value: { keptUntil: number; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer } }
}

let opened: Promise<IDBPDatabase<Kept>> | undefined

function open(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('escale', 1, {
    upgrade(db) {
      db.createObjectStore('keys')
      db.createObjectStore('records')
    },
    terminated() {
      opened = undefined
    },
  })
  return opened
}

async function keyOf(db: IDBPDatabase<Kept>): Promise<CryptoKey> {
  const known = await db.get('keys', 'seal')
  if (known) return known
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  // Two tabs may make one at once: whoever wrote first wins.
  await db.add('keys', made, 'seal').catch(() => undefined)
  return (await db.get('keys', 'seal')) ?? made
}

const sealing = (id: string, iv: Uint8Array<ArrayBuffer>) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(id),
})

/** Keeps a value, sealed, under an id that says nothing of anyone; 48 hours from now unless told until when. */
export async function keep(id: string, value: unknown): Promise<void> {
  const db = await open()
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const sealed = await crypto.subtle.encrypt(sealing(id, iv), await keyOf(db), plain)
  await db.put('records', { keptUntil: Date.now() + KEPT_MS, iv, sealed }, id)
}

/** What was kept under an id; null when nothing was, or no longer. Never throws: a device that cannot keep has kept nothing. */
export async function readKept<Value>(id: string): Promise<Value | null> {
  try {
    const db = await open()
    const record = await db.get('records', id)
    if (!record || record.keptUntil <= Date.now()) return null
    const plain = await crypto.subtle.decrypt(sealing(id, record.iv), await keyOf(db), record.sealed)
    return JSON.parse(new TextDecoder().decode(plain)) as Value
  } catch {
    return null
  }
}

/** The ids kept that begin so. */
export async function keptIds(prefix: string): Promise<string[]> {
  try {
    const keys = await (await open()).getAllKeys('records')
    return keys.filter((id) => id.startsWith(prefix))
  } catch {
    return []
  }
}

/** Forgets some records. */
export async function forget(ids: readonly string[]): Promise<void> {
  const db = await open()
  await Promise.all(ids.map((id) => db.delete('records', id)))
}

/** Forgets what is older than 48 hours. */
export async function forgetExpired(): Promise<void> {
  try {
    const db = await open()
    for (const id of await db.getAllKeys('records')) {
      const record = await db.get('records', id)
      if (record && record.keptUntil <= Date.now()) await db.delete('records', id)
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Forgets everything, key included. */
export async function forgetAll(): Promise<void> {
  try {
    const db = await open()
    const both = db.transaction(['keys', 'records'], 'readwrite')
    await Promise.all([both.objectStore('keys').clear(), both.objectStore('records').clear(), both.done])
  } catch {
    // As above.
  }
}
