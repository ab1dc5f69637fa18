import type { fr } from './editor.fr.ts'

/** Texts of a draft changed by hand on its timeline and its map, and of what each change costs. */
export const en: typeof fr = {
  timeline: 'Timeline to edit, week by week',
  pinned: 'pinned stop',
  inHand: (centre, days, isPinned) => `${centre}, ${days}${isPinned ? ' (pinned)' : ''}`,
  nothingInHand: 'Choose a stop to move it.',
  keys: 'Drag a stop to move it, its edges to stretch it. By keyboard: ← → a day, with Alt a week, with Shift the last day, F pins it, Delete removes it.',
  map: 'Map of the draft: stops and host centres',
  centre: 'Host centre (here or on the map)',
  chooseCentre: 'Choose a centre',
  addStop: 'Add a stop',
  moveThere: (centre) => `Move the stop at ${centre} there`,
  price: 'What it costs',
  pricing: 'Working out the cost…',
  noPrice: (why) => `Cost unknown: ${why}`,
  unpriced: {
    outside_horizon: 'Cost unknown: a stop lies outside the period.',
    one_stop_a_week: 'Cost unknown: a plan counts one stop a week for a unit, and two fall in one.',
  },
  worth: (points) => `The tour is worth ${points} points.`,
  sameWorth: (points) => `Nothing changes: ${points} points.`,
  difference: (points) => `${points} points`,
  fromTo: (before, after) => `(from ${before} to ${after})`,
  brings: (points) => `brings the tour ${points} points`,
  costsMore: (points) => `costs the tour ${points} points`,
  replan: 'Plan again around the pinned stops',
  replanHint: 'Save first: the search starts from the draft as saved, and keeps its pinned stops.',
}
