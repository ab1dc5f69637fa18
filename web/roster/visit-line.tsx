import { shortDate } from '../../shared/days.ts'
import type { DayVisit } from '../../shared/roster.ts'
import { formatTime } from '../format.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { valueIn } from '../load.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useProtocol, worded } from './protocol.ts'

const TONES: Partial<Record<DayVisit['state'], BadgeTone>> = {
  confirmed: 'info',
  arrived: 'accent',
  done: 'success',
  no_show: 'warning',
}

/** One patient of the day: when, who, which class, and what was concluded or the button to say it. */
export function VisitLine({
  line,
  specialty,
  rooms,
  canRecord,
  isNext,
  onRecord,
  onRead,
}: {
  line: DayVisit
  specialty: string
  rooms: number
  canRecord: boolean
  /** The first patient without an outcome: theirs is the screen's main button. */
  isNext: boolean
  onRecord: () => void
  onRead: () => void
}) {
  const t = useText(fr, en)
  const details = [
    t.born(line.birthYear),
    t.kind[line.kind],
    rooms > 1 && t.room(line.room),
    t.mobility[line.mobility],
    line.interpreter && t.interpreter(line.interpreter),
  ]
  return (
    <li class="card roster-visit">
      <p class="roster-time">{formatTime(line.start)}</p>
      <div class="roster-visit-words">
        <div class="row">
          <h2 class="roster-patient">{line.patientName}</h2>
          <PriorityBadge priorityClass={line.priorityClass} />
          <Badge tone={TONES[line.state]}>{t.state[line.state]}</Badge>
          {line.overbooked && <Badge tone="warning">{t.overbooked}</Badge>}
        </div>
        <p class="soft small">{details.filter(Boolean).join(' · ')}</p>
        {line.advice && <p class="small">{t.adviceState(line.advice.proposal, line.advice.decision)}</p>}
        {line.visit && <Concluded visit={line.visit} specialty={specialty} />}
      </div>
      <div class="roster-visit-actions no-print">
        <Button size="s" variant="quiet" aria-label={t.openReferralOf(line.patientName)} onClick={onRead}>
          {t.openReferral}
        </Button>
        {canRecord && (
          <Button
            variant={isNext ? 'primary' : 'secondary'}
            size={line.visit ? 's' : 'm'}
            icon="edit"
            aria-label={line.visit ? `${t.correct} : ${line.patientName}` : t.recordFor(line.patientName)}
            onClick={onRecord}
          >
            {line.visit ? t.correct : t.record}
          </Button>
        )}
      </div>
    </li>
  )
}

function Concluded({ visit, specialty }: { visit: NonNullable<DayVisit['visit']>; specialty: string }) {
  const t = useText(fr, en)
  const outcomes = valueIn(useProtocol(specialty))?.protocol.outcomes
  const label = outcomes?.find(({ id }) => id === visit.outcome)?.label
  const owed = visit.resultDue && visit.resultOwner && t.dueBy(shortDate(visit.resultDue), visit.resultOwner)
  return (
    <p class="roster-concluded">
      <Icon name="check" size={16} />
      <span>
        {t.outcomeDone(label ? worded(label) : visit.outcome)}
        {owed && <span class="soft"> ({owed})</span>}{' '}
        {visit.letter !== null && (
          <span class="soft">
            {visit.letterSentAt === null ? t.letterKept : visit.letterReadAt === null ? t.letterSent : t.letterRead}
          </span>
        )}
      </span>
    </p>
  )
}
