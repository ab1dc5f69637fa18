import type { SmsSize } from '../../shared/message.ts'

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENSION = '\f^{}\\[~]|€'

const basic = new Set(BASIC)
const extension = new Set(EXTENSION)

/** What a plain accent removal would lose or leave outside the alphabet. */
const REPLACED: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '‚': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '•': '-',
  '·': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\t': ' ',
}

const INVISIBLE = /[\p{Mn}\p{Cf}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u

/** True when every character belongs to the GSM 7-bit default alphabet or its extension table (3GPP TS 23.038). */
export function isGsm7(text: string): boolean {
  for (const character of text) if (!basic.has(character) && !extension.has(character)) return false
  return true
}

/**
 * The same text in the GSM 7-bit alphabet: typographic quotes, dashes and no-break spaces become plain ones,
 * accents the alphabet lacks are dropped, emoji disappear, anything else becomes `?`.
 */
export function toGsm7(text: string): string {
  const plainSpaces = text
    .normalize('NFC')
    .replace(/«\s/g, '«')
    .replace(/\s»/g, '»')
    .replace(/[^\S\n\r\f]/g, ' ')
  let written = ''
  for (const character of plainSpaces) written += characterInGsm7(character)
  return written
}

function characterInGsm7(character: string): string {
  if (basic.has(character) || extension.has(character)) return character
  const replaced = REPLACED[character]
  if (replaced !== undefined) return replaced
  if (INVISIBLE.test(character)) return ''
  const plain = character.normalize('NFKD').replace(/\p{Mn}/gu, '')
  return plain !== character && isGsm7(plain) ? plain : '?'
}

/** Counts a text as an operator bills it: 160 or 70 alone, 153 or 67 per part, no pair split between two parts. */
export function smsSize(text: string): SmsSize {
  const gsm7 = isGsm7(text)
  const widths = Array.from(text, (character) => (gsm7 ? (extension.has(character) ? 2 : 1) : character.length))
  const length = widths.reduce((sum, width) => sum + width, 0)
  const [alone, part] = gsm7 ? [160, 153] : [70, 67]
  const encoding = gsm7 ? 'gsm7' : 'ucs2'
  if (length <= alone) return { encoding, length, segments: 1, left: alone - length }
  let segments = 1
  let used = 0
  for (const width of widths) {
    if (used + width > part) {
      segments += 1
      used = 0
    }
    used += width
  }
  return { encoding, length, segments, left: part - used }
}
