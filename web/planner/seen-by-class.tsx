import type { PlanStop } from '../../shared/plan-result.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/proposal.en.ts'
import { fr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Table } from '../ui/table.tsx'

/** Who a proposed stop sees: by class, before their deadline or after, and whom no other stop could see in time. */
export function SeenByClass({ stop, isOpen }: { stop: PlanStop; isOpen: boolean }) {
  const t = useText(fr, en)
  const rows = stop.sees.filter(({ inTime, late }) => inTime >= 0.05 || late >= 0.05)
  if (rows.length === 0) return null
  const figure = (value: number) => (value < 0.05 ? '–' : formatNumber(value, 1))
  return (
    <details class="small" open={isOpen}>
      <summary>
        {t.seenByClass}{' '}
        <span class="seen-classes figures">
          {rows.map(({ priorityClass, inTime }) => (
            <span key={priorityClass}>
              <PriorityBadge priorityClass={priorityClass} /> {figure(inTime)}
            </span>
          ))}
        </span>
      </summary>
      <Table
        dense
        caption={t.seenByClass}
        rows={rows}
        rowKey={({ priorityClass }) => priorityClass}
        columns={[
          {
            key: 'class',
            header: t.seenClass,
            names: true,
            cell: ({ priorityClass }) => <PriorityBadge priorityClass={priorityClass} />,
          },
          { key: 'in-time', header: t.seenInTime, align: 'end', cell: ({ inTime }) => figure(inTime) },
          { key: 'only', header: t.seenOnlyHere, align: 'end', cell: ({ exclusive }) => figure(exclusive) },
          { key: 'expected', header: t.seenExpected, align: 'end', cell: ({ expected }) => figure(expected) },
          { key: 'late', header: t.seenLate, align: 'end', cell: ({ late }) => figure(late) },
        ]}
      />
    </details>
  )
}
