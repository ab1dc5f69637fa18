import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

const FRAME_BYTES = 1024 * 1024
const TAG_BYTES = 16
const LENGTH_BYTES = 4
const KEY_BYTES = 32

/**
 * Encrypts a stream in frames of at most 1 MiB, AES-256-GCM each, under a key made for this stream alone from `key`
 * and `salt`. The frame's number is its nonce and the last frame says that it is: none can be moved, repeated, taken
 * away or cut off. `header` is covered too.
 */
export async function* sealFrames(
  plain: AsyncIterable<Uint8Array>,
  key: Buffer,
  salt: Buffer,
  header: string,
): AsyncGenerator<Buffer> {
  const streamKey = keyOf(key, salt)
  let held: Buffer = Buffer.alloc(0)
  let number = 0
  const seal = (bytes: Buffer, isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', streamKey, nonceOf(number))
    cipher.setAAD(coverOf(header, isLast))
    const body = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(body.length)
    number += 1
    return Buffer.concat([length, body])
  }
  for await (const chunk of plain) {
    held = Buffer.concat([held, chunk])
    while (held.length > FRAME_BYTES) {
      yield seal(held.subarray(0, FRAME_BYTES), false)
      held = held.subarray(FRAME_BYTES)
    }
  }
  yield seal(held, true)
}

/** What was sealed, frame by frame; throws `damaged` on a frame that was altered, moved or cut off, or on another key. */
export async function* openFrames(
  sealed: AsyncIterable<Uint8Array>,
  key: Buffer,
  salt: Buffer,
  header: string,
): AsyncGenerator<Buffer> {
  const streamKey = keyOf(key, salt)
  let held: Buffer = Buffer.alloc(0)
  let number = 0
  let isWhole = false
  const open = (body: Buffer, isLast: boolean): Buffer | null => {
    const decipher = createDecipheriv('aes-256-gcm', streamKey, nonceOf(number), { authTagLength: TAG_BYTES })
    decipher.setAAD(coverOf(header, isLast))
    decipher.setAuthTag(body.subarray(-TAG_BYTES))
    const plain = decipher.update(body.subarray(0, -TAG_BYTES))
    try {
      decipher.final()
      return plain
    } catch {
      return null
    }
  }
  for await (const chunk of sealed) {
    held = Buffer.concat([held, chunk])
    for (;;) {
      const length = held.length < LENGTH_BYTES ? Number.POSITIVE_INFINITY : held.readUInt32BE()
      if (Number.isFinite(length) && (length < TAG_BYTES || length > FRAME_BYTES + TAG_BYTES)) throw damaged()
      if (held.length < LENGTH_BYTES + length) break
      const body = held.subarray(LENGTH_BYTES, LENGTH_BYTES + length)
      const plain = isWhole ? null : (open(body, false) ?? lastOf(open(body, true)))
      if (!plain) throw damaged()
      number += 1
      yield plain
      held = held.subarray(LENGTH_BYTES + length)
    }
  }
  if (!isWhole || held.length > 0) throw damaged()

  function lastOf(plain: Buffer | null): Buffer | null {
    isWhole = plain !== null
    return plain
  }
}

const damaged = () => new Error('damaged: this file was altered or cut short, or another key is needed.')

function keyOf(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'escale backup', KEY_BYTES))
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  return nonce
}

const coverOf = (header: string, isLast: boolean) => Buffer.from(`${isLast ? 'last' : 'more'} ${header}`)
