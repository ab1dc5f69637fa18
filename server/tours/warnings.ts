import { addDays, daysFromTo } from '../../shared/days.ts'
import type { DateRange } from '../../shared/plan.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { StopWarning } from '../../shared/tour.ts'

/** [P] An arrival after this hour leaves a crew too little rest before the first day. */
const LATE_ARRIVAL_MINUTE = 20 * 60

/** What is known of a stop and of where and when it stands. */
export type WarningFacts = {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly schoolHolidays: readonly { readonly zone: string; readonly from: LocalDate; readonly to: LocalDate }[]
  readonly publicHolidays: ReadonlySet<LocalDate>
  readonly difficultAccess: readonly DateRange[]
  readonly openingHoursAssumed: boolean
  readonly arrivalMinute: MinuteOfDay | null
  readonly isHostToAsk: boolean
}

/** What is fragile about a stop's dates and place, never blocking [E]: attendance, staffing or the road may suffer. */
export function warningsOf(facts: WarningFacts): StopWarning[] {
  const days = daysFromTo(facts.firstDay, facts.lastDay)
  const warnings: StopWarning[] = []
  const school = days.filter((day) => facts.schoolHolidays.some((period) => period.from <= day && day <= period.to))
  if (school.length > 0) {
    const zones = facts.schoolHolidays.filter((period) => period.from <= school.at(-1)! && school[0]! <= period.to)
    warnings.push({ code: 'school_holidays', dates: school, facts: { zone: zones[0]!.zone } })
  }
  const beside = days.filter((day) =>
    [addDays(day, -1), addDays(day, 1)].some((near) => facts.publicHolidays.has(near)),
  )
  if (beside.length > 0) warnings.push({ code: 'beside_public_holiday', dates: beside, facts: {} })
  const winter = days.filter((day) => facts.difficultAccess.some((period) => period.from <= day && day <= period.to))
  if (winter.length > 0) warnings.push({ code: 'winter_access', dates: winter, facts: {} })
  if (facts.arrivalMinute !== null && facts.arrivalMinute > LATE_ARRIVAL_MINUTE) {
    warnings.push({ code: 'late_arrival', dates: [facts.firstDay], facts: { minute: facts.arrivalMinute } })
  }
  if (facts.isHostToAsk) warnings.push({ code: 'host_to_ask', dates: days, facts: {} })
  if (facts.openingHoursAssumed) warnings.push({ code: 'hours_assumed', dates: [], facts: {} })
  return warnings
}
