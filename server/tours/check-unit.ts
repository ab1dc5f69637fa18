import { type Refusal, refuse } from '../../shared/problem.ts'
import type { UnitEdit } from '../../shared/unit.ts'

/**
 * Accepts a unit's usual day and its periods out of service, or refuses `session_spans_overlap`,
 * `session_first_day_empty`, `session_last_day_empty` or `out_of_service_reversed`, naming the field.
 */
export function checkUnit({ sessionTemplate, outOfService }: UnitEdit): Refusal | null {
  const { spans, firstDayFrom, lastDayUntil } = sessionTemplate
  const sorted = spans.toSorted((one, other) => one.start - other.start)
  const overlaps = sorted.some((span, at) => at > 0 && span.start < sorted[at - 1]!.end)
  if (overlaps) return refuse('session_spans_overlap', { field: 'sessionTemplate.spans' })
  if (firstDayFrom >= sorted.at(-1)!.end) {
    return refuse('session_first_day_empty', { field: 'sessionTemplate.firstDayFrom' })
  }
  if (lastDayUntil <= sorted[0]!.start) {
    return refuse('session_last_day_empty', { field: 'sessionTemplate.lastDayUntil' })
  }
  const reversed = outOfService.findIndex(({ from, to }) => to < from)
  return reversed === -1 ? null : refuse('out_of_service_reversed', { field: `outOfService.${reversed}` })
}
