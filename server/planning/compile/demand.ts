import type { PlanClass, PlanCommune, PlanProblem } from '../../../shared/plan.ts'
import { PLAN_CLASSES } from '../../../shared/plan-classes.ts'
import { type Calendar, dayOfDate } from '../calendar.ts'
import { CellsByReach, type Home } from './cells.ts'
import { strictFactors } from './strict-order.ts'

/**
 * Patients grouped without loss: same reachable centres, need weight, class and time window make one *demand*.
 * Parallel arrays, one entry per demand, sorted by falling value; days are day numbers, both included.
 */
export type Demands = {
  readonly size: number
  readonly count: Float64Array
  /** Share of `count` still to come rather than waiting. */
  readonly expectedCount: Float64Array
  /** Points for one patient seen in time. */
  readonly value: Float64Array
  readonly priorityClass: Uint8Array
  readonly fromDay: Int32Array
  readonly untilDay: Int32Array
  readonly cell: Int32Array
  /** Indices of the centres within reach of each cell. */
  readonly centresOfCell: readonly (readonly number[])[]
  /** For each demand, `[centre, patients]` in turn: how many of its patients live nearest to which centre. */
  readonly nearest: readonly (readonly number[])[]
  /** Counted apart: patients whom no centre of the problem is within reach of, by class. */
  readonly beyondReach: readonly { priorityClass: PlanClass; count: number; expectedCount: number }[]
}

type Building = {
  readonly from: number
  readonly until: number
  count: number
  expected: number
  readonly nearest: number[]
}

function addTo(shares: number[], centre: number, count: number): void {
  for (let index = 0; index < shares.length; index += 2) {
    if (shares[index] !== centre) continue
    shares[index + 1] = (shares[index + 1] as number) + count
    return
  }
  shares.push(centre, count)
}

/** Groups the referrals of a problem, waiting and expected, into demands. */
export function compileDemands(problem: PlanProblem, calendar: Calendar): Demands {
  const communeIndex = new Map<string, number>()
  for (const [index, { id }] of problem.communes.entries()) communeIndex.set(id, index)
  const cells = new CellsByReach()
  const homes = new Map<number, (Home | undefined)[]>()
  const homeOf = (communeId: string, reachMinutes: number): Home => {
    const index = communeIndex.get(communeId) as number
    const known = homes.get(reachMinutes) ?? []
    if (known.length === 0) homes.set(reachMinutes, known)
    const home = known[index] ?? cells.homeOf(problem.communes[index] as PlanCommune, reachMinutes * 60)
    known[index] = home
    return home
  }

  const { centresOfCell, weightOfCell } = cells
  const days = calendar.lastDay + 1
  /** By cell and class, demands by window. */
  const building: (Map<number, Building> | undefined)[] = []
  const beyond = new Map<number, { count: number; expectedCount: number }>()
  const add = (
    { cell, nearest }: Home,
    priorityClass: number,
    from: number,
    until: number,
    count: number,
    expected: number,
  ) => {
    if (count <= 0) return
    if (centresOfCell[cell]?.length === 0) {
      const sum = beyond.get(priorityClass) ?? { count: 0, expectedCount: 0 }
      beyond.set(priorityClass, { count: sum.count + count, expectedCount: sum.expectedCount + expected })
      return
    }
    const clippedFrom = Math.max(from, calendar.firstDay)
    // A window that closes before it opens keeps a place of its own: nobody can be seen in it, and the plan must say so.
    const clippedUntil = Math.max(Math.min(until, calendar.lastDay), -1)
    const place = cell * PLAN_CLASSES.length + priorityClass
    const byWindow = building[place] ?? new Map<number, Building>()
    building[place] = byWindow
    const key = Math.min(clippedFrom, days) * (days + 2) + clippedUntil + 1
    const found = byWindow.get(key)
    if (found === undefined) {
      byWindow.set(key, { from: clippedFrom, until: clippedUntil, count, expected, nearest: [nearest, count] })
    } else {
      found.count += count
      found.expected += expected
      addTo(found.nearest, nearest, count)
    }
  }

  for (const referral of problem.referrals) {
    const from = referral.from === null ? 0 : dayOfDate(calendar, referral.from)
    const until = referral.deadline === null ? calendar.lastDay : dayOfDate(calendar, referral.deadline)
    const priorityClass = PLAN_CLASSES.indexOf(referral.priorityClass)
    add(homeOf(referral.communeId, referral.reachMinutes), priorityClass, from, until, referral.count, 0)
  }
  for (const expected of problem.expected) {
    const home = homeOf(expected.communeId, expected.reachMinutes)
    const during = expected.during ?? problem.horizon
    const first = Math.max(calendar.firstDay, dayOfDate(calendar, during.from))
    const last = Math.min(calendar.lastDay, dayOfDate(calendar, during.to))
    for (const [priorityClass, name] of PLAN_CLASSES.entries()) {
      const block = problem.delays.arrivalWeeks[name] * 7
      const delay = problem.delays.deadlineDays[name]
      const perDay = (expected.perWeek * expected.probability * expected.classMix[name]) / 7
      for (let start = 0; start <= last; start += block) {
        const from = Math.max(start, first)
        const end = Math.min(start + block - 1, last)
        if (end < from) continue
        const arrival = Math.floor((from + end) / 2)
        const until = delay === null ? calendar.lastDay : arrival + delay
        const count = perDay * (end - from + 1)
        add(home, priorityClass, arrival + problem.delays.closingDays[name], until, count, count)
      }
    }
  }

  const rates = problem.rates.seenInTime
  const pointsAt = (place: number) =>
    rates[PLAN_CLASSES[place % PLAN_CLASSES.length] as PlanClass] *
    (weightOfCell[Math.floor(place / PLAN_CLASSES.length)] as number)
  const sums = PLAN_CLASSES.map(() => ({ points: 0, least: 0 }))
  const places = building.flatMap((byWindow, place) => (byWindow === undefined ? [] : [place]))
  for (const place of places) {
    const sum = sums[place % PLAN_CLASSES.length] as (typeof sums)[number]
    const points = pointsAt(place)
    for (const { count } of (building[place] as Map<number, Building>).values()) sum.points += points * count
    if (points > 0 && (sum.least === 0 || points < sum.least)) sum.least = points
  }
  const factors = strictFactors(problem, sums)
  const valueAt = (place: number) => pointsAt(place) * (factors[place % PLAN_CLASSES.length] as number)
  const values = new Map(places.map((place) => [place, valueAt(place)]))
  // By falling value, then cell, class, last day and first: few lists to sort, each of them short.
  places.sort((a, b) => (values.get(b) as number) - (values.get(a) as number) || a - b)
  const sorted = places.flatMap((place) => {
    const value = values.get(place) as number
    const [cell, priorityClass] = [Math.floor(place / PLAN_CLASSES.length), place % PLAN_CLASSES.length]
    const windows = [...(building[place] as Map<number, Building>).values()]
    if (windows.length > 1) windows.sort((a, b) => a.until - b.until || a.from - b.from)
    return windows.map(({ from, until, count, expected, nearest }) => ({
      from,
      until,
      count,
      expected,
      nearest,
      value,
      cell,
      priorityClass,
    }))
  })
  return {
    size: sorted.length,
    count: Float64Array.from(sorted, (demand) => demand.count),
    expectedCount: Float64Array.from(sorted, (demand) => demand.expected),
    value: Float64Array.from(sorted, (demand) => demand.value),
    priorityClass: Uint8Array.from(sorted, (demand) => demand.priorityClass),
    fromDay: Int32Array.from(sorted, (demand) => demand.from),
    untilDay: Int32Array.from(sorted, (demand) => demand.until),
    cell: Int32Array.from(sorted, (demand) => demand.cell),
    centresOfCell,
    nearest: sorted.map((demand) => demand.nearest),
    beyondReach: [...beyond].map(([index, sum]) => ({ priorityClass: PLAN_CLASSES[index] as PlanClass, ...sum })),
  }
}
