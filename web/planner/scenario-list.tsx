import { useState } from 'preact/hooks'
import type { ScoreTerm } from '../../shared/plan-result.ts'
import { amountOf } from '../../shared/plan-terms.ts'
import type { Scenario } from '../../shared/proposal.ts'
import { formatCount, formatDate, formatGap, formatNumber } from '../format.ts'
import { en } from '../i18n/scenarios.en.ts'
import { fr } from '../i18n/scenarios.fr.ts'
import { useText } from '../i18n/text.ts'
import { LinkButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Table } from '../ui/table.tsx'
import { scenarioName } from './scenario-name.ts'

/** Proposals one may go back to, their criteria side by side; two are ticked to be compared on the map and by department. */
export function ScenarioList({ scenarios }: { scenarios: readonly Scenario[] }) {
  const t = useText(fr, en)
  const [ticked, setTicked] = useState<readonly string[]>([])
  const tick = (proposalId: string) => (isTicked: boolean) =>
    setTicked(isTicked ? [...ticked, proposalId].slice(-2) : ticked.filter((other) => other !== proposalId))
  const [left, right] = ticked
  const amount = ({ summary }: Scenario, name: ScoreTerm['term']) => amountOf(summary?.terms ?? [], name)
  const figure = (scenario: Scenario, write: (summary: NonNullable<Scenario['summary']>) => string) =>
    scenario.summary ? write(scenario.summary) : t.unknown
  const period = ({ from, to }: Scenario) =>
    t.period(formatDate(from, { weekday: false }), formatDate(to, { weekday: false, year: true }))
  if (scenarios.length === 0) return null
  return (
    <details class="card scenarios">
      <summary>{t.titleCount(scenarios.length)}</summary>
      <div class="stack-tight">
        <p class="soft small">{t.intro}</p>
        <Table
          dense
          caption={t.caption}
          rows={scenarios}
          rowKey={({ proposalId }) => proposalId}
          columns={[
            {
              key: 'choose',
              header: t.compare,
              hideHeader: true,
              cell: (scenario) => (
                <Checkbox
                  label={t.choose(scenarioName(scenario, t))}
                  hideLabel
                  checked={ticked.includes(scenario.proposalId)}
                  onChange={tick(scenario.proposalId)}
                />
              ),
            },
            {
              key: 'name',
              header: t.name,
              names: true,
              cell: (scenario) => (
                <>
                  <a href={`/tournees/proposer?proposition=${scenario.proposalId}`}>{scenarioName(scenario, t)}</a>
                  <p class="soft small">
                    {period(scenario)} · {scenario.units.join(', ')}
                    {scenario.preset === 'urgent_first' && ` · ${t.urgentFirst}`}
                  </p>
                </>
              ),
            },
            {
              key: 'score',
              header: t.score,
              align: 'end',
              cell: (scenario) => figure(scenario, ({ score }) => formatNumber(score, 1)),
            },
            {
              key: 'gap',
              header: t.gap,
              align: 'end',
              cell: (scenario) => figure(scenario, ({ gap, isOptimal }) => (isOptimal ? t.proved : formatGap(gap))),
            },
            {
              key: 'stops',
              header: t.stops,
              align: 'end',
              cell: (scenario) => figure(scenario, ({ stops }) => formatCount(stops)),
            },
            ...(['P1', 'P2'] as const).map((name) => ({
              key: name,
              header: name,
              align: 'end' as const,
              cell: (scenario: Scenario) => figure(scenario, () => formatNumber(amount(scenario, `seen_${name}`), 1)),
            })),
            {
              key: 'people',
              header: t.people,
              align: 'end',
              cell: (scenario) => figure(scenario, () => formatCount(Math.round(amount(scenario, 'newly_reachable')))),
            },
            {
              key: 'km',
              header: t.kilometres,
              align: 'end',
              cell: (scenario) => figure(scenario, () => formatCount(Math.round(amount(scenario, 'kilometres')))),
            },
          ]}
        />
        {left && right ? (
          <p>
            <LinkButton href={`/tournees/comparer?gauche=proposal:${left}&droite=proposal:${right}`}>
              {t.compareTwo}
            </LinkButton>
          </p>
        ) : (
          <p class="soft small">{t.chooseTwo(ticked.length)}</p>
        )}
      </div>
    </details>
  )
}
