import type { Plan } from '../../shared/plan-result.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/proposal.en.ts'
import { fr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Table } from '../ui/table.tsx'

type Change = Plan['changes'][number]

/** The changes of a plan to what is published, stops merely kept left out. */
export const changesOf = (plan: Plan): Change[] => plan.changes.filter((change) => change.kind !== 'kept')

/** What a proposal changes of what is published, before and after, counted in the tab that shows it. */
export function ChangesTable({
  plan,
  limit,
  nameOf,
}: {
  plan: Plan
  /** How many published stops might change; null where nothing was said. */
  limit: number | null
  nameOf: (centreId: string) => string
}) {
  const t = useText(fr, en)
  const counted = (kind: Change['kind']) => plan.changes.filter((change) => change.kind === kind).length
  const centreOf = ({ before, after }: Change) => (before ?? after)?.centreId ?? ''
  const days = (stop: Change['before'], isMoved: boolean) =>
    stop === null ? '–' : `${formatDays(stop.first, stop.last)}${isMoved ? `, ${nameOf(stop.centreId)}` : ''}`
  const isElsewhere = ({ before, after }: Change) => !!before && !!after && before.centreId !== after.centreId
  return (
    <div class="stack-tight">
      <p class="figures">{t.changesCounted(counted('moved') + counted('removed'), limit, counted('added'))}</p>
      <p class="soft small">{t.changesExplained}</p>
      <Table
        caption={t.changes}
        rows={changesOf(plan)}
        rowKey={(change) => JSON.stringify([change.before, change.after])}
        empty={<p>{t.changesNone}</p>}
        columns={[
          { key: 'stop', header: t.changeStop, names: true, cell: (change) => nameOf(centreOf(change)) },
          { key: 'what', header: t.changeWhat, cell: (change) => t.changeKind[change.kind] },
          { key: 'before', header: t.changeBefore, cell: (change) => days(change.before, isElsewhere(change)) },
          { key: 'after', header: t.changeAfter, cell: (change) => days(change.after, isElsewhere(change)) },
        ]}
      />
    </div>
  )
}
