/**
 * Keeps back counts from 1 to `threshold` − 1, and as many more, the smallest first, as it takes that a published total
 * does not give them away: at least two are hidden and together they reach the threshold. Zeros are told unless they must
 * hide another. (Statistical disclosure control: primary and complementary cell suppression, Hundepool et al., 2012.)
 */
export function suppressCells(counts: readonly number[], threshold: number): (number | null)[] {
  const hidden = new Set<number>()
  for (const [at, count] of counts.entries()) if (count > 0 && count < threshold) hidden.add(at)
  if (hidden.size === 0) return [...counts]
  const others = [...counts.keys()]
    .filter((at) => !hidden.has(at))
    .sort((one, other) => compare(counts[one]!, counts[other]!) || one - other)
  const sum = () => [...hidden].reduce((total, at) => total + counts[at]!, 0)
  while (others.length > 0 && (hidden.size < 2 || sum() < threshold)) hidden.add(others.shift()!)
  return counts.map((count, at) => (hidden.has(at) ? null : count))
}

/** Hiding a zero protects least: it comes last. */
const compare = (one: number, other: number): number => Number(one === 0) - Number(other === 0) || one - other
