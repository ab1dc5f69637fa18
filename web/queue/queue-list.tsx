import type { ReferralId } from '../../shared/ids.ts'
import type { QueueLine } from '../../shared/referral.ts'
import { formatDate, formatDateTime } from '../format.ts'
import { language } from '../i18n/language.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { formatMoment, formatMomentDay } from '../moment.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { inChoice, useUrlState } from '../url-state.ts'
import { CLASS_FILTERS, filterQueue, STATE_FILTERS } from './queue-filters.ts'

const SHAPE = { priorite: inChoice(CLASS_FILTERS, 'all'), etat: inChoice(STATE_FILTERS, 'all') }
const TONES: Readonly<Record<QueueLine['safety'], BadgeTone>> = {
  held: 'success',
  place_free: 'info',
  covered: 'info',
  breach: 'error',
  to_place: 'neutral',
  no_limit: 'neutral',
}

/** The queue as a table, a card per patient on a phone, with the reason of each rank; filters stand in the address. */
export function QueueList({
  lines,
  isGp,
  marks,
  selected,
  onSelect,
}: {
  lines: readonly QueueLine[]
  isGp: boolean
  /** What a colleague has just changed. */
  marks: readonly ReferralId[]
  selected: ReadonlySet<ReferralId>
  onSelect: (ids: readonly ReferralId[], isSelected: boolean) => void
}) {
  const t = useText(fr, en)
  const [filters, change] = useUrlState(SHAPE)
  const shown = filterQueue(lines, filters)
  if (lines.length === 0) {
    return (
      <EmptyState title={t.empty} icon="person">
        {t.emptyHelp}
      </EmptyState>
    )
  }
  return (
    <section class="stack" aria-label={t.list}>
      <div class="queue-filters">
        <RadioGroup
          label={t.classFilter}
          value={filters.priorite}
          choices={CLASS_FILTERS.map((value) => ({ value, label: value === 'all' ? t.allClasses : value }))}
          onChange={(priorite) => change({ priorite })}
        />
        <RadioGroup
          label={t.stateFilter}
          value={filters.etat}
          choices={STATE_FILTERS.map((value) => ({ value, label: t.states[value] }))}
          onChange={(etat) => change({ etat })}
        />
        <p class="soft" role="status">
          {t.count(shown.length, lines.length)}
        </p>
        <Button
          size="s"
          onClick={() =>
            onSelect(
              shown.map((line) => line.referralId),
              !shown.every((line) => selected.has(line.referralId)),
            )
          }
        >
          {shown.every((line) => selected.has(line.referralId)) ? t.selectNone : t.selectShown}
        </Button>
      </div>
      <Table
        caption={t.list}
        columns={[selectColumn(t, selected, onSelect), ...columnsOf(t, isGp, marks)]}
        rows={shown}
        rowKey={(line) => line.referralId}
        rowClass={(line) =>
          [line.safety === 'breach' && 'queue-row-breach', marks.includes(line.referralId) && 'queue-row-changed']
            .filter(Boolean)
            .join(' ') || undefined
        }
        empty={
          <EmptyState
            title={t.noneMatch}
            actions={<Button onClick={() => change({ priorite: 'all', etat: 'all' })}>{t.clearFilters}</Button>}
          />
        }
      />
    </section>
  )
}

function selectColumn(
  t: typeof fr,
  selected: ReadonlySet<ReferralId>,
  onSelect: (ids: readonly ReferralId[], isSelected: boolean) => void,
): Column<QueueLine> {
  return {
    key: 'select',
    header: t.select,
    hideHeader: true,
    cell: (line) => (
      <input
        type="checkbox"
        class="queue-select"
        aria-label={t.selectFor(line.patientName)}
        checked={selected.has(line.referralId)}
        onChange={(event) => onSelect([line.referralId], event.currentTarget.checked)}
      />
    ),
  }
}

function columnsOf(t: typeof fr, isGp: boolean, marks: readonly ReferralId[]): Column<QueueLine>[] {
  return [
    {
      key: 'patient',
      header: t.columns.patient,
      names: true,
      cell: (line) => (
        <span class="queue-patient">
          <span class="row">
            <PriorityBadge priorityClass={line.callToday ? 'R' : line.priorityClass} />
            <a href={`/adressages/${line.referralId}${isGp ? '' : '/accueil'}`} aria-label={t.open(line.patientName)}>
              {line.patientName}
            </a>
          </span>
          <span class="small soft">
            {line.birthDate.slice(0, 4)} · {line.communeName} · {t.sentOn(formatMomentDay(line.sentAt))}
          </span>
          {line.summary && <span class="small">{line.summary[language.value]}</span>}
          {marks.includes(line.referralId) && line.lastChange && (
            <span class="small queue-changed">
              {t.changedBy(line.lastChange.personName ?? t.byItself, formatMoment(line.lastChange.at))}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'deadline',
      header: t.columns.deadline,
      cell: (line) =>
        line.deadline === null ? (
          <span class="soft">{t.safety.no_limit}</span>
        ) : (
          <span class="queue-patient">
            <span>{formatDate(line.deadline)}</span>
            <span class={`small ${line.daysLeft! < 0 ? 'queue-late' : 'soft'}`}>{t.daysLeft(line.daysLeft!)}</span>
          </span>
        ),
    },
    {
      key: 'state',
      header: t.columns.state,
      cell: (line) => (
        <span class="queue-patient">
          {(line.safety !== 'no_limit' || !line.held) && (
            <span>
              <Badge tone={TONES[line.safety]}>{t.safety[line.safety === 'no_limit' ? 'to_place' : line.safety]}</Badge>
            </span>
          )}
          {line.held && (
            <span class="small">
              {t.appointment(formatDateTime(line.held.date, line.held.start), line.held.centreName)}
              {line.held.state === 'offered' && ` (${t.offered})`}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'rank',
      header: t.columns.rank,
      cell: (line) => (
        <span class="queue-patient">
          <span class="figures">{t.rank(line.rank)}</span>
          <span class="small soft">{t.reason[line.reason]}</span>
        </span>
      ),
    },
  ]
}
