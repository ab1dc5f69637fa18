import type { NotPlaced, PlannedPlace, PriorityClass } from '../../shared/appointment.ts'
import { formatDate, formatDateTime, formatMinutes } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, Table } from '../ui/table.tsx'

type Person = Pick<PlannedPlace, 'patientName' | 'centreName' | 'priorityClass' | 'deadline'>

function usePersonColumns<Row extends Person>(): Column<Row>[] {
  const { allocation: t, deadline } = useText(fr, en)
  return [
    {
      key: 'patient',
      header: t.patient,
      names: true,
      cell: (line) => line.patientName ?? <span class="soft">{t.otherCentre(line.centreName)}</span>,
    },
    {
      key: 'class',
      header: t.priority,
      cell: (line) => (
        <span class="row allocation-class">
          <PriorityBadge priorityClass={line.priorityClass} />
          {line.deadline && <span class="small soft">{deadline(formatDate(line.deadline, { weekday: false }))}</span>}
        </span>
      ),
    },
  ]
}

const CHANGE_TONES = { new: 'accent', moved: 'warning', kept: 'neutral' } as const

/** Who gets which place, in the order of the queue. */
export function PlacedTable({ lines }: { lines: readonly PlannedPlace[] }) {
  const { allocation: t, minutes } = useText(fr, en)
  const columns = usePersonColumns<PlannedPlace>()
  return (
    <Table
      caption={t.whoGets}
      rows={lines}
      rowKey={(line) => line.referralId}
      columns={[
        ...columns,
        {
          key: 'place',
          header: t.place,
          cell: (line) => (
            <>
              {formatDateTime(line.date, line.start)}
              {line.kind === 'procedure' && <span class="soft"> ({minutes(line.end - line.start)})</span>}
            </>
          ),
        },
        { key: 'drive', header: t.drive, align: 'end', cell: (line) => formatMinutes(line.driveMinutes) },
        {
          key: 'remarks',
          header: t.remarks,
          cell: (line) => (
            <span class="row">
              <Badge tone={CHANGE_TONES[line.change]}>{t.change[line.change]}</Badge>
              {line.late && <Badge tone="error">{t.lateMark}</Badge>}
              {line.missedWishes.map((wish) => (
                <span key={wish} class="small soft">
                  {t.missed[wish]}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  )
}

const CLASSES: readonly PriorityClass[] = ['P1', 'P2', 'P3', 'P4']

/** Who gets none, and the rule that says so; `onOverbook` offers a place beyond the agenda. */
export function NotPlacedTable({
  lines,
  onOverbook,
}: {
  lines: readonly NotPlaced[]
  onOverbook: ((line: NotPlaced) => void) | undefined
}) {
  const t = useText(fr, en).allocation
  const columns = usePersonColumns<NotPlaced>()
  const why = ({ reason, suitingPlaces, heldBy }: NotPlaced) => {
    if (reason !== 'taken_by_earlier') return t.why[reason]
    const holders = CLASSES.flatMap((one) => (heldBy[one] ? [`${heldBy[one]} ${one}`] : []))
    return t.why.taken_by_earlier(suitingPlaces, holders.join(', '))
  }
  return (
    <Table
      caption={t.whoDoesNot}
      rows={lines}
      rowKey={(line) => line.referralId}
      columns={[
        ...columns,
        {
          key: 'reason',
          header: t.reason,
          cell: (line) => (
            <>
              {line.displaced && <Badge tone="warning">{t.displaced}</Badge>} {why(line)}
            </>
          ),
        },
        {
          key: 'action',
          header: t.action,
          cell: (line) =>
            onOverbook && line.patientName && !line.displaced ? (
              <Button size="s" aria-label={`${line.patientName} : ${t.overbook}`} onClick={() => onOverbook(line)}>
                {t.overbook}
              </Button>
            ) : (
              '–'
            ),
        },
      ]}
    />
  )
}
