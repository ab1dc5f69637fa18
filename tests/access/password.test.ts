import { describe, expect, it } from 'vitest'
import { deviceOf } from '../../server/access/device.ts'
import { hashPassword, isPassword } from '../../server/access/passwords.ts'
import { newRecoveryCode, normalRecoveryCode } from '../../server/access/recovery-codes.ts'
import { refuseWeak } from '../../server/access/refuse-weak.ts'
import { hasRightCheckDigit, normalRpps } from '../../server/access/rpps.ts'
import { signInNameOf } from '../../server/access/sign-in-names.ts'
import { waitSeconds } from '../../server/access/slow-down.ts'
import { passwordFault } from '../../shared/password.ts'

const WHOSE = { name: 'Dr Anne-Lise Vraisemblable', signInName: 'anne-lise.vraisemblable' }
const OWN = Object.values(WHOSE)
const WILL_DO = [
  'girafe lavande tournevis mardi',
  'correcthorsebatterystaple',
  'Kx7#pQ2!vN9$mZ4&',
  'ノ木 川 山 空 海 森 風 雨 雪 花',
  'l’escale de mon oncle à Bordeaux',
]

describe('a password', () => {
  it.each([
    ['girafe lavande', 'too_short'],
    ['x'.repeat(129), 'too_long'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too_simple'],
    ['1234567890123456', 'too_simple'],
    ['azertyuiopqsdfghjklm', 'too_simple'],
    ['QWERTYUIOPASDFGHJKL', 'too_simple'],
    ['abc123abc123abc123', 'too_simple'],
    ['zyxwvutsrqponmlkj', 'too_simple'],
    ['motdepassemotdepasse', 'too_close'],
    ['Escale-Mobilderm-2026', 'too_close'],
    ['annelise vraisemblable', 'too_close'],
    ['Vraisemblable.Anne!', 'too_close'],
    ['Médecins Solidaires 1', 'too_close'],
  ])('%s is %s', (password, fault) => {
    expect(passwordFault(password, OWN)).toBe(fault)
  })

  it.each(WILL_DO)('%s will do: no rule on the kinds of characters', (password) => {
    expect(passwordFault(password, OWN)).toBeNull()
  })

  it.each([
    'marseille123456',
    'Bienvenue2026!!',
    'JeanDupont19751975',
    'liverpool 12345678',
    'Princesse14071789',
    'm0tdepasse14071789',
  ])('%s is found in few guesses', async (password) => {
    expect(await refuseWeak(password, WHOSE)).toMatchObject({ refusal: 'password_too_common', field: 'password' })
  })

  it.each([...WILL_DO, 'Ab9'.repeat(3) + 'girafe lavande tournevis mardi'.repeat(3)])(
    '%s takes many guesses',
    async (password) => {
      expect(await refuseWeak(password, WHOSE)).toBeNull()
    },
  )

  it('is first held to the rules a screen tells as one types', async () => {
    expect(await refuseWeak('girafe lavande', WHOSE)).toMatchObject({ refusal: 'password_too_short' })
  })

  it('is kept as a salted hash that names its cost, and compared whole', async () => {
    const [one, other] = await Promise.all([hashPassword('girafe lavande mardi'), hashPassword('girafe lavande mardi')])
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(one).not.toBe(other)
    expect(await isPassword('girafe lavande mardi', one)).toBe(true)
    expect(await isPassword('girafe lavande mardi ', one)).toBe(false)
    expect(await isPassword('girafe lavande mardi', undefined)).toBe(false)
  })
})

describe('what goes with it', () => {
  it('recovery codes hold 120 random bits, and are read however they are typed', () => {
    const code = newRecoveryCode()
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(newRecoveryCode()).not.toBe(code)
    expect(normalRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
    expect(normalRecoveryCode('oil0-1111-2222-3333-4444-5555')).toBe('0110-1111-2222-3333-4444-5555')
  })

  it('the wait starts after the free failures, doubles, and stays below a quarter of an hour', () => {
    expect([0, 4, 5, 6, 7, 8, 13, 500].map((failures) => waitSeconds(failures, 5))).toEqual([
      0, 0, 5, 10, 20, 40, 900, 900,
    ])
  })

  it('sign-in names are made of names, without civility or accent, and numbered when taken', () => {
    expect(signInNameOf('Dr Anne-Lise Noé', [])).toBe('anne-lise.noe')
    expect(signInNameOf('Anne Noé', ['anne.noe', 'anne.noe2'])).toBe('anne.noe3')
    expect(signInNameOf('李', [])).toBe('compte')
  })

  it('RPPS numbers have eleven digits and a check digit, after an 8 or not', () => {
    expect(normalRpps('100 0000 0009')).toBe('10000000009')
    expect(normalRpps('810000000009')).toBe('10000000009')
    expect(normalRpps('0123456789')).toBeNull()
    expect(hasRightCheckDigit('10000000009')).toBe(true)
    expect(hasRightCheckDigit('10000000008')).toBe(false)
  })

  it('a device is two words, whatever the browser says of itself', () => {
    const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604.1'
    expect([edge, phone, undefined, 'x'.repeat(5000)].map(deviceOf)).toEqual([
      'edge/windows',
      'safari/ios',
      'other/other',
      'other/other',
    ])
  })
})
