import type { Plan } from '../../shared/plan-result.ts'
import type { ProposalView } from '../../shared/proposal.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/proposal.en.ts'
import { fr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
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
      title={t.variant[variant.kind](centre)}
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

function wordDifference(points: number, from: number, to: number, t: typeof fr): string {
  if (Math.abs(points) < 0.05) return t.variantSame(formatNumber(to, 1))
  const sign = points > 0 ? '+' : '−'
  return t.variantDifference(`${sign}${formatNumber(Math.abs(points), 1)}`, formatNumber(from, 1), formatNumber(to, 1))
}
