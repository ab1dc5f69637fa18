import { addDays, daysBetween, mondayOf } from '../../shared/days.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import { PLAN_CLASSES } from '../../shared/plan-classes.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { PossibleStop } from './exhaustive-plan.ts'

/** Patients of one value who may be seen at some centres between two days. */
type Group = { centres: readonly number[]; from: LocalDate; until: LocalDate; count: number; points: number }

const earlier = (a: LocalDate, b: LocalDate) => (a < b ? a : b)

const known = new WeakMap<PlanProblem, Group[]>()

/** Waiting referrals, and those to come: in blocks of weeks from the horizon's first Monday, all on the middle day. */
function groupsOf(problem: PlanProblem): Group[] {
  const before = known.get(problem)
  if (before !== undefined) return before
  const { horizon, delays, rates } = problem
  const groups: Group[] = []
  const add = (
    id: string,
    reach: number,
    name: (typeof PLAN_CLASSES)[number],
    window: Omit<Group, 'centres' | 'points'>,
  ) => {
    const commune = problem.communes.find((each) => each.id === id)!
    const centres = commune.carSeconds.filter(([, seconds]) => seconds <= reach * 60).map(([centre]) => centre)
    groups.push({ centres, points: rates.seenInTime[name] * commune.needWeight, ...window })
  }
  for (const { communeId, reachMinutes, priorityClass, from, deadline, count } of problem.referrals) {
    const window = { from: from ?? horizon.from, until: deadline ?? horizon.to, count }
    add(communeId, reachMinutes, priorityClass, window)
  }
  for (const { communeId, reachMinutes, perWeek, probability, classMix, during } of problem.expected) {
    const start = [horizon.from, during?.from ?? horizon.from].sort()[1]!
    const end = earlier(horizon.to, during?.to ?? horizon.to)
    for (const name of PLAN_CLASSES) {
      const days = delays.arrivalWeeks[name] * 7
      for (let block = mondayOf(horizon.from); block <= end; block = addDays(block, days)) {
        const first = [block, start].sort()[1]!
        const last = earlier(addDays(block, days - 1), end)
        if (last < first) continue
        const arrival = addDays(first, Math.floor(daysBetween(first, last) / 2))
        const delay = delays.deadlineDays[name]
        add(communeId, reachMinutes, name, {
          from: addDays(arrival, delays.closingDays[name]),
          until: delay === null ? horizon.to : addDays(arrival, delay),
          count: (perWeek / 7) * (daysBetween(first, last) + 1) * probability * classMix[name],
        })
      }
    }
  }
  known.set(problem, groups)
  return groups
}

/** The largest flow from node 0 to the last node (Edmonds–Karp on a dense table of capacities, which it uses up). */
function largestFlow(capacity: number[][]): number {
  const sink = capacity.length - 1
  let total = 0
  for (;;) {
    const from = new Array<number>(capacity.length).fill(-1)
    from[0] = 0
    const queue = [0]
    for (const node of queue) {
      for (let next = 1; next <= sink && from[sink] === -1; next += 1) {
        if (from[next] === -1 && capacity[node]![next]! > 1e-9) {
          from[next] = node
          queue.push(next)
        }
      }
    }
    if (from[sink] === -1) return total
    let amount = Number.POSITIVE_INFINITY
    for (let node = sink; node !== 0; node = from[node]!) amount = Math.min(amount, capacity[from[node]!]![node]!)
    for (let node = sink; node !== 0; node = from[node]!) {
      capacity[from[node]!]![node]! -= amount
      capacity[node]![from[node]!]! += amount
    }
    total += amount
  }
}

/**
 * The most points of patients seen in time at these stops. By levels of value: what counts is, for each drop from one
 * value to the next, how many patients worth more than it can be seen at once. Gives up (−∞) when `worthIt` is out of reach.
 */
export function mostPointsSeen(problem: PlanProblem, stops: readonly PossibleStop[], worthIt: number): number {
  const days = stops.flatMap((stop) =>
    stop.days.map(({ date, places }) => ({ centre: stop.centre, date, places })).filter(({ places }) => places > 0),
  )
  const mayCome = (group: Group, day: (typeof days)[number]) =>
    group.centres.includes(day.centre) && group.from <= day.date && day.date <= group.until
  const groups = groupsOf(problem).filter((group) => group.points > 0 && days.some((day) => mayCome(group, day)))
  if (groups.reduce((sum, group) => sum + group.count * group.points, 0) < worthIt) return Number.NEGATIVE_INFINITY
  const levels = [...new Set(groups.map((group) => group.points))].sort((a, b) => b - a)
  let points = 0
  for (const [index, level] of levels.entries()) {
    const above = groups.filter((group) => group.points >= level)
    const size = above.length + days.length + 2
    const capacity = Array.from({ length: size }, () => new Array<number>(size).fill(0))
    for (const [g, group] of above.entries()) {
      capacity[0]![1 + g] = group.count
      for (const [d, day] of days.entries())
        if (mayCome(group, day)) capacity[1 + g]![1 + above.length + d] = group.count
    }
    for (const [d, day] of days.entries()) capacity[1 + above.length + d]![size - 1] = day.places
    points += (level - (levels[index + 1] ?? 0)) * largestFlow(capacity)
  }
  return points
}
