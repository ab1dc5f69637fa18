/** A patient who must be seen in time, and the groups of interchangeable free places that would do, by number. */
export type Claim = { readonly groups: readonly number[] }

/**
 * Says for each claim, in order of right, whether a free place can be kept for it beside all those kept before it.
 * Earlier claims move between their own groups to make room (augmenting paths), so a claim fails only when no
 * arrangement of those before it leaves a place: the kept set is the lexicographic best (a transversal matroid).
 */
export function keepPlaces(claims: readonly Claim[], capacities: readonly number[]): boolean[] {
  const members: number[][] = capacities.map(() => [])
  // A failed search proves that the groups it met are full of claims that cannot leave them: they stay full.
  const isClosed = new Uint8Array(capacities.length)
  const visited = new Int32Array(capacities.length).fill(-1)

  const place = (claim: number, search: number): boolean => {
    const { groups } = claims[claim]!
    for (const group of groups) {
      if (isClosed[group] || members[group]!.length >= capacities[group]!) continue
      members[group]!.push(claim)
      return true
    }
    for (const group of groups) {
      if (isClosed[group] || visited[group] === search) continue
      visited[group] = search
      for (let seat = 0; seat < members[group]!.length; seat++) {
        const other = members[group]![seat]!
        members[group]![seat] = claim
        if (place(other, search)) return true
        members[group]![seat] = other
      }
    }
    return false
  }

  return claims.map((_, claim) => {
    if (place(claim, claim)) return true
    visited.forEach((search, group) => {
      if (search === claim) isClosed[group] = 1
    })
    return false
  })
}
