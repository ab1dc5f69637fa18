import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isGsm7, smsSize, toGsm7 } from '../../server/messages/gsm7.ts'

describe('toGsm7', () => {
  test('keeps the accents the alphabet has and drops the others', () => {
    expect(toGsm7('é è à ù ö ü ñ É Ç')).toBe('é è à ù ö ü ñ É Ç')
    expect(toGsm7('ê ç ô û â î ï ë œ Œ À È')).toBe('e c o u a i i e oe OE A E')
    expect(toGsm7('Bû')).toBe('Bu')
  })

  test('writes typographic quotes, dashes and no-break spaces plainly', () => {
    expect(toGsm7('« l’étape » – 14\u00a0h\u202f20…')).toBe('"l\'étape" - 14 h 20...')
  })

  test('drops emoji whole, skin tones and joiners included', () => {
    expect(toGsm7('OUI 👍🏽 👩‍⚕️!')).toBe('OUI  !')
  })

  test('recomposes an accent written as two characters', () => {
    expect(toGsm7('re\u0301pondez')).toBe('répondez')
  })

  test('always gives GSM-7, and leaves GSM-7 untouched', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => isGsm7(toGsm7(text))))
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => toGsm7(toGsm7(text)) === toGsm7(text)))
  })
})

describe('smsSize', () => {
  test('holds 160 characters in one GSM-7 segment and cuts longer ones at 153', () => {
    expect(smsSize('a'.repeat(160))).toEqual({ encoding: 'gsm7', length: 160, segments: 1, left: 0 })
    expect(smsSize('a'.repeat(161))).toEqual({ encoding: 'gsm7', length: 161, segments: 2, left: 145 })
    expect(smsSize('a'.repeat(306)).segments).toBe(2)
    expect(smsSize('a'.repeat(307)).segments).toBe(3)
  })

  test('counts an extension character twice and never splits its escape', () => {
    expect(smsSize('€'.repeat(80))).toMatchObject({ length: 160, segments: 1 })
    expect(smsSize(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ length: 306, segments: 3 })
  })

  test('falls to 70 and 67 characters as soon as one accent is outside the alphabet', () => {
    expect(smsSize('ê'.repeat(70))).toEqual({ encoding: 'ucs2', length: 70, segments: 1, left: 0 })
    expect(smsSize('ê'.repeat(71)).segments).toBe(2)
    expect(smsSize(`${'ê'.repeat(66)}👍${'ê'.repeat(66)}`)).toMatchObject({ length: 134, segments: 3 })
  })

  test('an empty text is one segment of nothing', () => {
    expect(smsSize('')).toEqual({ encoding: 'gsm7', length: 0, segments: 1, left: 160 })
  })
})
