import { gatherReasons } from '../../shared/gather-reasons.ts'
import type { PlanReason } from '../../shared/plan-result.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { StopObstacle, StopWarning, VersionChange } from '../../shared/tour.ts'
import { formatDate, formatDays, formatList, formatMinutes, formatNumber } from '../format.ts'
import { language } from '../i18n/language.ts'
import { en as plannerEn } from '../i18n/planner.en.ts'
import { fr as plannerFr } from '../i18n/planner.fr.ts'
import { en as reasonsEn } from '../i18n/planner-reasons.en.ts'
import { fr as reasonsFr } from '../i18n/planner-reasons.fr.ts'
import { textIn } from '../i18n/text.ts'
import { wordItem } from '../readiness-wording.ts'

type Text = typeof plannerFr
type Facts = StopWarning['facts']

/** Days in words: « les 17 et 18 février », the first and last when they are many. */
export function wordDays(dates: readonly LocalDate[]): string {
  const [first] = dates
  const last = dates.at(-1)
  if (!first || !last) return ''
  if (dates.length > 2) return formatDays(first, last)
  return formatList(dates.map((date) => formatDate(date)))
}

/** A warning as a sentence. */
export function wordWarning(warning: StopWarning, t: Text): string {
  return t.warning[warning.code]({ centre: '', days: wordDays(warning.dates), facts: warning.facts })
}

/** What stands against a stop, as a sentence that names its centre. */
export function wordObstacle(obstacle: StopObstacle, t: Text): string {
  const facts: Facts =
    typeof obstacle.facts.item === 'string'
      ? { ...obstacle.facts, itemName: String(obstacle.facts.label ?? wordItem(obstacle.facts.item)) }
      : obstacle.facts
  return t.obstacle[obstacle.code]({ centre: obstacle.centreName ?? '', days: wordDays(obstacle.dates), facts })
}

/** One difference between two versions, as a sentence. */
export function wordChange(change: VersionChange, t: Text): string {
  switch (change.kind) {
    case 'stop_added':
    case 'stop_removed':
      return t.change[change.kind](change.centreName, formatDays(change.firstDay, change.lastDay))
    case 'stop_moved':
      return t.change.stop_moved(
        change.centreName,
        formatDays(change.before.firstDay, change.before.lastDay),
        formatDays(change.after.firstDay, change.after.lastDay),
      )
    case 'hours_changed':
      return t.change.hours_changed(
        change.centreName,
        formatDate(change.date),
        formatMinutes(change.minutesBefore as MinuteOfDay),
        formatMinutes(change.minutesAfter as MinuteOfDay),
      )
    case 'specialist_joined':
    case 'specialist_left':
      return t.change[change.kind](change.centreName, formatDate(change.date), change.specialist)
    case 'unit_changed':
    case 'renamed':
      return t.change[change.kind](change.before, change.after)
  }
}

/** Facts that name a centre or a unit by its identifier, and the word a sentence has for it. */
const NAMED_FACTS: Readonly<Record<string, string>> = {
  centreId: 'centre',
  otherCentreId: 'other',
  insteadOf: 'instead',
  unitId: 'unit',
}

/** Reasons as sentences, those that differ by their centre alone told once. */
export function wordReasons(reasons: readonly PlanReason[], nameOf: (id: string) => string): string[] {
  const { andOthers } = textIn(language.value, plannerFr, plannerEn)
  return gatherReasons(reasons).map(({ centreIds, others, ...reason }) => {
    const [first, ...rest] = centreIds
    if (first === undefined || rest.length === 0) return wordReason(reason, nameOf)
    const names = centreIds.map(nameOf)
    const list = others > 0 ? andOthers(names.join(', '), others) : formatList(names)
    return wordReason(reason, (id) => (id === first ? list : nameOf(id)))
  })
}

/** A reason of the planner as a sentence; `nameOf` gives a centre's or a unit's name. A code nobody worded yet is shown as it is. */
export function wordReason({ code, facts }: PlanReason, nameOf: (centreId: string) => string): string {
  const reasons = textIn(language.value, reasonsFr, reasonsEn)
  const words: Record<string, string> = {}
  for (const [key, value] of Object.entries(facts)) {
    const named = NAMED_FACTS[key]
    if (named) words[named] = nameOf(String(value))
    else if (typeof value === 'number') words[key] = formatNumber(value, Math.abs(value) < 10 ? 1 : 0)
    else if (/^\d{4}-\d{2}-\d{2}$/.test(value)) words[key] = formatDate(value as LocalDate)
    else words[key] = value
  }
  if (words.rule) {
    const { rule: _, ...ofRule } = facts
    words.ruleText = wordReason({ code: words.rule, facts: ofRule }, nameOf)
  }
  return reasons[code]?.(words) ?? code.replaceAll('_', ' ')
}
