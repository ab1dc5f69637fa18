import { z } from 'zod'
import type { HistoryLine } from '../../shared/referral.ts'
import type { Vault } from '../access/vault.ts'
import type { AlertRow } from './alert-store.ts'
import type { EventRow } from './referral-store.ts'

/** The facts kept with an event. */
export const HistoryFacts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** A referral's events and alerts in one story, oldest first. */
export function historyOf(
  vault: Pick<Vault, 'open'>,
  events: readonly EventRow[],
  alerts: readonly (AlertRow & { acknowledgedByName: string | null })[],
): HistoryLine[] {
  const lines: HistoryLine[] = events.map(({ at, kind, personName, sealedDetails }) => ({
    at,
    kind,
    personName,
    facts: sealedDetails === null ? {} : HistoryFacts.parse(JSON.parse(vault.open(sealedDetails))),
  }))
  for (const alert of alerts) {
    const of = (at: HistoryLine['at'], kind: string, personName: string | null = null) =>
      lines.push({ at, kind, personName, facts: { alert: alert.kind } })
    of(alert.raised_at, 'alert_raised')
    if (alert.escalated_at) of(alert.escalated_at, 'alert_escalated')
    if (alert.resolved_at) of(alert.resolved_at, 'alert_ended', alert.acknowledgedByName)
  }
  // Stable: what happened at one instant keeps the order of events, then of alerts.
  return lines.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}
