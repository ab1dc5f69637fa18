import { expect, it } from 'vitest'
import { nextTab } from '../../web/ui/tabs.tsx'

it('moves between tabs with the arrows, around the ends, and to the ends', () => {
  expect(nextTab('ArrowRight', 2, 3)).toBe(0)
  expect(nextTab('ArrowLeft', 0, 3)).toBe(2)
  expect(nextTab('Home', 2, 3)).toBe(0)
  expect(nextTab('End', 0, 3)).toBe(2)
  expect(nextTab('Enter', 1, 3)).toBe(1)
})
