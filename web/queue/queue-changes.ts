import type { QueueLine } from '../../shared/referral.ts'

/** What a line shows that somebody else may have changed. */
const stateOf = (line: QueueLine): string =>
  JSON.stringify([line.revision, line.held, line.safety, line.alert?.alertId, line.alert?.escalatedAt, line.deadline])

/** The lines of `after` that are new or other than in `before`, those changed last by `ownName` left out; then those gone. */
export function changesBy(before: readonly QueueLine[], after: readonly QueueLine[], ownName: string): QueueLine[] {
  const known = new Map(before.map((line) => [line.referralId, line]))
  const left = new Map(after.map((line) => [line.referralId, line]))
  const changed = after.filter((line) => {
    const old = known.get(line.referralId)
    if (old && stateOf(old) === stateOf(line)) return false
    return line.lastChange?.personName !== ownName || old?.revision === line.revision
  })
  return [...changed, ...before.filter((line) => !left.has(line.referralId))]
}
