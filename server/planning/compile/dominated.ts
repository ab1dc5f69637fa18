import type { PlanProblem } from '../../../shared/plan.ts'
import type { Demands } from './demand.ts'
import type { Visit } from './visits.ts'

/** Demand windows of one centre: how many patients can only come between two days. */
export type WindowsOfCentre = { readonly from: Int32Array; readonly until: Int32Array; readonly count: Float64Array }

/** For every centre, the windows of the patients within its reach, equal windows summed. */
export function windowsByCentre(demands: Demands, centreCount: number, lastDay: number): WindowsOfCentre[] {
  const sums = Array.from({ length: centreCount }, () => new Map<number, number>())
  for (let demand = 0; demand < demands.size; demand += 1) {
    const from = Math.max(0, demands.fromDay[demand] as number)
    const until = Math.min(lastDay, demands.untilDay[demand] as number)
    if (until < from) continue
    for (const centre of demands.centresOfCell[demands.cell[demand] as number] as readonly number[]) {
      const sum = sums[centre] as Map<number, number>
      const key = from * 100_000 + until
      sum.set(key, (sum.get(key) ?? 0) + (demands.count[demand] as number))
    }
  }
  return sums.map((sum) => ({
    from: Int32Array.from(sum.keys(), (key) => Math.floor(key / 100_000)),
    until: Int32Array.from(sum.keys(), (key) => key % 100_000),
    count: Float64Array.from(sum.values()),
  }))
}

const places = (visit: Visit, from: number, until: number): number => {
  let sum = 0
  for (let day = Math.max(from, visit.firstDay); day <= Math.min(until, visit.lastDay); day += 1) {
    sum += visit.dayPlaces[day - visit.firstDay] as number
  }
  return sum
}

/**
 * Drops the stops of one week that another makes needless: no dearer, no later to leave nor earlier to reach when days of
 * driving may clash, and able to seat whoever they could seat. Fewer warnings and earlier days break ties.
 */
export function withoutDominated(
  problem: PlanProblem,
  visits: readonly Visit[],
  windows: WindowsOfCentre,
  mayClash: boolean,
): readonly Visit[] {
  if (visits.length < 2) return visits
  const week = Math.floor((visits[0] as Visit).firstDay / 7) * 7
  const spans = spansInWeek(windows, week)
  const costOf = (visit: Visit) => visit.dayPlaces.length * problem.rates.perDayOnRoad
  const replaces = (a: Visit, b: Visit): boolean => {
    if (costOf(a) > costOf(b) || (mayClash && (a.firstDay < b.firstDay || a.lastDay > b.lastDay))) return false
    return spans.every(
      ({ from, until, waiting }) => places(a, from, until) >= Math.min(places(b, from, until), waiting) - 1e-9,
    )
  }
  const kept: Visit[] = []
  const byMerit = [...visits].sort(
    (a, b) =>
      a.dayPlaces.length - b.dayPlaces.length ||
      a.warnings - b.warnings ||
      b.places - a.places ||
      a.firstDay - b.firstDay,
  )
  for (const visit of byMerit) if (!kept.some((other) => replaces(other, visit))) kept.push(visit)
  return kept.filter(
    (visit) => !kept.some((other) => other !== visit && replaces(other, visit) && !replaces(visit, other)),
  )
}

/** Every run of days of a week that windows can tell apart, with the patients who must come inside it. */
function spansInWeek(windows: WindowsOfCentre, week: number): { from: number; until: number; waiting: number }[] {
  const table = new Float64Array(49)
  for (let index = 0; index < windows.from.length; index += 1) {
    const from = Math.max(0, (windows.from[index] as number) - week)
    const until = Math.min(6, (windows.until[index] as number) - week)
    if (from > 6 || until < 0) continue
    table[from * 7 + until] = (table[from * 7 + until] as number) + (windows.count[index] as number)
  }
  const starts = new Set<number>()
  const ends = new Set<number>()
  for (let from = 0; from < 7; from += 1) {
    for (let until = from; until < 7; until += 1) {
      if ((table[from * 7 + until] as number) > 0) {
        starts.add(from)
        ends.add(until)
      }
    }
  }
  const spans: { from: number; until: number; waiting: number }[] = []
  for (const from of starts) {
    for (const until of ends) {
      let waiting = 0
      for (let a = from; a <= until; a += 1) for (let b = a; b <= until; b += 1) waiting += table[a * 7 + b] as number
      if (waiting > 0) spans.push({ from: week + from, until: week + until, waiting })
    }
  }
  return spans
}
