import type { DepartmentCode } from '../../shared/geo.ts'
import type { Authorisation } from '../../shared/specialist.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { ReadinessState, StopObstacle, StopState } from '../../shared/tour.ts'
import { authorisationOn } from './authorisation.ts'
import { type HostAgreement, isHeldBack } from './host-standing.ts'
import { brokenRules, type RuledStop, type TourFrame } from './stop-rules.ts'

/** A stop with everything publication asks about: its rules, its roster, its checklist, its host, the patients it concerns. */
export type GatedStop = RuledStop & {
  readonly department: DepartmentCode
  readonly state: StopState
  readonly host: HostAgreement
  readonly roster: readonly {
    readonly date: LocalDate
    readonly specialists: readonly { readonly name: string; readonly authorisations: readonly Authorisation[] }[]
  }[]
  readonly checklist: readonly {
    readonly item: string
    readonly label?: string | null
    readonly state: ReadinessState
  }[]
  /** Patients booked or waiting there whose deadline would pass if this version were published. */
  readonly patientsPastDeadline: number
}

/** What keeps a tour from being published, by name; empty when nothing does. */
export function publishingObstacles(stops: readonly GatedStop[], frame: TourFrame): StopObstacle[] {
  if (stops.length === 0) return [{ code: 'no_stop', stopId: null, centreName: null, dates: [], facts: {} }]
  return [...brokenRules(stops, frame), ...stops.flatMap((stop) => conditionsOf(stop))]
}

function conditionsOf(stop: GatedStop): StopObstacle[] {
  const about = { stopId: stop.stopId, centreName: stop.centreName }
  const unstaffed = stop.roster.filter((day) => day.specialists.length === 0).map((day) => day.date)
  const red = stop.checklist.filter((line) => line.state === 'red')
  return [
    ...(unstaffed.length > 0 ? [{ code: 'to_be_staffed' as const, ...about, dates: unstaffed, facts: {} }] : []),
    ...missingAuthorisations(stop).map((missing) => ({ code: 'authorisation_missing' as const, ...about, ...missing })),
    ...hostRefusals(stop).map((facts) => ({ code: 'host_not_confirmed' as const, ...about, dates: [], facts })),
    ...red.map((line) => ({
      code: 'readiness_red' as const,
      ...about,
      dates: [],
      facts: { item: line.item, ...(line.label ? { label: line.label } : {}) },
    })),
    ...(stop.patientsPastDeadline > 0
      ? [{ code: 'patients_past_deadline' as const, ...about, dates: [], facts: { count: stop.patientsPastDeadline } }]
      : []),
  ]
}

function hostRefusals({ host, state }: GatedStop): StopObstacle['facts'][] {
  if (!isHeldBack(host, state)) return []
  return [{ standing: host.standing, ...(host.reason ? { reason: host.reason } : {}) }]
}

/** One line per specialist and standing, with all the days concerned. */
function missingAuthorisations(stop: GatedStop): Pick<StopObstacle, 'dates' | 'facts'>[] {
  const lines = new Map<string, { dates: LocalDate[]; facts: Record<string, string> }>()
  for (const { date, specialists } of stop.roster) {
    for (const { name, authorisations } of specialists) {
      const standing = authorisationOn(authorisations, stop.department, date)
      if (standing === 'granted') continue
      const line = lines.get(`${name} ${standing}`)
      if (line) line.dates.push(date)
      else {
        const facts = { specialist: name, standing, department: stop.department }
        lines.set(`${name} ${standing}`, { dates: [date], facts })
      }
    }
  }
  return [...lines.values()]
}
