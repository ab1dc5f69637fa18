import { addDays, daysFromTo } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import { READINESS_ITEMS, type ReadinessState } from '../../shared/tour.ts'

/** Who answers for a point of the checklist by default. */
export type ReadinessOwner = 'centre' | 'operator' | 'specialist'

/** [P] Who and how many days before the first day of a stop; a setting once several operators disagree. */
const TEMPLATE: Record<(typeof READINESS_ITEMS)[number], { owner: ReadinessOwner; daysBefore: number }> = {
  pitch: { owner: 'operator', daysBefore: 84 },
  power: { owner: 'operator', daysBefore: 60 },
  water: { owner: 'centre', daysBefore: 60 },
  network: { owner: 'operator', daysBefore: 60 },
  step_free_access: { owner: 'centre', daysBefore: 60 },
  waiting_room: { owner: 'centre', daysBefore: 60 },
  spare_room: { owner: 'centre', daysBefore: 30 },
  mayor_permission: { owner: 'centre', daysBefore: 84 },
  lodging: { owner: 'operator', daysBefore: 30 },
  contacts: { owner: 'centre', daysBefore: 30 },
}

/** One line of a new checklist. */
export type ChecklistLine = {
  readonly item: string
  readonly state: ReadinessState
  readonly owner: ReadinessOwner
  readonly dueDate: LocalDate
}

/** The checklist of a new stop: every point amber (not known yet), lodging once per night between its days. */
export function newChecklist(firstDay: LocalDate, lastDay: LocalDate): ChecklistLine[] {
  return READINESS_ITEMS.flatMap((item) => {
    const { owner, daysBefore } = TEMPLATE[item]
    const line = { state: 'amber' as const, owner, dueDate: addDays(firstDay, -daysBefore) }
    if (item !== 'lodging') return [{ item, ...line }]
    return daysFromTo(firstDay, addDays(lastDay, -1)).map((night) => ({ item: `lodging:${night}`, ...line }))
  })
}

/** The stop's colour: red if any point is red, green if all are, amber otherwise. An empty checklist is amber. */
export function readinessOf(items: readonly { readonly state: ReadinessState }[]): ReadinessState {
  if (items.some((item) => item.state === 'red')) return 'red'
  return items.length > 0 && items.every((item) => item.state === 'green') ? 'green' : 'amber'
}

/** Whether a point is past its due date without being green. */
export function isLate(item: { state: ReadinessState; dueDate: LocalDate | null }, today: LocalDate): boolean {
  return item.state !== 'green' && item.dueDate !== null && item.dueDate < today
}
