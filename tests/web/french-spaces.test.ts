import { expect, it } from 'vitest'
import { noBreakSpaces } from '../../web/french-spaces.ts'

it('sets no-break spaces before two-part punctuation and inside guillemets, and nowhere else', () => {
  expect(noBreakSpaces('Centre « Bû » : ouvert ? Oui ; merci ! À 8 h – 9 h, 10:30.')).toBe(
    'Centre «\u00a0Bû\u00a0»\u00a0: ouvert\u00a0? Oui\u00a0; merci\u00a0! À 8 h – 9 h, 10:30.',
  )
})

it('leaves the meaning of code alone', () => {
  const count = (written: string) => new Function('n', noBreakSpaces(written))(2)
  expect(count('return n > 1 ? n + " places : ici" : n')).toBe('2 places\u00a0: ici')
})
