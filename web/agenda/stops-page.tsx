import type { SlotCounts } from '../../shared/appointment.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { session } from '../session.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { FillBar } from './fill-bar.tsx'
import { askStops } from './kept-agenda.ts'
import './agenda.css'

const TONES = {
  planned: 'neutral',
  published: 'info',
  running: 'success',
  done: 'neutral',
  cancelled: 'error',
} as const

/** The stops in front of the reader's centres, and how full each is. */
export function AgendaStopsPage() {
  const t = useText(fr, en)
  const stops = useLoad(askStops, [])
  return (
    <Page title={t.title} intro={t.intro}>
      <Loaded load={stops} lines={6}>
        {(value) =>
          value.stops.length === 0 ? (
            <EmptyState title={t.noStopTitle} icon="calendar">
              {t.noStop}
            </EmptyState>
          ) : (
            <ul class="agenda-stops">
              {value.stops.map(({ stop, counts }) => (
                <StopCard key={stop.stopId} stop={stop} counts={counts} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function StopCard({ stop, counts }: { stop: StopSummary; counts: SlotCounts }) {
  const t = useText(fr, en)
  const state = session.value
  const isCoordinator = state.status === 'signed_in' && state.person.role === 'coordinator'
  const canAllocate = isCoordinator && (stop.state === 'published' || stop.state === 'running')
  return (
    <li class="agenda-stop card">
      <div class="stack-tight">
        <div class="row-spread">
          <h2>{stop.centreName}</h2>
          <Badge tone={TONES[stop.state]}>{t.stop.states[stop.state]}</Badge>
        </div>
        <p class="soft">
          {stop.unitName}, {formatDays(stop.firstDay, stop.lastDay)}
        </p>
      </div>
      <FillBar counts={counts} />
      <CountList counts={counts} />
      <div class="row">
        <LinkButton href={`/agenda/${stop.stopId}`} variant="primary" icon="calendar">
          {t.stop.agenda}
        </LinkButton>
        {canAllocate && <LinkButton href={`/agenda/${stop.stopId}/repartition`}>{t.stop.allocate}</LinkButton>}
      </div>
    </li>
  )
}

/** The same counts in words. */
function CountList({ counts }: { counts: SlotCounts }) {
  const t = useText(fr, en).stop
  const held = counts.offered + counts.booked + counts.confirmed
  return (
    <ul class="agenda-counts figures">
      <li>
        <strong>{t.places(counts.places)}</strong>
      </li>
      <li>
        {t.held(held)}
        {counts.booked > 0 && `, ${t.unanswered(counts.booked)}`}
      </li>
      {counts.offered > 0 && <li>{t.offered(counts.offered)}</li>}
      <li>
        {t.free(counts.free)}
        {counts.reserved > 0 && `, ${t.reserved(counts.reserved)}`}
      </li>
      {counts.overbooked > 0 && (
        <li>
          <Badge tone="accent">{t.overbooked(counts.overbooked)}</Badge>
        </li>
      )}
      {counts.toMove > 0 && (
        <li>
          <Badge tone="warning">{t.toMove(counts.toMove)}</Badge>
        </li>
      )}
    </ul>
  )
}
