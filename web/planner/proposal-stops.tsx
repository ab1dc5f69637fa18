import type { Plan, PlanStop } from '../../shared/plan-result.ts'
import type { ProposalRequestInput, ProposalView } from '../../shared/proposal.ts'
import { formatDays, formatMinutes, formatNumber } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as proposalEn } from '../i18n/proposal.en.ts'
import { fr as proposalFr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { StopLine } from './proposal-screen.tsx'
import { TermsTable } from './proposal-tables.tsx'
import { withoutPin, withoutStop } from './proposal-variants.ts'
import { SeenByClass } from './seen-by-class.tsx'
import { wordReason } from './wording.ts'

/** The stops of a proposal in order, each with why it is there, what it costs to reach, and its score by term. */
export function ProposalStops({
  view,
  plan,
  nameOf,
  selected,
  onSelect,
  onVariant,
  onAgain,
}: {
  view: ProposalView
  plan: Plan
  nameOf: (centreId: string) => string
  selected: number | null
  onSelect: (index: number) => void
  onVariant: (request: ProposalRequestInput) => void
  onAgain: (change?: StopLine) => void
}) {
  const t = useText(proposalFr, proposalEn)
  const tryOut = (stop: PlanStop) => {
    if (view.state === 'running' || stop.isPublished) return null
    return stop.isPinned
      ? { label: t.tryWithoutPin, act: () => onVariant(withoutPin(view, stop)) }
      : { label: t.tryWithout, act: () => onVariant(withoutStop(view, stop)) }
  }
  const actsOn = (stop: PlanStop) => {
    const line = [stop.centreId, stop.first, stop.last]
    const forbid = { label: t.forbidHere, act: () => onAgain({ interdire: line }) }
    return stop.isPinned ? [forbid] : [{ label: t.fixHere, act: () => onAgain({ fixer: line }) }, forbid]
  }
  const unitOf = (stop: PlanStop) =>
    view.units.length > 1 ? (view.units.find(({ unitId }) => unitId === stop.unitId)?.name ?? null) : null
  const departmentOf = (centreId: string) =>
    view.centres.find((centre) => centre.centreId === centreId)?.department ?? ''
  return (
    <ol class="proposal-stops">
      {plan.stops.map((stop, index) => (
        <StopReasons
          key={`${stop.unitId} ${stop.centreId} ${stop.first}`}
          stop={stop}
          order={index + 1}
          name={`${nameOf(stop.centreId)} (${departmentOf(stop.centreId)})`}
          leg={legTo(plan, stop)}
          unit={unitOf(stop)}
          tryOut={tryOut(stop)}
          acts={view.state === 'running' || stop.isPublished ? [] : actsOn(stop)}
          nameOf={nameOf}
          isSelected={selected === index}
          onSelect={() => onSelect(index)}
        />
      ))}
    </ol>
  )
}

type Leg = Plan['units'][number]['legs'][number]

function legTo(plan: Plan, stop: PlanStop): Leg | undefined {
  const legs = plan.units.find((unit) => unit.unitId === stop.unitId)?.legs ?? []
  return legs.findLast((leg) => leg.to === stop.centreId && leg.latestArrival <= stop.first)
}

function StopReasons({
  stop,
  order,
  name,
  leg,
  unit,
  tryOut,
  acts,
  nameOf,
  isSelected,
  onSelect,
}: {
  stop: PlanStop
  order: number
  name: string
  leg: Leg | undefined
  /** Named when several units share the plan. */
  unit: string | null
  tryOut: { label: string; act: () => void } | null
  /** What may be asked of it in the next request. */
  acts: readonly { label: string; act: () => void }[]
  nameOf: (centreId: string) => string
  isSelected: boolean
  onSelect: () => void
}) {
  const t = useText(fr, en)
  const headline = stop.reasons.find((reason) => !['published', 'pinned'].includes(reason.code))
  return (
    <li class={`card proposal-stop${isSelected ? ' proposal-stop-selected' : ''}`}>
      <button type="button" class="proposal-stop-title" aria-pressed={isSelected} onClick={onSelect}>
        <span class="stop-order" aria-hidden="true">
          {order}
        </span>
        <span>
          <strong>{name}</strong>
          <span class="stop-card-dates">{formatDays(stop.first, stop.last)}</span>
        </span>
        <span class="proposal-points figures">{t.points(formatNumber(stop.points, 1))}</span>
      </button>
      <p class="row small">
        <span class="figures">{t.placeCount(stop.places)}</span>
        {unit && <Badge>{unit}</Badge>}
        {stop.isPublished && <Badge tone="success">{t.alreadyPublished}</Badge>}
        {stop.isPinned && !stop.isPublished && <Badge tone="accent">{t.pinned}</Badge>}
        {stop.toBeStaffed && !stop.isPublished && <Badge tone="warning">{t.toBeStaffed}</Badge>}
      </p>
      {leg && (
        <p class="road-line small figures">
          <Icon name="truck" size={16} />
          <span>
            {formatMinutes(leg.driveSeconds / 60)}, {Math.round(leg.metres / 1000)}&nbsp;km{' '}
            {leg.from.startsWith('depot:') ? t.fromDepot : t.roadFrom(nameOf(leg.from))}
            {leg.breaks > 0 && ` · ${t.breaks(leg.breaks, formatMinutes(leg.breakSeconds / 60))}`}
            {leg.wholeDays > 0 && ` · ${t.wholeDays(leg.wholeDays)}`}
          </span>
        </p>
      )}
      {headline && <p>{wordReason(headline, nameOf)}</p>}
      <SeenByClass stop={stop} isOpen={isSelected} />
      <details class="small" open={isSelected}>
        <summary>{t.why}</summary>
        <ul class="reasons">
          {stop.reasons
            .filter((reason) => reason !== headline)
            .map((reason) => (
              <li key={reason.code}>{wordReason(reason, nameOf)}</li>
            ))}
        </ul>
      </details>
      {stop.warnings.some((warning) => warning.code !== 'to_be_staffed') && (
        <ul class="warnings small">
          {stop.warnings
            .filter((warning) => warning.code !== 'to_be_staffed')
            .map((warning) => (
              <li key={warning.code}>{wordReason(warning, nameOf)}</li>
            ))}
        </ul>
      )}
      <details class="small">
        <summary>{t.terms}</summary>
        <TermsTable terms={stop.terms} score={stop.points} />
      </details>
      {tryOut && (
        <div class="row no-print">
          {[tryOut, ...acts].map(({ label, act }) => (
            <Button key={label} size="s" variant="quiet" onClick={act}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}
