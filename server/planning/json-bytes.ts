import { createHash } from 'node:crypto'

const SIZE = 1 << 16
/** Room left in the buffer by every number: the longest written takes 25 characters. */
const MARGIN = 64
const [QUOTE, BACKSLASH, ZERO, MINUS] = ['"', '\\', '0', '-'].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
]

/** The SHA-256 of a JSON text written piece by piece: the text itself is never held. */
export class HashedJson {
  readonly #hash = createHash('sha256')
  readonly #buffer = new Uint8Array(SIZE)
  #length = 0
  readonly #words: Uint8Array
  /** Where the words begin, and where the last one ends. */
  readonly #starts: number[] = []

  /** `words` is a JSON list of strings, written later by their place in it. */
  constructor(words: string) {
    this.#words = Buffer.from(words, 'utf8')
    let isInside = false
    for (let at = 0; at < this.#words.length; at += 1) {
      const byte = this.#words[at]
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) {
        if (!isInside) this.#starts.push(at)
        isInside = !isInside
      }
    }
    // A word ends before the comma, or the bracket, that stands before the next.
    this.#starts.push(this.#words.length)
  }

  /** Any text. */
  text(text: string): void {
    this.#flush()
    this.#hash.update(text, 'utf8')
  }

  /** A few ASCII characters: punctuation, the names of fields. */
  sign(text: string): void {
    if (this.#length + text.length > SIZE - MARGIN) this.#flush()
    const buffer = this.#buffer
    const start = this.#length
    for (let index = 0; index < text.length; index += 1) buffer[start + index] = text.charCodeAt(index)
    this.#length = start + text.length
  }

  /** The word at a place of the list; null before the first. */
  word(place: number): void {
    if (place < 0) {
      this.sign('null')
      return
    }
    const start = this.#starts[place] as number
    const end = (this.#starts[place + 1] as number) - 1
    const length = end - start
    if (this.#length + length > SIZE - MARGIN) this.#flush()
    if (length > SIZE - MARGIN) this.#hash.update(this.#words.subarray(start, end))
    else {
      for (let index = 0; index < length; index += 1)
        this.#buffer[this.#length + index] = this.#words[start + index] as number
      this.#length += length
    }
  }

  /** A number as JSON writes it. */
  number(value: number): void {
    const integer = value | 0
    // The least of all integers of 32 bits has no opposite among them.
    if (integer !== value || integer === -0x80000000) {
      this.sign(String(value))
      return
    }
    if (this.#length > SIZE - MARGIN) this.#flush()
    let left = integer < 0 ? -integer : integer
    if (integer < 0) {
      this.#buffer[this.#length] = MINUS
      this.#length += 1
    }
    const buffer = this.#buffer
    const start = this.#length
    let digits = 1
    for (let power = 10; power <= left; power *= 10) digits += 1
    for (let index = start + digits - 1; index >= start; index -= 1) {
      const tenth = (left / 10) | 0
      buffer[index] = ZERO + left - tenth * 10
      left = tenth
    }
    this.#length = start + digits
  }

  /** The hash of all that was written, in hexadecimal. */
  digest(): string {
    this.#flush()
    return this.#hash.digest('hex')
  }

  #flush(): void {
    this.#hash.update(this.#buffer.subarray(0, this.#length))
    this.#length = 0
  }
}
