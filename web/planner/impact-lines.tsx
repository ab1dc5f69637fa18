import type { ImpactCounts, PriorityClass } from '../../shared/appointment.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'

/** Counts as they come over the network. */
export type Impact = Omit<ImpactCounts, 'concerned'> & {
  readonly concerned: { [Key in PriorityClass]?: number | undefined }
}

const CLASSES: readonly PriorityClass[] = ['P1', 'P2', 'P3', 'P4']

/** Whom a change would cost their place: by class, and what awaits them. Counts, never a person. */
export function ImpactLines({ impact }: { impact: Impact }) {
  const t = useText(fr, en)
  const concerned = CLASSES.map((priorityClass) => [priorityClass, impact.concerned[priorityClass] ?? 0] as const)
  const total = concerned.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) return <p>{t.impactNone}</p>
  return (
    <div class="stack-tight">
      <h3>{t.impact}</h3>
      <p class="row">
        {concerned
          .filter(([, count]) => count > 0)
          .map(([priorityClass, count]) => (
            <span key={priorityClass} class="row impact-class figures">
              <PriorityBadge priorityClass={priorityClass} /> {count}
            </span>
          ))}
      </p>
      <dl class="facts figures">
        <div>
          <dt>{t.impactElsewhere}</dt>
          <dd>{impact.elsewhereInTime}</dd>
        </div>
        <div>
          <dt>{t.impactLate}</dt>
          <dd>{impact.elsewhereLate}</dd>
        </div>
        <div>
          <dt>{t.impactWithoutPlace}</dt>
          <dd>{impact.withoutPlace}</dd>
        </div>
      </dl>
      <p class="soft small">{t.impactExplained}</p>
    </div>
  )
}
