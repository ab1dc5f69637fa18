/** Up to this many groups a slot's list is merged from sorted groups rather than sorted whole. */
const MERGED_GROUPS = 6

/** Demands in falling merit. */
export const sortedByMerit = (demands: Int32Array, merit: Float64Array): Int32Array =>
  demands.slice().sort((a, b) => (merit[b] as number) - (merit[a] as number) || a - b)

/** Groups already in falling merit, as one list in falling merit. */
export function listByMerit(groups: readonly Int32Array[], merit: Float64Array): Int32Array {
  return groups.length <= MERGED_GROUPS ? merged(groups, merit) : sortedByMerit(joined(groups), merit)
}

function joined(groups: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(groups.reduce((sum, group) => sum + group.length, 0))
  let length = 0
  for (const group of groups) {
    all.set(group, length)
    length += group.length
  }
  return all
}

function merged(groups: readonly Int32Array[], merit: Float64Array): Int32Array {
  const heads = new Int32Array(groups.length)
  const all = new Int32Array(groups.reduce((sum, group) => sum + group.length, 0))
  for (let index = 0; index < all.length; index += 1) {
    let best = -1
    let bestMerit = Number.NEGATIVE_INFINITY
    for (let each = 0; each < groups.length; each += 1) {
      const group = groups[each] as Int32Array
      const head = heads[each] as number
      if (head === group.length) continue
      const value = merit[group[head] as number] as number
      if (value > bestMerit) {
        bestMerit = value
        best = each
      }
    }
    all[index] = groups[best]?.[heads[best] as number] as number
    heads[best] = (heads[best] as number) + 1
  }
  return all
}
