// The map's colours: paper tones under one family of blue-greens. Each meaning also has its own shape, line or words.

export const PALETTE = {
  sea: '#e4ecee',
  land: '#fbf9f4',
  departmentLine: '#cdc6b8',
  departmentName: '#8d8674',
  townName: '#4d5654',
  townDot: '#7d8582',
  paperHalo: '#fbf9f4',

  tour: '#0b5b6b',
  onTour: '#ffffff',
  otherTour: '#7b3f6b',
  onOtherTour: '#ffffff',
  centre: '#0b5b6b',
  closedCentre: '#6f8087',
  depot: '#3c4a50',
  name: '#14262c',

  catchment: '#14707f',
  underserved: '#6a2c91',
  approximate: '#6b5836',
} as const

/** How much one band of a catchment covers what is under it; bands lie on each other, so the nearest is the darkest. */
export const BAND_OPACITY = 0.15

/** Covering of the band that is `depth` deep in its catchment, 1 the outermost: what `depth` sheets of colour give. */
export function stackedOpacity(depth: number): number {
  return 1 - (1 - BAND_OPACITY) ** depth
}

/** Colours of communes by the smallest band they are in, nearest first; the last is for those in no band. */
export const NEARNESS = ['#0a4f5c', '#1f7886', '#4b9ba5', '#7fb6bc', '#a3cace', '#b9b2a3'] as const

/** The colour of a commune whose smallest band is number `at` of the bands shown, null when it is in none. */
export function nearnessColour(at: number | null): string {
  const last = NEARNESS.length - 1
  return NEARNESS[at === null ? last : Math.min(at, last - 1)] ?? NEARNESS[last]!
}
