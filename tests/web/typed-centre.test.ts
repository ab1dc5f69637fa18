import { expect, it } from 'vitest'
import { readPosition, textOfPosition } from '../../web/admin/typed-centre.ts'

it('reads a position latitude first, with points or commas, and nothing else', () => {
  for (const text of ['46.2037, 1.9953', '46.2037 1.9953', '46,2037 ; 1,9953', ' 46.2037,1.9953 ']) {
    expect(readPosition(text), text).toEqual([1.9953, 46.2037])
  }
  expect(readPosition(textOfPosition([-0.57918, 44.83779]))).toEqual([-0.57918, 44.83779])
  for (const text of ['', '46.2037', 'Ajain', '46.2, 1.9, 3', '95, 2', '46.2037, 200']) {
    expect(readPosition(text), text).toBeNull()
  }
})
