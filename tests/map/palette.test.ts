import { describe, expect, it } from 'vitest'
import { NEARNESS, nearnessColour, PALETTE, stackedOpacity } from '../../web/map/palette.ts'

/** Relative luminance and contrast, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('the palette', () => {
  it('writes names legibly on paper, and draws what counts with at least 3 to 1', () => {
    expect(contrast(PALETTE.townName, PALETTE.land)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(PALETTE.name, PALETTE.land)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(PALETTE.centre, PALETTE.land)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(PALETTE.onTour, PALETTE.tour)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(PALETTE.otherTour, PALETTE.onOtherTour)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(PALETTE.closedCentre, PALETTE.land)).toBeGreaterThanOrEqual(3)
  })

  it('grades nearness from dark to light, so that it reads without colour', () => {
    const near = NEARNESS.slice(0, -1).map(luminance)
    expect(near).toEqual([...near].sort((a, b) => a - b))
    expect(nearnessColour(null)).toBe(NEARNESS.at(-1))
    expect(nearnessColour(9)).toBe(NEARNESS.at(-2))
  })

  it('darkens a catchment with every band, without hiding the map', () => {
    const covering = [1, 2, 3, 4, 5].map(stackedOpacity)
    expect(covering).toEqual([...covering].sort((a, b) => a - b))
    expect(covering[4]).toBeLessThan(0.6)
  })
})
