import type { SeatingProblem } from './seating.ts'

/** Who travels with whom: for each patient the number of their companion, -1 for none. */
export type Companions = readonly number[]

/** What decides whether two seated patients share a journey: the half-day of each group. */
export type Journeys = { readonly halfDayOf: readonly string[]; readonly apartCost: number }

/** Finds each patient's companion among `ids`; naming one side is enough, and the first to name wins. */
export function pairCompanions(ids: readonly string[], companionOf: (index: number) => string | null): Companions {
  const indexOf = new Map(ids.map((id, index) => [id, index]))
  const pairs = new Array<number>(ids.length).fill(-1)
  ids.forEach((_, index) => {
    const named = companionOf(index)
    const other = named === null ? undefined : indexOf.get(named)
    if (other === undefined || other === index || pairs[index] !== -1 || pairs[other] !== -1) return
    pairs[index] = other
    pairs[other] = index
  })
  return pairs
}

const costOf = (problem: SeatingProblem, patient: number, group: number): number | null =>
  problem.options[patient]!.find((option) => option.group === group)?.cost ?? null

/** Cost of a whole seating: each patient's own, plus `apartCost` for each seated pair on different half-days. */
export function seatingCost(
  problem: SeatingProblem,
  groupOf: ArrayLike<number>,
  pairs: Companions,
  journeys: Journeys,
): number {
  let total = 0
  for (let patient = 0; patient < problem.options.length; patient += 1) {
    const group = groupOf[patient]!
    if (group < 0) continue
    total += costOf(problem, patient, group) ?? Number.POSITIVE_INFINITY
    const other = pairs[patient]!
    if (other > patient && isApart(groupOf, patient, other, journeys)) total += journeys.apartCost
  }
  return total
}

function isApart(groupOf: ArrayLike<number>, a: number, b: number, { halfDayOf }: Journeys): boolean {
  const groupA = groupOf[a]!
  const groupB = groupOf[b]!
  return groupA >= 0 && groupB >= 0 && halfDayOf[groupA] !== halfDayOf[groupB]
}

type Swap = { patient: number; group: number; swappedWith: number; gain: number }

/**
 * Brings companions to the same half-day where that lowers the total cost, by moving one of a pair to a free place or
 * exchanging places with someone. The seated set never changes. Ends at a seating no single such step improves.
 */
export function bringCompanionsTogether(
  problem: SeatingProblem,
  seating: Int32Array,
  pairs: Companions,
  journeys: Journeys,
): Int32Array {
  if (pairs.every((pair) => pair < 0)) return seating
  const groupOf = seating.slice()
  const members = problem.capacities.map((_, group) => seatedIn(groupOf, group))
  const apartAround = (patients: readonly number[]) => {
    const seen = new Set<number>()
    for (const patient of patients) {
      const other = pairs[patient]!
      if (other >= 0 && isApart(groupOf, patient, other, journeys)) seen.add(Math.min(patient, other))
    }
    return seen.size * journeys.apartCost
  }
  const gainOf = (patient: number, group: number, swappedWith: number): number | null => {
    const from = groupOf[patient]!
    const there = costOf(problem, patient, group)
    const back = swappedWith < 0 ? 0 : costOf(problem, swappedWith, from)
    if (there === null || back === null) return null
    const moved = swappedWith < 0 ? [patient] : [patient, swappedWith]
    const before = costOf(problem, patient, from)! + (swappedWith < 0 ? 0 : costOf(problem, swappedWith, group)!)
    const apartBefore = apartAround(moved)
    groupOf[patient] = group
    if (swappedWith >= 0) groupOf[swappedWith] = from
    const apartAfter = apartAround(moved)
    groupOf[patient] = from
    if (swappedWith >= 0) groupOf[swappedWith] = group
    return before + apartBefore - there - back - apartAfter
  }
  const bestSwapFor = (patient: number, halfDay: string): Swap | null => {
    let best: Swap | null = null
    for (const { group } of problem.options[patient]!) {
      if (journeys.halfDayOf[group] !== halfDay) continue
      const partners = members[group]!.length < problem.capacities[group]! ? [-1] : members[group]!
      for (const swappedWith of partners) {
        const gain = gainOf(patient, group, swappedWith)
        if (gain !== null && gain > (best?.gain ?? 0)) best = { patient, group, swappedWith, gain }
      }
    }
    return best
  }
  const apply = ({ patient, group, swappedWith }: Swap) => {
    const from = groupOf[patient]!
    groupOf[patient] = group
    if (swappedWith >= 0) groupOf[swappedWith] = from
    members[from] = seatedIn(groupOf, from)
    members[group] = seatedIn(groupOf, group)
  }
  for (let improved = true; improved; ) {
    improved = false
    for (let patient = 0; patient < pairs.length; patient += 1) {
      const other = pairs[patient]!
      if (other < 0 || !isApart(groupOf, patient, other, journeys)) continue
      const swap = bestSwapFor(patient, journeys.halfDayOf[groupOf[other]!]!)
      if (swap === null) continue
      apply(swap)
      improved = true
    }
  }
  return groupOf
}

function seatedIn(groupOf: ArrayLike<number>, group: number): number[] {
  const seated: number[] = []
  for (let patient = 0; patient < groupOf.length; patient += 1) if (groupOf[patient] === group) seated.push(patient)
  return seated
}
