import type { FrozenStop } from '../../shared/plan.ts'
import type { PlanChange } from '../../shared/plan-result.ts'

const bare = ({ unitId, centreId, first, last }: FrozenStop): FrozenStop => ({ unitId, centreId, first, last })

/**
 * What a plan changes against the published stops. A published stop whose centre is visited at other dates, or by another
 * unit, has moved; each stop takes part in one change.
 */
export function changesAgainst(published: readonly FrozenStop[], stops: readonly FrozenStop[]): PlanChange[] {
  const after = new Set(stops)
  const changes: PlanChange[] = []
  const take = (before: FrozenStop, matches: (stop: FrozenStop) => boolean): FrozenStop | undefined => {
    const found = [...after].find((stop) => stop.centreId === before.centreId && matches(stop))
    if (found !== undefined) after.delete(found)
    return found
  }
  const broken: FrozenStop[] = []
  for (const before of published) {
    const kept = take(
      before,
      (stop) => stop.unitId === before.unitId && stop.first === before.first && stop.last === before.last,
    )
    if (kept === undefined) broken.push(before)
    else changes.push({ kind: 'kept', before: bare(before), after: bare(kept) })
  }
  for (const before of broken) {
    const moved = take(before, () => true)
    if (moved === undefined) changes.push({ kind: 'removed', before: bare(before), after: null })
    else changes.push({ kind: 'moved', before: bare(before), after: bare(moved) })
  }
  if (published.length > 0) {
    for (const stop of after) changes.push({ kind: 'added', before: null, after: bare(stop) })
  }
  return changes
}
