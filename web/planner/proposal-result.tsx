import { useState } from 'preact/hooks'
import type { StopId } from '../../shared/ids.ts'
import type { Plan } from '../../shared/plan-result.ts'
import type { ProposalRequestInput, ProposalView } from '../../shared/proposal.ts'
import { formatMetres, formatMinutes } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as proposalEn } from '../i18n/proposal.en.ts'
import { fr as proposalFr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { ProposalActions } from './proposal-actions.tsx'
import { ChangesTable, changesOf } from './proposal-changes.tsx'
import { ProposalMap } from './proposal-map.tsx'
import type { StopLine } from './proposal-screen.tsx'
import { ProposalStops } from './proposal-stops.tsx'
import { AbsentTable, TermsTable, UnservedTable } from './proposal-tables.tsx'
import { RatesTable } from './rates-table.tsx'
import { TimelineStrip } from './timeline-strip.tsx'
import { wordReason } from './wording.ts'

type Part = 'stops' | 'terms' | 'unserved' | 'absent' | 'changes'

/** The best plan so far: on the map, stop by stop with its reasons, its score by term, and what it leaves out. */
export function ProposalResult({
  view,
  plan,
  onAgain,
  onVariant,
}: {
  view: ProposalView
  plan: Plan
  onAgain: (change?: StopLine) => void
  onVariant: (request: ProposalRequestInput) => void
}) {
  const t = useText(fr, en)
  const p = useText(proposalFr, proposalEn)
  const [part, setPart] = useState<Part>('stops')
  const [selected, setSelected] = useState<number | null>(null)
  const nameOf = (centreId: string) => view.centres.find((centre) => centre.centreId === centreId)?.name ?? centreId
  const days = plan.stops.reduce((sum, stop) => sum + stop.sessions.length, 0)
  const places = plan.stops.reduce((sum, stop) => sum + stop.places, 0)
  const metres = plan.units.reduce((sum, unit) => sum + unit.metres, 0)
  const drive = plan.units.reduce((sum, unit) => sum + unit.driveSeconds, 0)
  const mayChange = !['keep', 'ignore'].includes(view.request.published)
  const unseen = plan.unserved.reduce((sum, group) => sum + group.count - group.expectedCount, 0)
  return (
    <div class="stack">
      {plan.stops.length === 0 && view.state !== 'running' ? (
        <EmptyState title={t.emptyPlanTitle} icon="truck">
          {t.emptyPlan}
          <Button onClick={() => onAgain()}>{t.again}</Button>
        </EmptyState>
      ) : (
        <div class="row-spread">
          <p class="proposal-summary figures">
            {t.stopCount(plan.stops.length)} · {t.dayCount(days)} · {t.placeCount(places)} · {formatMetres(metres)} ·{' '}
            {formatMinutes(drive / 60)}
            {view.travelIsEstimate && <span class="soft"> ({t.estimateTravel.toLowerCase()})</span>}
          </p>
          {view.state !== 'running' && <ProposalActions view={view} plan={plan} onAgain={() => onAgain()} />}
        </div>
      )}
      {plan.warnings.map((warning) => (
        <Notice key={warning.code} tone="warning">
          {wordReason(warning, nameOf)}
        </Notice>
      ))}
      {plan.stops.length > 0 &&
        view.units.map(({ unitId, name }) => (
          <div key={unitId}>
            {view.units.length > 1 && <h2 class="compare-side">{name}</h2>}
            <TimelineStrip
              from={view.request.from}
              to={view.request.to}
              stops={barsOf(plan, unitId, nameOf)}
              selectedId={selected === null ? null : barId(selected)}
              onOpen={(id) => setSelected(Number(id))}
              name={view.units.length > 1 ? name : undefined}
            />
          </div>
        ))}
      <div class="proposal-body">
        <ProposalMap view={view} plan={plan} selected={selected} onSelect={setSelected} />
        <div class="proposal-panel">
          <Tabs<Part>
            label={t.resultTabsLabel}
            selected={part}
            onSelect={setPart}
            tabs={[
              { id: 'stops', label: t.resultTabs.stops, count: plan.stops.length },
              { id: 'terms', label: t.resultTabs.terms },
              { id: 'unserved', label: t.resultTabs.unserved, count: Math.max(0, Math.round(unseen)) },
              { id: 'absent', label: t.resultTabs.absent, count: plan.absentCentres.length },
              ...(mayChange ? [{ id: 'changes' as const, label: p.changes, count: changesOf(plan).length }] : []),
            ]}
          >
            {part === 'stops' && (
              <ProposalStops {...{ view, plan, nameOf, selected, onVariant, onAgain }} onSelect={setSelected} />
            )}
            {part === 'terms' && (
              <div class="stack">
                <TermsTable terms={plan.terms} score={plan.score} />
                <RatesTable rates={view.request.rates} />
              </div>
            )}
            {part === 'changes' && <ChangesTable plan={plan} limit={view.request.maxChangedStops} nameOf={nameOf} />}
            {part === 'unserved' && <UnservedTable plan={plan} nameOf={nameOf} />}
            {part === 'absent' && <AbsentTable {...{ view, plan, nameOf, onVariant }} />}
          </Tabs>
        </div>
      </div>
    </div>
  )
}

/** A stop of a plan has no identifier of its own: its place in the list. */
const barId = (index: number) => String(index) as StopId

const barsOf = (plan: Plan, unitId: string, nameOf: (centreId: string) => string) =>
  plan.stops.flatMap((stop, index) =>
    stop.unitId === unitId
      ? [
          {
            stopId: barId(index),
            order: index + 1,
            centreName: nameOf(stop.centreId),
            firstDay: stop.first,
            lastDay: stop.last,
          },
        ]
      : [],
  )
