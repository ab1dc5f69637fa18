/** How close a score and a bound must come to be called equal: a millionth, and never more than a hundredth of a point beyond rounding. */
export function scoreTolerance(value: number): number {
  const size = Math.max(1, Math.abs(value))
  return Math.min(1e-6 * size, 0.01) + 1e-10 * size
}
