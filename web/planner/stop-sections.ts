import type { StopObstacle } from '../../shared/tour.ts'

/** A part of a stop's panel, by the identifier of its element. */
export type StopSection = 'stop-staffing' | 'stop-host' | 'stop-readiness'

/** Where what holds publication back is settled; undefined for what concerns the stop as a whole. */
export function sectionOf(code: StopObstacle['code']): StopSection | undefined {
  if (code === 'to_be_staffed' || code === 'authorisation_missing') return 'stop-staffing'
  if (code === 'host_not_confirmed') return 'stop-host'
  return code === 'readiness_red' ? 'stop-readiness' : undefined
}
