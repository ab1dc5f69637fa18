/** A department in the order of its supply: people, specialists for 100 000 of them, patients seen there. */
export type SuppliedArea = {
  readonly population: number
  readonly specialistsPer100000: number
  readonly seen: number
}

/**
 * Concentration index of visits over people ranked from the least to the best supplied department, from −1 to 1: negative
 * when visits go to the people with the fewest specialists, 0 when they follow the population. Grouped form
 * `C = (2 / μ) Σ fᵢ μᵢ Rᵢ − 1` (Kakwani, Wagstaff and van Doorslaer, J. Econometrics 77, 1997; O'Donnell et al.,
 * *Analyzing Health Equity Using Household Survey Data*, World Bank, 2008, ch. 8). Departments of equal supply share
 * their rank. Null when nobody was seen or there are fewer than two departments.
 */
export function concentrationIndex(areas: readonly SuppliedArea[]): number | null {
  const people = areas.reduce((sum, area) => sum + area.population, 0)
  const seen = areas.reduce((sum, area) => sum + area.seen, 0)
  if (areas.length < 2 || people === 0 || seen === 0) return null
  const groups = new Map<number, { population: number; seen: number }>()
  for (const area of areas) {
    const group = groups.get(area.specialistsPer100000) ?? { population: 0, seen: 0 }
    group.population += area.population
    group.seen += area.seen
    groups.set(area.specialistsPer100000, group)
  }
  let before = 0
  let weighted = 0
  for (const [, group] of [...groups].sort(([one], [other]) => one - other)) {
    const share = group.population / people
    weighted += (group.seen / seen) * (before + share / 2)
    before += share
  }
  return 2 * weighted - 1
}
