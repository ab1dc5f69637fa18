import type { PlanReason } from './plan-result.ts'

/** Centres named at most where many are blocked by one rule. */
const NAMED = 3

/** Reasons about one stop each, never told together. */
const ABOUT_ONE_STOP: ReadonlySet<string> = new Set(['pin', 'published_stop', 'move_the_pin', 'change_the_published'])

/** A reason with the centres it holds at: those to name, and how many more there are. */
export type GatheredReason = PlanReason & { readonly centreIds: readonly string[]; readonly others: number }

/** Reasons that differ by their centre alone, told once: eight hundred closed centres are one sentence, in the order met. */
export function gatherReasons(reasons: readonly PlanReason[]): GatheredReason[] {
  const groups = new Map<string, { reason: PlanReason; centreIds: string[] }>()
  for (const reason of reasons) {
    const { centreId, ...facts } = reason.facts
    const isPin = ABOUT_ONE_STOP.has(reason.code)
    const key = JSON.stringify([reason.code, facts, ...(isPin || centreId === undefined ? [groups.size] : [])])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { reason, centreIds: centreId === undefined ? [] : [String(centreId)] })
    else group.centreIds.push(String(centreId))
  }
  return [...groups.values()].map(({ reason, centreIds }) => ({
    ...reason,
    centreIds: centreIds.length > NAMED + 1 ? centreIds.slice(0, NAMED) : centreIds,
    others: centreIds.length > NAMED + 1 ? centreIds.length - NAMED : 0,
  }))
}
