import type { Scenario } from '../../shared/proposal.ts'
import { clockAt, formatDate, formatNumber, PARIS } from '../format.ts'
import type { fr } from '../i18n/scenarios.fr.ts'

/** What a scenario is called: its name, else the day it was computed and its score, which tell it from the others. */
export function scenarioName({ name, createdAt, summary }: Scenario, t: typeof fr): string {
  if (name !== null) return name
  const day = formatDate(clockAt(createdAt, PARIS).date, { weekday: false })
  return t.unnamed(summary ? `${day} (${formatNumber(summary.score, 1)})` : day)
}
