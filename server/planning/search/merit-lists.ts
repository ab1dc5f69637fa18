/** Up to this many groups a slot's list is merged from sorted groups rather than sorted whole. */
const MERGED_GROUPS = 6

/** Puts demands in falling merit, in place. */
export const sortByMerit = (demands: Int32Array, merit: Float64Array): Int32Array =>
  demands.sort((a, b) => (merit[b] as number) - (merit[a] as number) || a - b)

/** Groups already in falling merit, written to `all` as one list in falling merit. */
export function listByMerit(groups: readonly Int32Array[], merit: Float64Array, all: Int32Array): void {
  if (groups.length <= MERGED_GROUPS) merge(groups, merit, all)
  else {
    let length = 0
    for (const group of groups) {
      all.set(group, length)
      length += group.length
    }
    sortByMerit(all, merit)
  }
}

function merge(groups: readonly Int32Array[], merit: Float64Array, all: Int32Array): void {
  const heads = new Int32Array(groups.length)
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
}
