import type { LngLat } from '../../../shared/geo.ts'
import type { ProfileNetwork } from './profile-network.ts'
import { pointKey } from './snapped-point.ts'

/**
 * A memory of what lies between two points of a network, for the few places tours are made of, asked again and again. A
 * network in memory never changes, so what was found once stays true. Holding `most` answers it starts anew.
 */
export function rememberBetween<T>(most: number) {
  const byNetwork = new WeakMap<ProfileNetwork, Map<string, T>>()
  const keyOf = (from: LngLat, to: LngLat) => `${pointKey(from)} ${pointKey(to)}`
  return {
    find: (network: ProfileNetwork, from: LngLat, to: LngLat): T | undefined =>
      byNetwork.get(network)?.get(keyOf(from, to)),
    keep(network: ProfileNetwork, from: LngLat, to: LngLat, found: T): void {
      let known = byNetwork.get(network)
      if (!known || known.size >= most) {
        known = new Map()
        byNetwork.set(network, known)
      }
      known.set(keyOf(from, to), found)
    },
  }
}
