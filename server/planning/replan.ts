import { dayOfDate } from './calendar.ts'
import { type Compiled, visitsOf } from './compile/compile.ts'
import type { PlacedVisit } from './schedule.ts'
import type { SearchState, SearchStop } from './search/state.ts'

/** How a search treats the published stops it starts from. */
export type ReplanRules = {
  /** Published stops that may still stand, to start from. */
  readonly start: readonly PlacedVisit[]
  readonly isLocked: (stop: SearchStop) => boolean
  /** Whether a free week may take a stop. */
  readonly mayFill: (unit: number, week: number) => boolean
  /** Whether so many changes to published stops are allowed. */
  readonly isAllowed: (state: SearchState) => boolean
  /** Share of the usual temperature: cold keeps near the start. */
  readonly warmth: number
  /** Most seconds worth spending; null for the problem's own. */
  readonly seconds: number | null
  /** What is done first, so that these rules end no worse; null where they stand alone. */
  readonly before: ReplanRules | null
}

/** Published stops changed at most when nearby replanning names no limit. */
const NEARBY_CHANGES = 20
/** Seconds of search after which replanning answers: with the document read and the plan put in words, within a second. */
const NEARBY_SECONDS = 0.7

/** Published stops that are still possible by themselves; the others broke and must go. */
export function possiblePublished(compiled: Compiled): PlacedVisit[] {
  const { problem, calendar } = compiled
  return problem.frozen.flatMap((frozen) => {
    const unit = problem.units.findIndex(({ id }) => id === frozen.unitId)
    const centre = problem.centres.findIndex(({ id }) => id === frozen.centreId)
    const firstDay = dayOfDate(calendar, frozen.first)
    const week = Math.floor(firstDay / 7)
    if (week < 0 || week >= compiled.weekCount) return []
    const lastDay = dayOfDate(calendar, frozen.last)
    const visit = visitsOf(compiled, unit, centre, week).find(
      (each) => each.firstDay === firstDay && each.lastDay === lastDay,
    )
    return visit === undefined ? [] : [{ unit, centre, week, visit }]
  })
}

/**
 * The rules of a replanning mode: *repair* fills only the weeks broken stops leave, *nearby* goes on from what repair finds,
 * stays cold and changes few stops, *optimise* starts from the published plan and is free. Null where nothing is replanned.
 */
export function replanRules(compiled: Compiled): ReplanRules | null {
  const { problem, weekCount, unitCount } = compiled
  const { mode, maxChangedStops } = problem.replanning
  if (mode === 'keep' || problem.frozen.length === 0) return null
  const start = possiblePublished(compiled)
  const published = new Map(start.map((stop) => [stop.unit * weekCount + stop.week, stop]))
  const isPublished = ({ unit, week, centre, visit }: SearchStop) => {
    const before = published.get(unit * weekCount + week)
    return before !== undefined && before.centre === centre && before.visit === visit
  }
  const broken = problem.frozen.length - start.length
  const limit = maxChangedStops ?? (mode === 'nearby' ? NEARBY_CHANGES : Number.POSITIVE_INFINITY)
  const isAllowed = (state: SearchState) => {
    if (!Number.isFinite(limit)) return true
    let changed = broken
    for (const [place, before] of published) {
      const now = state.stops[place] ?? null
      if (now === null || now.centre !== before.centre || now.visit !== before.visit) changed += 1
    }
    return changed <= Math.max(limit, broken)
  }
  const freed = new Set<number>()
  for (const frozen of problem.frozen) {
    const unit = problem.units.findIndex(({ id }) => id === frozen.unitId)
    const place = unit * weekCount + Math.floor(dayOfDate(compiled.calendar, frozen.first) / 7)
    if (!published.has(place) && place >= 0 && place < unitCount * weekCount) freed.add(place)
  }
  const repair: ReplanRules = {
    start,
    isLocked: isPublished,
    mayFill: (unit, week) => freed.has(unit * weekCount + week),
    isAllowed,
    warmth: 0.1,
    seconds: NEARBY_SECONDS,
    before: null,
  }
  if (mode === 'repair') return repair
  const free = { start, isLocked: () => false, mayFill: () => true, isAllowed }
  return mode === 'nearby'
    ? { ...free, warmth: 0.1, seconds: NEARBY_SECONDS, before: repair }
    : { ...free, warmth: 1, seconds: null, before: null }
}
