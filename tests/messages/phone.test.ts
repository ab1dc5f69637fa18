import { describe, expect, test } from 'vitest'
import { displayFrench, readPhone } from '../../server/messages/phone.ts'
import { isRefusal } from '../../shared/problem.ts'

const read = (typed: string, demo = false) => readPhone(typed, { demo })

describe('readPhone', () => {
  test.each([
    ['06 12 34 56 78', '+33612345678', '06 12 34 56 78'],
    ['+33 (0)7 56 78 90 12', '+33756789012', '07 56 78 90 12'],
    ['0033612345678', '+33612345678', '06 12 34 56 78'],
    ['+590 690 00 12 34', '+590690001234', '06 90 00 12 34'],
    ['0694 20 12 34', '+594694201234', '06 94 20 12 34'],
    ['0696201234', '+596696201234', '06 96 20 12 34'],
    ['0692 12 34 56', '+262692123456', '06 92 12 34 56'],
    ['+262 639 01 23 45', '+262639012345', '06 39 01 23 45'],
  ])('%s receives SMS as %s', (typed, e164, display) => {
    expect(read(typed)).toEqual({ e164, channel: 'sms', display })
  })

  test.each([
    ['05 49 00 00 00', '+33549000000'],
    ['09 76 12 34 56', '+33976123456'],
    ['0590 90 12 34', '+33590901234'],
    ['+41 79 123 45 67', '+41791234567'],
    ['+32 470 12 34 56', '+32470123456'],
  ])('%s goes to the call list', (typed, e164) => {
    expect(read(typed)).toMatchObject({ e164, channel: 'call' })
  })

  test.each(['06 12 34 56 78', '05 49 00 00 00', '09 76 12 34 56', '06 39 98 12 34'])(
    '%s, once stored, is written like one as typed',
    (typed) => {
      const phone = read(typed, true)
      if (isRefusal(phone)) throw new Error(phone.refusal)
      expect([displayFrench(phone.e164), phone.display]).toEqual([typed, typed])
    },
  )

  test('only metropolitan numbers are written without reading them', () => {
    expect(['+590690001234', '+41791234567', '+336123456789', '0612345678'].map(displayFrench)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('a fictional number receives SMS in demo mode only', () => {
    expect(read('06 39 98 12 34', true)).toEqual({ e164: '+33639981234', channel: 'sms', display: '06 39 98 12 34' })
    expect(read('06 39 98 12 34')).toMatchObject({ channel: 'call' })
  })

  test.each(['', 'demain', '15', '06 12 34', '06 12 34 56 78 90', '0000000000', '3949'])(
    '« %s » cannot be dialled',
    (typed) => {
      expect(read(typed)).toEqual({ refusal: 'invalid_phone', field: 'phone' })
    },
  )
})
