import type { Catchment } from '../../shared/catchment.ts'
import type { InseeCode } from '../../shared/geo.ts'
import type { PlanProblemInput } from '../../shared/plan.ts'
import type { Commune } from '../../shared/territory.ts'
import type { WaitingCount } from './stop-demand.ts'

/** [P] Referrals a line of doctors sends each week, and their classes (reference facts, `demandAssumptions`). */
export const EXPECTED_DEMAND = {
  perLinePerWeek: 0.75,
  classMix: { P1: 0.3, P2: 0.15, P3: 0.45, P4: 0.1 },
  /** The patients of a centre live this near. */
  homeMinutes: 20,
  reachMinutes: 45,
} as const

/** A candidate centre with who can drive there. */
export type CentreReach = { readonly lines: number; readonly catchment: Catchment }

/** The communes some centre reaches, by code, with seconds by car to each centre of the list. */
export function planCommunes(
  reaches: readonly CentreReach[],
  communeOf: (insee: InseeCode) => Commune | undefined,
  needWeightOf: (commune: Commune) => number,
): NonNullable<PlanProblemInput['communes']> {
  const seconds = new Map<InseeCode, [number, number][]>()
  for (const [index, { catchment }] of reaches.entries()) {
    for (const reached of catchment.communes) {
      const known = seconds.get(reached.insee)
      if (known) known.push([index, Math.round(reached.seconds)])
      else seconds.set(reached.insee, [[index, Math.round(reached.seconds)]])
    }
  }
  return [...seconds.keys()].sort().map((insee) => {
    const commune = communeOf(insee)!
    const { name, population } = commune
    return { id: insee, name, population, needWeight: needWeightOf(commune), carSeconds: seconds.get(insee)! }
  })
}

/** Waiting referrals from the communes some centre reaches. The others no plan can serve: they are counted apart. */
export function planReferrals(
  waiting: readonly WaitingCount[],
  reached: ReadonlySet<string>,
): NonNullable<PlanProblemInput['referrals']> {
  return waiting
    .filter((group) => reached.has(group.communeInsee))
    .map(({ communeInsee: communeId, priorityClass, deadline, reachMinutes, count }) => ({
      communeId,
      priorityClass,
      deadline,
      reachMinutes,
      count,
    }))
}

/** Referrals still to come: each centre's weekly share spread over the people who live near it. */
export function planExpected(reaches: readonly CentreReach[]): NonNullable<PlanProblemInput['expected']> {
  const perWeek = new Map<InseeCode, number>()
  for (const { lines, catchment } of reaches) {
    const near = catchment.communes.filter((commune) => commune.seconds <= EXPECTED_DEMAND.homeMinutes * 60)
    const people = near.reduce((sum, commune) => sum + commune.population, 0)
    if (people === 0) continue
    for (const { insee, population } of near) {
      const share = (lines * EXPECTED_DEMAND.perLinePerWeek * population) / people
      perWeek.set(insee, (perWeek.get(insee) ?? 0) + share)
    }
  }
  return [...perWeek.entries()]
    .filter(([, share]) => share > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([communeId, share]) => ({
      communeId,
      perWeek: Math.round(share * 1e6) / 1e6,
      classMix: { ...EXPECTED_DEMAND.classMix },
      reachMinutes: EXPECTED_DEMAND.reachMinutes,
    }))
}
