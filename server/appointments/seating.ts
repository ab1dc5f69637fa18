/** One group a patient may be seated in, and what that costs: a whole number, fewer is better, exact below 2^53. */
export type SeatingOption = { readonly group: number; readonly cost: number }

/** Groups of interchangeable places, and patients in their order of right, each with the groups that suit them. */
export type SeatingProblem = {
  readonly capacities: readonly number[]
  readonly options: readonly (readonly SeatingOption[])[]
}

/** The state of a search: who sits where, the price of each full group, and the cheapest way out of one into another. */
type Hall = {
  readonly count: number
  readonly capacities: readonly number[]
  readonly members: number[][]
  readonly price: Float64Array
  readonly closed: Uint8Array
  /** Row a, column b: the least extra cost of sending one of a's members to b, and that member. */
  readonly leastExtra: Float64Array
  readonly leastMember: Int32Array
  /** The groups some member of each group could go to. */
  readonly waysOut: number[][]
  readonly ownCost: Float64Array
}

function openHall(problem: SeatingProblem): Hall {
  const count = problem.capacities.length
  return {
    count,
    capacities: problem.capacities,
    members: problem.capacities.map(() => []),
    price: new Float64Array(count),
    closed: Uint8Array.from(problem.capacities, (capacity) => (capacity > 0 ? 0 : 1)),
    leastExtra: new Float64Array(count * count).fill(Number.POSITIVE_INFINITY),
    leastMember: new Int32Array(count * count).fill(-1),
    waysOut: problem.capacities.map(() => []),
    ownCost: new Float64Array(problem.options.length),
  }
}

function offerWaysOut(hall: Hall, group: number, member: number, options: readonly SeatingOption[]): void {
  const own = hall.ownCost[member]!
  for (const option of options) {
    const at = group * hall.count + option.group
    const extra = option.cost - own
    if (extra >= hall.leastExtra[at]!) continue
    if (hall.leastExtra[at] === Number.POSITIVE_INFINITY) hall.waysOut[group]!.push(option.group)
    hall.leastExtra[at] = extra
    hall.leastMember[at] = member
  }
}

function refreshWaysOut(hall: Hall, group: number, options: SeatingProblem['options']): void {
  for (const target of hall.waysOut[group]!) hall.leastExtra[group * hall.count + target] = Number.POSITIVE_INFINITY
  hall.waysOut[group] = []
  for (const member of hall.members[group]!) offerWaysOut(hall, group, member, options[member]!)
}

type Search = { reached: number[]; settled: Uint8Array; distance: Float64Array; previous: Int32Array; goal: number }

/** Cheapest chain of moves that seats `patient`, ending in a group with room; `goal` is -1 when there is none. */
function searchChain(hall: Hall, patientOptions: readonly SeatingOption[]): Search {
  const distance = new Float64Array(hall.count).fill(Number.POSITIVE_INFINITY)
  const previous = new Int32Array(hall.count).fill(-1)
  const settled = new Uint8Array(hall.count)
  const reached: number[] = []
  const reach = (group: number, cost: number, from: number) => {
    if (settled[group] || cost >= distance[group]!) return
    if (distance[group] === Number.POSITIVE_INFINITY) reached.push(group)
    distance[group] = cost
    previous[group] = from
  }
  for (const { group, cost } of patientOptions) if (!hall.closed[group]) reach(group, cost + hall.price[group]!, -1)
  for (;;) {
    let nearest = -1
    for (const group of reached) {
      if (settled[group]) continue
      if (nearest < 0 || distance[group]! < distance[nearest]!) nearest = group
      else if (distance[group] === distance[nearest] && group < nearest) nearest = group
    }
    if (nearest < 0) return { reached, settled, distance, previous, goal: -1 }
    if (hall.members[nearest]!.length < hall.capacities[nearest]!)
      return { reached, settled, distance, previous, goal: nearest }
    settled[nearest] = 1
    const base = distance[nearest]! - hall.price[nearest]!
    const row = nearest * hall.count
    for (const group of hall.waysOut[nearest]!) {
      if (hall.closed[group]) continue
      const extra = hall.leastExtra[row + group]!
      reach(group, base + extra + hall.price[group]!, nearest)
    }
  }
}

function costIn(options: readonly SeatingOption[], group: number): number {
  return options.find((option) => option.group === group)!.cost
}

function applyChain(hall: Hall, problem: SeatingProblem, patient: number, search: Search): void {
  const least = search.distance[search.goal]!
  for (const group of search.reached) {
    if (search.settled[group]) hall.price[group] = hall.price[group]! + least - search.distance[group]!
  }
  const touched: number[] = []
  let group = search.goal
  while (group >= 0) {
    const from = search.previous[group]!
    const mover = from < 0 ? patient : hall.leastMember[from * hall.count + group]!
    if (from >= 0) {
      hall.members[from]!.splice(hall.members[from]!.indexOf(mover), 1)
      touched.push(from)
    }
    hall.members[group]!.push(mover)
    hall.ownCost[mover] = costIn(problem.options[mover]!, group)
    touched.push(group)
    group = from
  }
  for (const changed of new Set(touched)) refreshWaysOut(hall, changed, problem.options)
}

/**
 * Seats patients in strict order of right: a patient is left out only if no rearrangement of those before them makes
 * room, so the seated set is lexicographically the best there is (the sets that can be seated form a transversal
 * matroid, where greedy is optimal). Among the ways to seat that set, the total cost is least (shortest augmenting
 * paths with prices). Answers the group of each patient, -1 when left out.
 */
export function seatInOrder(problem: SeatingProblem): Int32Array {
  const hall = openHall(problem)
  problem.options.forEach((options, patient) => {
    const search = searchChain(hall, options)
    // A search that finds no room has met a set of full groups nobody in it can leave: it stays full for good.
    if (search.goal < 0) for (const group of search.reached) hall.closed[group] = 1
    else applyChain(hall, problem, patient, search)
  })
  const groupOf = new Int32Array(problem.options.length).fill(-1)
  hall.members.forEach((members, group) => {
    for (const member of members) groupOf[member] = group
  })
  return groupOf
}
