import { addDays } from '../../shared/days.ts'
import type { ProtocolOutcome } from '../../shared/protocol.ts'
import type { LocalDate } from '../../shared/time.ts'

/**
 * The day on which a result still owed alerts its centre. What somebody agreed to arrange is late the day after; a
 * laboratory has the protocol's delay from the answer, or until the day after another one agreed. Correcting the answer
 * gives nobody more time.
 */
export function overdueOn(
  {
    needsOwnerAndDeadline,
    resultDays,
    alertDays,
  }: Pick<ProtocolOutcome, 'needsOwnerAndDeadline' | 'resultDays' | 'alertDays'>,
  { result_due: due, recordedOn }: { result_due: LocalDate | null; recordedOn: LocalDate },
): LocalDate {
  if (due === null) return addDays(recordedOn, alertDays ?? 0)
  const afterDue = addDays(due, 1)
  if (needsOwnerAndDeadline) return afterDue
  const answeredOn = [recordedOn, addDays(due, -(resultDays ?? 0))].sort()[0]!
  return [addDays(answeredOn, alertDays ?? 0), afterDue].sort()[1]!
}
