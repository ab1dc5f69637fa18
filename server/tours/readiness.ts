import { addDays, daysFromTo } from '../../shared/days.ts'
import type { ReadinessOwner, TemplateLine } from '../../shared/readiness.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { ReadinessState } from '../../shared/tour.ts'

const usual = (item: string, owner: ReadinessOwner, daysBefore: number): TemplateLine => ({
  item,
  label: null,
  owner,
  daysBefore,
})

/** [P] Who answers for each usual point and how many days before the first day; a unit may have a list of its own. */
export const DEFAULT_CHECKLIST: readonly TemplateLine[] = [
  usual('pitch', 'operator', 84),
  usual('power', 'operator', 60),
  usual('water', 'centre', 60),
  usual('network', 'operator', 60),
  usual('step_free_access', 'centre', 60),
  usual('waiting_room', 'centre', 60),
  usual('spare_room', 'centre', 30),
  usual('mayor_permission', 'centre', 84),
  usual('lodging', 'operator', 30),
  usual('contacts', 'centre', 30),
]

/** One line of a new checklist. */
export type ChecklistLine = {
  readonly item: string
  readonly label: string | null
  readonly state: ReadinessState
  readonly owner: ReadinessOwner
  readonly dueDate: LocalDate
}

/** The checklist of a new stop: every point amber (not known yet), lodging once per night between its days. */
export function newChecklist(
  firstDay: LocalDate,
  lastDay: LocalDate,
  template: readonly TemplateLine[] = DEFAULT_CHECKLIST,
): ChecklistLine[] {
  return template.flatMap(({ item, label, owner, daysBefore }) => {
    const line = { label, state: 'amber' as const, owner, dueDate: addDays(firstDay, -daysBefore) }
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

/** [P] How long before its due date a point is brought to its owner's attention. */
const REMINDER_DAYS = 14

/** Whether the owner of a point is to be reminded of it: not green, and due within two weeks or late. */
export function isDueSoon(item: { state: ReadinessState; dueDate: LocalDate | null }, today: LocalDate): boolean {
  return item.state !== 'green' && item.dueDate !== null && item.dueDate <= addDays(today, REMINDER_DAYS)
}
