import type { Plan, ScoreTerm, Unserved } from '../../shared/plan-result.ts'
import type { ProposalRequestInput, ProposalView } from '../../shared/proposal.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as proposalEn } from '../i18n/proposal.en.ts'
import { fr as proposalFr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { withCentre } from './proposal-variants.ts'
import { wordReason } from './wording.ts'

type NameOf = (centreId: string) => string

/** Every term of a score with its quantity and its points, and their sum. */
export function TermsTable({ terms, score }: { terms: readonly ScoreTerm[]; score: number }) {
  const t = useText(fr, en)
  const rows = [
    ...terms
      .filter((term) => term.amount !== 0)
      .map((term) => ({ key: term.term as string, name: t.term[term.term], amount: term.amount, points: term.points })),
    { key: 'total', name: t.total, amount: null, points: score },
  ]
  return (
    <Table
      caption={t.terms}
      rows={rows}
      rowKey={(row) => row.key}
      rowClass={(row) => (row.key === 'total' ? 'row-total' : undefined)}
      columns={[
        { key: 'name', header: t.termName, names: true, cell: (row) => row.name },
        {
          key: 'amount',
          header: t.termAmount,
          align: 'end',
          cell: (row) => (row.amount === null ? '' : formatNumber(row.amount, 1)),
        },
        { key: 'points', header: t.termPoints, align: 'end', cell: (row) => formatNumber(row.points, 1) },
      ]}
    />
  )
}

/** Who would not be seen in time, counted by nearest centre, class and rule, with the nearest thing to a remedy. */
export function UnservedTable({ plan, nameOf }: { plan: Plan; nameOf: NameOf }) {
  const t = useText(fr, en)
  const p = useText(proposalFr, proposalEn)
  const waiting = (group: Unserved) => Math.max(0, Math.round(group.count - group.expectedCount))
  const rows = plan.unserved
    .filter((group) => waiting(group) > 0 || group.expectedCount >= 0.5)
    .sort((a, b) => waiting(b) - waiting(a))
  if (rows.length === 0) return <p>{t.unservedNone}</p>
  const now = rows.filter((group) => waiting(group) > 0)
  const toCome = rows.filter((group) => waiting(group) === 0)
  return (
    <div class="stack-tight">
      <p class="soft small">{t.unservedExplained}</p>
      {now.length === 0 ? <p>{t.unservedNone}</p> : <UnservedGroups rows={now} waiting={waiting} nameOf={nameOf} />}
      {toCome.length > 0 && (
        <details>
          <summary>{p.showForecasts(toCome.length)}</summary>
          <UnservedGroups rows={toCome} waiting={waiting} nameOf={nameOf} />
        </details>
      )}
    </div>
  )
}

function UnservedGroups({
  rows,
  waiting,
  nameOf,
}: {
  rows: readonly Unserved[]
  waiting: (group: Unserved) => number
  nameOf: NameOf
}) {
  const t = useText(fr, en)
  return (
    <Table
      caption={t.unservedTitle}
      rows={rows}
      rowKey={(group) => `${group.centreId} ${group.priorityClass} ${group.rule}`}
      columns={[
        {
          key: 'centre',
          header: t.unservedCentre,
          names: true,
          cell: (group) => (
            <>
              <PriorityBadge priorityClass={group.priorityClass} />{' '}
              {group.centreId === null ? t.outOfAllReach : nameOf(group.centreId)}
            </>
          ),
        },
        {
          key: 'rule',
          header: t.unservedRule,
          cell: (group) => (
            <>
              {wordReason({ code: group.rule, facts: {} }, nameOf)}
              {group.remedy && (
                <p class="soft small">
                  {t.unservedRemedy} {wordReason(group.remedy, nameOf)}
                </p>
              )}
            </>
          ),
        },
        {
          key: 'waiting',
          header: t.unservedCount,
          align: 'end',
          cell: (group) => formatNumber(waiting(group), 0),
        },
        {
          key: 'expected',
          header: t.unservedExpected,
          align: 'end',
          cell: (group) => formatNumber(group.expectedCount, 1),
        },
      ]}
    />
  )
}

/** Centres the plan leaves out, each with the rule or the better use that excludes it. */
export function AbsentTable({
  view,
  plan,
  nameOf,
  onVariant,
}: {
  view: ProposalView
  plan: Plan
  nameOf: NameOf
  onVariant: (request: ProposalRequestInput) => void
}) {
  const t = useText(fr, en)
  const p = useText(proposalFr, proposalEn)
  return (
    <Table
      caption={t.resultTabs.absent}
      rows={plan.absentCentres}
      rowKey={(absent) => absent.centreId}
      empty={<p>{t.absentNone}</p>}
      columns={[
        { key: 'centre', header: t.absentCentre, names: true, cell: (absent) => nameOf(absent.centreId) },
        { key: 'why', header: t.absentWhy, cell: (absent) => wordReason(absent.reason, nameOf) },
        {
          key: 'best',
          header: t.absentBest,
          align: 'end',
          cell: (absent) =>
            absent.pointsOfBestInsertion === null ? '–' : t.points(formatNumber(absent.pointsOfBestInsertion, 1)),
        },
        {
          key: 'try',
          header: p.tryWith,
          hideHeader: true,
          cell: (absent) =>
            view.state !== 'running' && (
              <Button variant="quiet" onClick={() => onVariant(withCentre(view, absent.centreId))}>
                {p.tryWith}
              </Button>
            ),
        },
      ]}
    />
  )
}
