/** How much one question may ask of a server. */
export type ServiceLimits = {
  readonly matrixPairs: number
  readonly isochroneLocations: number
  readonly isochroneIntervals: number
  readonly isochroneMinutes: number
}

/** Limits of the public service, measured in 2026. */
export const PUBLIC_LIMITS: ServiceLimits = {
  matrixPairs: 3500,
  isochroneLocations: 5,
  isochroneIntervals: 10,
  isochroneMinutes: 60,
}

/** Limits of a server installed without changing its configuration. */
export const SELF_HOSTED_LIMITS: ServiceLimits = {
  matrixPairs: 2500,
  isochroneLocations: 2,
  isochroneIntervals: 1,
  isochroneMinutes: 60,
}

/** The limits a server at `host` should have; one that allows less says so, and is then asked for less. */
export function limitsOf(host: string): ServiceLimits {
  return /\/\/api\.(heigit|openrouteservice)\.org(\/|$)/.test(host) ? PUBLIC_LIMITS : SELF_HOSTED_LIMITS
}

/** Consecutive groups of at most `size` of the whole numbers from 0 to `count` − 1. */
export function groupsOf(count: number, size: number): number[][] {
  const groups: number[][] = []
  for (let start = 0; start < count; start += size) {
    groups.push(Array.from({ length: Math.min(size, count - start) }, (_, i) => start + i))
  }
  return groups
}

/** Both halves of a list of at least two. */
export function halves<T>(list: readonly T[]): [T[], T[]] {
  const middle = Math.ceil(list.length / 2)
  return [list.slice(0, middle), list.slice(middle)]
}
