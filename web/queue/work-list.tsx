import { useState } from 'preact/hooks'
import type { WorkLine } from '../../shared/queue.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { formatMoment } from '../moment.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { WorkActions } from './work-actions.tsx'

const SHOWN = 6

/** What somebody has to do, fewest days left first; the first few, the rest on demand. */
export function WorkList({
  lines,
  isGp,
  onChanged,
}: {
  lines: readonly WorkLine[]
  isGp: boolean
  onChanged: () => void
}) {
  const t = useText(fr, en)
  const [isWhole, setWhole] = useState(false)
  if (lines.length === 0) return <Notice tone="success">{t.noAlert}</Notice>
  const shown = isWhole ? lines : lines.slice(0, SHOWN)
  const late = lines.filter((line) => line.alertId !== null).length
  return (
    <section class="stack-tight" aria-labelledby="queue-work">
      <h2 id="queue-work">
        {t.alerts} <Badge tone={late > 0 ? 'error' : 'neutral'}>{lines.length}</Badge>
      </h2>
      <p class="soft small">{t.workOrder}</p>
      <ul class="queue-alerts">
        {shown.map((line) => (
          <WorkItem
            key={`${line.kind} ${line.referralId} ${line.visit?.visitId ?? ''}`}
            line={line}
            isGp={isGp}
            onChanged={onChanged}
          />
        ))}
      </ul>
      {lines.length > SHOWN && (
        <div class="no-print">
          <Button aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? t.workLess : t.workMore(lines.length - SHOWN)}
          </Button>
        </div>
      )}
    </section>
  )
}

function WorkItem({ line, isGp, onChanged }: { line: WorkLine; isGp: boolean; onChanged: () => void }) {
  const t = useText(fr, en)
  const look = line.escalatedAt ? ' queue-alert-escalated' : line.alertId ? '' : ' queue-alert-calm'
  return (
    <li class={`queue-alert${look}`}>
      <div class="queue-alert-facts">
        <p class="row">
          <PriorityBadge priorityClass={line.kind === 'call_today' ? 'R' : line.priorityClass} />
          <strong>{line.patientName}</strong>
          <span class={line.daysLeft < 0 ? 'queue-late' : ''}>{t.daysLeft(line.daysLeft)}</span>
        </p>
        <p>
          {t.work[line.kind]}
          {line.visit && ` : ${t.outcome[line.visit.outcome]}`}
          {line.visit?.owner && `, ${t.arrangedBy(line.visit.owner)}`}{' '}
          <span class="soft small">
            {line.kind === 'result_owed' || line.kind === 'result_overdue'
              ? t.resultDue(formatDate(line.dueOn))
              : line.kind === 'not_reached'
                ? t.reachBy(formatDate(line.dueOn))
                : t.since(formatMoment(line.raisedAt))}
          </span>
        </p>
        {line.takenBy && <p class="small">{t.taken(line.takenBy)}</p>}
        {line.appointment && (
          <p class="small">
            {t.visitOf(formatDate(line.appointment.date), line.appointment.centreName)}{' '}
            {line.appointment.state === 'arrived' ? t.visitArrived : t.visitUnsaid}
          </p>
        )}
        {line.escalatedAt && (
          <p class="queue-escalated">
            <Icon name="warning" size={16} /> {t.escalated}
          </p>
        )}
      </div>
      <WorkActions line={line} isGp={isGp} onChanged={onChanged} />
    </li>
  )
}
