import type { DepartmentCode } from '../../shared/geo.ts'
import type { Authorisation } from '../../shared/specialist.ts'
import type { LocalDate } from '../../shared/time.ts'

/** Where a specialist stands for one department on one day (art. R.4127-74 CSP: personal, per department). */
export type AuthorisationStanding = 'granted' | 'requested' | 'refused' | 'expired' | 'not_yet_valid' | 'missing'

/** The standing on `date`: only `granted` lets a specialist consult that day. */
export function authorisationOn(
  authorisations: readonly Authorisation[],
  department: DepartmentCode,
  date: LocalDate,
): AuthorisationStanding {
  const held = authorisations.find((authorisation) => authorisation.department === department)
  if (!held) return 'missing'
  if (held.state !== 'granted') return held.state
  if (held.from !== null && date < held.from) return 'not_yet_valid'
  return held.to !== null && date > held.to ? 'expired' : 'granted'
}
