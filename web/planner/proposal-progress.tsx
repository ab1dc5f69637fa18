import type { Plan } from '../../shared/plan-result.ts'
import { amountOf } from '../../shared/plan-terms.ts'
import type { ProposalView } from '../../shared/proposal.ts'
import { formatGap, formatNumber } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as proposalEn } from '../i18n/proposal.en.ts'
import { fr as proposalFr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { SearchChart } from './search-chart.tsx'

/** Score, proven bound and gap: now, and over the time of the search. */
export function ProposalProgress({
  view,
  isStopping,
  onStop,
}: {
  view: ProposalView
  isStopping: boolean
  onStop: () => void
}) {
  const t = useText(fr, en)
  const last = view.progress.at(-1)
  const score = view.plan?.score ?? last?.score ?? null
  const bound = (view.state === 'running' ? last?.bound : view.plan?.bound) ?? null
  const gap = score === null || bound === null || bound === 0 ? null : Math.max(0, (bound - score) / Math.abs(bound))
  const isTightening =
    view.state === 'running' ? (last?.boundStillTightening ?? true) : !!view.plan?.boundStillTightening
  const isOptimal = view.state !== 'running' && view.plan?.proof === 'optimal'
  const percent = gap === null ? '–' : formatGap(gap)
  return (
    <section class="card proof" aria-label={t.gap}>
      {view.state === 'running' && (
        <div class="row-spread">
          <Progress label={t.running} value={last ? Math.min(1, last.seconds / view.request.seconds) : null} />
          <Button busy={isStopping} onClick={onStop}>
            {t.stop}
          </Button>
        </div>
      )}
      <div class="proof-body">
        <div class="stack-tight">
          <dl class="proof-figures figures">
            <div>
              <dt>{t.score}</dt>
              <dd>{score === null ? '–' : formatNumber(score, 1)}</dd>
              <dd class="soft small">{t.scoreUnit}</dd>
            </div>
            <div>
              <dt>{t.bound}</dt>
              <dd>{bound === null ? '–' : formatNumber(bound, 1)}</dd>
              {isTightening && <dd class="soft small">{t.tightening}</dd>}
            </div>
            <div>
              <dt>{t.gap}</dt>
              <dd>{percent}</dd>
              {isOptimal && (
                <dd>
                  <Badge tone="success">{t.optimalShort}</Badge>
                </dd>
              )}
            </div>
          </dl>
          {view.state !== 'running' && gap !== null && (
            <p class="proof-words" role="status">
              {isOptimal ? t.optimal : t.bounded(percent)}
            </p>
          )}
          {view.state !== 'running' && view.plan && <ClassBounds plan={view.plan} />}
        </div>
        {view.progress.length > 1 && (
          <SearchChart
            points={view.progress}
            label={t.chartLabel(
              score === null ? '–' : formatNumber(score, 1),
              bound === null ? '–' : formatNumber(bound, 1),
              percent,
            )}
          />
        )}
      </div>
    </section>
  )
}

/** How many P1 and P2 the plan sees in time, and the most any plan could: each bound holds by itself. */
function ClassBounds({ plan }: { plan: Plan }) {
  const p = useText(proposalFr, proposalEn)
  const known = (['P1', 'P2'] as const).flatMap((name) => {
    const bound = plan[`bound${name}`]
    const seen = amountOf(plan.terms, `seen_${name}`)
    return bound === null ? [] : [p.classBound(name, formatNumber(seen, 1), formatNumber(bound, 1))]
  })
  if (known.length === 0) return null
  return (
    <ul class="plain-list small figures">
      {known.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
