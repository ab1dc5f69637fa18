import { addDays } from '../../shared/days.ts'
import type { StaffingGap } from '../../shared/roster.ts'
import type { LocalDate } from '../../shared/time.ts'

/** Days of a stop that lack a specialist and that the same people could fill. */
export type GapRun = {
  readonly first: LocalDate
  readonly last: LocalDate
  /** Names of those who may come at once, and of volunteers who wait for their papers. */
  readonly free: readonly string[]
  readonly waiting: readonly string[]
}

export type StopGaps = Omit<StaffingGap, 'date' | 'candidates'> & {
  readonly days: number
  readonly runs: readonly GapRun[]
}

/** Gaps stop by stop in the order of their first day, days that follow each other and have the same candidates together. */
export function gapsByStop(gaps: readonly StaffingGap[]): StopGaps[] {
  const stops = new Map<string, StopGaps>()
  for (const { date, candidates, ...stop } of gaps) {
    const free = candidates.filter(({ standing }) => standing === 'free').map(({ name }) => name)
    const waiting = candidates
      .filter(({ standing, volunteered }) => volunteered && standing !== 'free')
      .map(({ name }) => name)
    const known = stops.get(stop.stopId) ?? { ...stop, days: 0, runs: [] }
    const run = { first: date, last: date, free, waiting }
    stops.set(stop.stopId, { ...known, days: known.days + 1, runs: joined(known.runs, run) })
  }
  return [...stops.values()]
}

function joined(runs: readonly GapRun[], run: GapRun): GapRun[] {
  const before = runs.at(-1)
  const isAlike = before && `${before.free}|${before.waiting}` === `${run.free}|${run.waiting}`
  if (!before || !isAlike || addDays(before.last, 1) !== run.first) return [...runs, run]
  return [...runs.slice(0, -1), { ...before, last: run.last }]
}
