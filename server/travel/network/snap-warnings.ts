import type { TravelWarning } from '../../../shared/travel.ts'
import type { Snapping } from './snapped-point.ts'

/** Says how many points could not join the network, and why. */
export function snapWarnings(snappings: readonly Snapping[]): TravelWarning[] {
  const count = (reason: Snapping) => snappings.filter((snapping) => snapping === reason).length
  const far = count('not_snapped')
  const outside = count('out_of_area')
  return [
    ...(far === 0 ? [] : [{ code: 'not_snapped', message: `${points(far)} trop loin de toute route.` }]),
    ...(outside === 0 ? [] : [{ code: 'out_of_area', message: `${points(outside)} hors de la zone couverte.` }]),
  ]
}

const points = (count: number) => (count === 1 ? '1 point est' : `${count} points sont`)
