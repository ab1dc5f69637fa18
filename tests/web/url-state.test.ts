import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inChoice, inFlag, inList, inNumber, inText, readQuery, writeQuery } from '../../web/url-state.ts'

const SHAPE = {
  stop: inText(),
  minutes: inNumber(45, { min: 15, max: 45 }),
  view: inChoice(['list', 'map'], 'map'),
  open: inFlag(false),
  centres: inList(),
}

const read = (search: string) => readQuery(SHAPE, Object.fromEntries(new URLSearchParams(search)))
const DEFAULT = { stop: '', minutes: 45, view: 'map', open: false, centres: [] }

describe('the state kept in an address', () => {
  it('is the fallbacks when the address says nothing', () => {
    expect(read('')).toEqual(DEFAULT)
  })

  it('reads what the address says', () => {
    expect(read('?stop=abc&minutes=20&view=list&open=1&centres=a,b')).toEqual({
      stop: 'abc',
      minutes: 20,
      view: 'list',
      open: true,
      centres: ['a', 'b'],
    })
  })

  it('takes the fallback for what it cannot read', () => {
    expect(read('?minutes=4000&view=table&open=maybe')).toEqual(DEFAULT)
    expect(read('?minutes=').minutes).toBe(45)
    expect(read('?minutes=20.5').minutes).toBe(45)
  })

  it('writes only what differs from the fallbacks', () => {
    expect(writeQuery(SHAPE, { ...read(''), view: 'list' })).toBe('?view=list')
    expect(writeQuery(SHAPE, read(''))).toBe('')
  })

  it('keeps what belongs to others', () => {
    expect(writeQuery(SHAPE, { ...read(''), open: true }, { tab: 'days', open: '0' })).toBe('?tab=days&open=1')
  })

  it('comes back the same, whatever it is', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !text.includes(',') && !/[\ud800-\udfff]/.test(text))
    const state = fc.record({
      stop: fc.string().filter((text) => !/[\ud800-\udfff]/.test(text)),
      minutes: fc.integer({ min: 15, max: 45 }),
      view: fc.constantFrom('list' as const, 'map' as const),
      open: fc.boolean(),
      centres: fc.array(word),
    })
    fc.assert(
      fc.property(state, (any) => {
        expect(read(writeQuery(SHAPE, any))).toEqual(any)
      }),
    )
  })
})
