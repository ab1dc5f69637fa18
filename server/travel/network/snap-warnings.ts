import type { TravelWarning } from '../../../shared/travel.ts'
import type { Snapping } from './snapped-point.ts'

/** Says how many points could not join the network, and why. */
export function snapWarnings(snappings: readonly Snapping[]): TravelWarning[] {
  let far = 0
  let outside = 0
  for (const snapping of snappings) {
    if (snapping === 'not_snapped') far++
    else if (snapping === 'out_of_area') outside++
  }
  return [
    ...(far === 0 ? [] : [{ code: 'not_snapped', message: `${points(far)} trop loin de toute route.` }]),
    ...(outside === 0 ? [] : [{ code: 'out_of_area', message: `${points(outside)} hors de la zone couverte.` }]),
  ]
}

const points = (count: number) => (count === 1 ? '1 point est' : `${count} points sont`)
