import type { Plan } from '../../shared/plan-result.ts'
import { amountOf } from '../../shared/plan-terms.ts'
import type { ProposalView } from '../../shared/proposal.ts'
import { formatNumber } from '../format.ts'
import { en as plannerEn } from '../i18n/planner.en.ts'
import { fr as plannerFr } from '../i18n/planner.fr.ts'
import { en } from '../i18n/proposal.en.ts'
import { fr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { signed } from './edit-price.tsx'
import { RATE_KEYS, rateIn } from './proposal-rates.ts'
import { differenceFrom } from './proposal-variants.ts'

/** What one change made to a proposal costs or brings: the price of an imposed stop, a tour without one, with another. */
export function VariantNotice({
  view,
  plan,
  onOpen,
}: {
  view: ProposalView
  plan: Plan
  onOpen: (proposalId: string) => void
}) {
  const t = useText(fr, en)
  const { variant } = view.request
  if (!variant) return null
  const centre = view.centres.find(({ centreId }) => centreId === variant.centreId)?.name ?? ''
  const difference = differenceFrom(view, plan)
  return (
    <Notice
      title={variant.kind === 'changed' ? t.variantChanged : t.variant[variant.kind](centre)}
      actions={
        <>
          <Button onClick={() => onOpen(variant.of)}>{t.back}</Button>
          {view.state !== 'running' && (
            <LinkButton href={`/tournees/comparer?gauche=proposal:${variant.of}&droite=proposal:${view.proposalId}`}>
              {t.compareBoth}
            </LinkButton>
          )}
        </>
      }
    >
      {view.base && variant.kind === 'changed' && <Effect base={view.base} view={view} plan={plan} />}
      {difference && view.base && (
        <>
          <p class="figures">{wordDifference(difference.points, view.base.score, plan.score, t)}</p>
          {variant.kind === 'without_pin' && difference.points > 0.05 && (
            <p class="figures">{t.pinPrice(formatNumber(difference.points, 1))}</p>
          )}
          <p class="soft small">{difference.isExact ? t.variantProved : t.variantApproximate}</p>
        </>
      )}
    </Notice>
  )
}

/** What a changed request changes: the rates that differ, and each quantity of the score before and after. */
function Effect({ base, view, plan }: { base: NonNullable<ProposalView['base']>; view: ProposalView; plan: Plan }) {
  const t = useText(fr, en)
  const p = useText(plannerFr, plannerEn)
  const rates = RATE_KEYS.filter((key) => rateIn(base.rates, key) !== rateIn(view.request.rates, key))
  const all = plan.terms.length > 0 ? plan.terms : base.terms
  const rows = all.filter(({ term }) => signed(amountOf(plan.terms, term) - amountOf(base.terms, term)) !== '=')
  return (
    <div class="stack-tight">
      {rates.length > 0 && (
        <ul class="plain-list figures">
          {rates.map((key) => (
            <li key={key}>
              {t.rateChanged(
                t.rate[key],
                formatNumber(rateIn(base.rates, key), 2),
                formatNumber(rateIn(view.request.rates, key), 2),
              )}
            </li>
          ))}
        </ul>
      )}
      {base.rates.preset !== view.request.rates.preset && (
        <p>{t.rateChanged(p.preset, p.presets[base.rates.preset], p.presets[view.request.rates.preset])}</p>
      )}
      {rows.length < all.length && view.state !== 'running' && (
        <p class="soft small">{t.effectSame(all.length - rows.length)}</p>
      )}
      <Table
        dense
        caption={t.effect}
        rows={rows}
        empty={null}
        rowKey={({ term }) => term}
        columns={[
          { key: 'term', header: p.termName, names: true, cell: ({ term }) => p.term[term] },
          {
            key: 'before',
            header: t.effectBefore,
            align: 'end',
            cell: ({ term }) => formatNumber(amountOf(base.terms, term), 1),
          },
          {
            key: 'after',
            header: t.effectAfter,
            align: 'end',
            cell: ({ term }) => formatNumber(amountOf(plan.terms, term), 1),
          },
          {
            key: 'difference',
            header: p.difference,
            align: 'end',
            cell: ({ term }) => signed(amountOf(plan.terms, term) - amountOf(base.terms, term)),
          },
        ]}
      />
    </div>
  )
}

function wordDifference(points: number, from: number, to: number, t: typeof fr): string {
  if (Math.abs(points) < 0.05) return t.variantSame(formatNumber(to, 1))
  return t.variantDifference(signed(points), formatNumber(from, 1), formatNumber(to, 1))
}
