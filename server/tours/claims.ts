import { addDays } from '../../shared/days.ts'
import type { ClaimStanding } from '../../shared/roster.ts'
import type { Specialist } from '../../shared/specialist.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { authorisationOn } from './authorisation.ts'

/** A specialist with the dates they have promised, wherever it is. */
export type Volunteer = { readonly specialist: Specialist; readonly promised: readonly LocalDate[] }

const NOT_GRANTED = {
  missing: 'authorisation_missing',
  requested: 'authorisation_requested',
  refused: 'authorisation_refused',
  expired: 'authorisation_not_valid_then',
  not_yet_valid: 'authorisation_not_valid_then',
} as const satisfies Record<string, ClaimStanding>

/** [P] What an authorisation, or the card it needs, takes to come: about three weeks. */
const AUTHORISATION_LEAD_DAYS = 21

/** The last day on which asking for the authorisation a day lacks leaves it time to come; null when none is lacking. */
export function requestByFor(standing: ClaimStanding, date: LocalDate): LocalDate | null {
  const isMissing = standing === 'authorisation_missing' || standing === 'authorisation_not_valid_then'
  return isMissing ? addDays(date, -AUTHORISATION_LEAD_DAYS) : null
}

/** Whether a volunteer may take a day of a stop: at most one specialist per room, one place a day, authorised there. */
export function claimStanding(
  { specialist, promised }: Volunteer,
  stop: Pick<StopSummary, 'department' | 'staffing' | 'rooms'>,
  date: LocalDate,
  today: LocalDate,
): ClaimStanding {
  const present = stop.staffing.find((day) => day.date === date)?.specialists ?? []
  if (present.some((other) => other.specialistId === specialist.specialistId)) return 'mine'
  if (date < today) return 'past'
  if (present.length >= stop.rooms) return 'full'
  if (promised.includes(date)) return 'elsewhere_that_day'
  const standing = authorisationOn(specialist.authorisations, stop.department, date)
  if (standing !== 'granted') return NOT_GRANTED[standing]
  const inMonth = promised.filter((other) => other.slice(0, 7) === date.slice(0, 7)).length
  return inMonth >= specialist.maxDaysPerMonth ? 'month_is_full' : 'free'
}
