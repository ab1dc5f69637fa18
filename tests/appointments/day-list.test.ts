import { describe, expect, it } from 'vitest'
import { safeCell } from '../../server/appointments/day-list.ts'

describe('a cell of the day list', () => {
  it('is never a formula', () => {
    for (const text of ['=1+1', '+33639980001', '-2', '@SUM(A1)', '\tx', '\r=x']) {
      expect(safeCell(text).startsWith(`"'`)).toBe(true)
    }
  })

  it('keeps quotes, separators and accents', () => {
    expect(safeCell('Éloïse ; dite "Lou"')).toBe('"Éloïse ; dite ""Lou"""')
  })
})
