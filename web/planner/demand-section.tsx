import type { StopDetail } from '../../shared/tour-view.ts'
import { formatCount } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Table } from '../ui/table.tsx'

/** Patients a stop can see, by class: waiting within reach, in time, with a place. Counts, never a person. */
export function DemandSection({ detail: { stop, demand, demandReachMinutes } }: { detail: StopDetail }) {
  const t = useText(fr, en)
  const isEmpty = demand.every((line) => line.waiting === 0)
  return (
    <div class="stack-tight">
      <h3>{t.demand}</h3>
      <p class="figures">{t.capacity(stop.places, stop.staffing.length)}</p>
      {isEmpty ? (
        <p class="soft">{t.noDemand}</p>
      ) : (
        <Table
          caption={t.demand}
          rows={demand}
          rowKey={(line) => line.priorityClass}
          columns={[
            {
              key: 'class',
              header: t.demandClass,
              names: true,
              cell: (line) => <PriorityBadge priorityClass={line.priorityClass} />,
            },
            { key: 'waiting', header: t.demandWaiting, align: 'end', cell: (line) => formatCount(line.waiting) },
            { key: 'inTime', header: t.demandInTime, align: 'end', cell: (line) => formatCount(line.inTime) },
            { key: 'seen', header: t.demandSeen, align: 'end', cell: (line) => formatCount(line.seen) },
          ]}
        />
      )}
      <p class="soft small">{t.demandReach(demandReachMinutes)}</p>
    </div>
  )
}
