import type { Problem } from '../../shared/problem.ts'
import type { EditPrice } from '../../shared/tour-edit.ts'
import { formatDifference, formatNumber } from '../format.ts'
import { en } from '../i18n/editor.en.ts'
import { fr } from '../i18n/editor.fr.ts'
import { en as plannerEn } from '../i18n/planner.en.ts'
import { fr as plannerFr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Table } from '../ui/table.tsx'

type Worth = NonNullable<EditPrice['after']>
type Term = Worth['terms'][number]['term']

/** What changed of a draft's worth: each term that did, in its own unit and in points. */
export function termChanges(before: Worth, after: Worth): { term: Term; amount: number; points: number }[] {
  const terms = [...new Set([...before.terms, ...after.terms].map(({ term }) => term))]
  const of = (worth: Worth, term: Term) =>
    worth.terms.find((each) => each.term === term) ?? { term, amount: 0, points: 0 }
  return terms
    .map((term) => {
      const [was, is] = [of(before, term), of(after, term)]
      return { term, amount: is.amount - was.amount, points: is.points - was.points }
    })
    .filter(({ amount, points }) => Math.abs(amount) >= 0.05 || Math.abs(points) >= 0.05)
}

/** What the changes made so far cost or bring, in the planner's points, term by term. */
export function EditPriceView({ price, problem }: { price: EditPrice | null; problem: Problem | null }) {
  const t = useText(fr, en)
  const p = useText(plannerFr, plannerEn)
  if (problem) return <p class="soft small">{t.noPrice(problem.message)}</p>
  if (!price) return <p class="soft small">{t.pricing}</p>
  const { before, after, why } = price
  if (!after) return <p class="soft small">{t.unpriced[why ?? 'one_stop_a_week']}</p>
  if (!before) return <p class="figures">{t.worth(formatNumber(after.score, 1))}</p>
  const difference = after.score - before.score
  if (Math.abs(difference) < 0.05 && termChanges(before, after).length === 0)
    return <p class="figures">{t.sameWorth(formatNumber(after.score, 1))}</p>
  return (
    <div class="stack-tight">
      <p class="figures">
        <strong>{t.difference(signed(difference))}</strong>{' '}
        <span class="soft">{t.fromTo(formatNumber(before.score, 1), formatNumber(after.score, 1))}</span>
      </p>
      <Table
        dense
        caption={t.price}
        rows={termChanges(before, after)}
        rowKey={({ term }) => term}
        columns={[
          { key: 'term', header: p.termName, names: true, cell: ({ term }) => p.term[term] },
          { key: 'amount', header: p.termAmount, align: 'end', cell: ({ amount }) => signed(amount) },
          { key: 'points', header: p.termPoints, align: 'end', cell: ({ points }) => signed(points) },
        ]}
      />
    </div>
  )
}

/** A difference of amounts or points, to one decimal. */
export const signed = (difference: number): string => formatDifference(difference, (size) => formatNumber(size, 1))
