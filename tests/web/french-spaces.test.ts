import { expect, it } from 'vitest'
import { noBreakSpaces } from '../../web/french-spaces.ts'

it('sets no-break spaces before two-part punctuation and inside guillemets, and nowhere else', () => {
  expect(noBreakSpaces('Centre « Bû » : ouvert ? Oui ; merci ! À 9, 10:30.')).toBe(
    'Centre «\u00a0Bû\u00a0»\u00a0: ouvert\u00a0? Oui\u00a0; merci\u00a0! À 9, 10:30.',
  )
})

it('holds a figure, or the place of one, to its unit', () => {
  expect(noBreakSpaces('À 8 h – 9 h, 12 km, 40 min, 3 %, 2 habitants, 4 mois, {minutes} min, {kmh} km/h')).toBe(
    'À 8\u00a0h – 9\u00a0h, 12\u00a0km, 40\u00a0min, 3\u00a0%, 2 habitants, 4 mois, {minutes}\u00a0min, {kmh}\u00a0km/h',
  )
})

it('leaves the meaning of code alone', () => {
  const count = (written: string) => new Function('n', noBreakSpaces(written))(2)
  expect(count('return n > 1 ? n + " places : ici" : n')).toBe('2 places\u00a0: ici')
})
