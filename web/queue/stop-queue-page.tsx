import { useRoute } from 'preact-iso/router'
import { daysFromTo } from '../../shared/days.ts'
import type { StopId } from '../../shared/ids.ts'
import type { StopQueue, StopQueueLine } from '../../shared/queue.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { formatDate, formatDateTime, formatDays, formatList, formatTime } from '../format.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { session } from '../session.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { Select } from '../ui/select.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { inText, useUrlState } from '../url-state.ts'

import './queue.css'

const SHAPE = { vacation: inText() }

/** The queue of a stop against its places: the last one with a place, and whom one more session would seat. */
export function StopQueuePage() {
  const t = useText(fr, en)
  const { params } = useRoute()
  const stopId = params.stopId as StopId
  const [url, setUrl] = useUrlState(SHAPE)
  const [date, start, end] = url.vacation.split('_')
  const query = date && start && end ? { date, start, end } : {}
  const queue = useLoad(
    () => call(api.api.referrals.queue.stops[':stopId'].$get({ param: { stopId }, query })),
    [stopId, url.vacation],
  )
  const known = valueIn(queue)
  return (
    <Page
      title={known ? t.stopQueue(known.centreName) : t.title}
      intro={known && formatDays(known.firstDay as LocalDate, known.lastDay as LocalDate)}
      actions={
        <>
          <LinkButton href="/file" icon="left" variant="quiet">
            {t.back}
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <Loaded load={queue} lines={10}>
        {(value) => <Queue queue={value} vacation={url.vacation} onImagine={(vacation) => setUrl({ vacation })} />}
      </Loaded>
    </Page>
  )
}

function Queue({
  queue,
  vacation,
  onImagine,
}: {
  queue: StopQueue
  vacation: string
  onImagine: (vacation: string) => void
}) {
  const t = useText(fr, en)
  const gained = queue.lines.filter((line) => line.extra !== null)
  return (
    <>
      <section class="card queue-part" aria-label={t.capacity}>
        <p>
          <strong>{t.places(queue.places, queue.held, queue.free)}</strong>{' '}
          {queue.isReleased
            ? t.reserveReleased(formatDate(queue.releasedOn))
            : t.reserve(queue.reserved, formatDate(queue.releasedOn))}
        </p>
        <WhatIf queue={queue} vacation={vacation} onImagine={onImagine} />
        {queue.extraPlaces !== null && (
          <Notice tone={gained.length > 0 ? 'success' : 'info'} live>
            {t.gained(
              queue.extraPlaces,
              gained.length,
              formatList(gained.map((line) => line.patient?.patientName ?? t.otherCentre(line.priorityClass))),
            )}
          </Notice>
        )}
      </section>
      <Ranks queue={queue} />
    </>
  )
}

/** One more session of usual hours, on a day of the stop; nothing is written. */
function WhatIf({
  queue,
  vacation,
  onImagine,
}: {
  queue: StopQueue
  vacation: string
  onImagine: (vacation: string) => void
}) {
  const t = useText(fr, en)
  const { usualSession } = queue
  if (!usualSession) return null
  const options = daysFromTo(queue.firstDay, queue.lastDay).map((date) => ({
    value: `${date}_${usualSession.start}_${usualSession.end}`,
    label: t.sessionOn(formatDate(date), formatTime(usualSession.start), formatTime(usualSession.end)),
  }))
  return (
    <div class="row no-print">
      <Select label={t.whatIf} value={vacation} empty={t.whatIfNone} options={options} onChange={onImagine} />
      {vacation !== '' && (
        <Button variant="quiet" onClick={() => onImagine('')}>
          {t.whatIfEnd}
        </Button>
      )}
    </div>
  )
}

function Ranks({ queue }: { queue: StopQueue }) {
  const t = useText(fr, en)
  const isGp = session.value.status === 'signed_in' && session.value.person.role === 'gp'
  if (queue.lines.length === 0) return <EmptyState title={t.stopEmpty}>{t.stopEmptyHelp}</EmptyState>
  const above = queue.lines.filter((line) => line.rank <= queue.lastWithPlace)
  const below = queue.lines.filter((line) => line.rank > queue.lastWithPlace)
  const columns = columnsOf(t, isGp)
  return (
    <>
      {above.length > 0 && (
        <Table caption={t.withPlace} showCaption columns={columns} rows={above} rowKey={(line) => String(line.rank)} />
      )}
      <p class="queue-cut" role="note">
        {above.length === 0
          ? t.cutOffNone
          : below.length > 0
            ? t.cutOff(queue.lastWithPlace)
            : t.cutOffAll(queue.lastWithPlace)}
      </p>
      {below.length > 0 && (
        <Table
          caption={t.withoutPlace}
          showCaption
          columns={columns}
          rows={below}
          rowKey={(line) => String(line.rank)}
        />
      )}
    </>
  )
}

function columnsOf(t: typeof fr, isGp: boolean): Column<StopQueueLine>[] {
  return [
    {
      key: 'patient',
      header: t.columns.patient,
      names: true,
      cell: ({ patient, priorityClass }) => (
        <span class="queue-patient">
          <span class="row">
            <PriorityBadge priorityClass={priorityClass} />
            {patient && isGp && <a href={`/adressages/${patient.referralId}`}>{patient.patientName}</a>}
            {patient && !isGp && patient.patientName}
            {!patient && <span class="soft">{t.elsewhere}</span>}
          </span>
          {patient && (
            <span class="small soft">
              {patient.communeName} · {t.drive(patient.driveMinutes)}
              {patient.daysLeft !== null && ` · ${t.daysLeft(patient.daysLeft)}`}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'place',
      header: t.columns.place,
      cell: ({ place, extra }) => (
        <span class="queue-patient">
          {place.outcome === 'held' && (
            <span>
              <Badge tone="success">{place.state === 'offered' ? t.offered : t.placeHeld}</Badge>{' '}
              {formatDateTime(place.date, place.start)}
            </span>
          )}
          {place.outcome === 'planned' && (
            <span>
              <Badge tone={place.late ? 'warning' : 'info'}>{place.late ? t.placeLate : t.placePlanned}</Badge>{' '}
              {formatDateTime(place.date, place.start)}
            </span>
          )}
          {place.outcome === 'none' && (
            <span>
              <Badge>{t.placeNone}</Badge> <span class="small">{t.whyNone[place.why]}</span>
            </span>
          )}
          {extra && <span class="queue-changed">{t.extraSeat(formatDateTime(extra.date, extra.start))}</span>}
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
