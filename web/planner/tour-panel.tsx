import type { StopId } from '../../shared/ids.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { PublicationPanel } from './publication-panel.tsx'
import { TourStateBadge } from './state-badge.tsx'
import { StopList } from './stop-list.tsx'
import type { StopSection } from './stop-sections.ts'
import { TourHostsPanel } from './tour-hosts.tsx'
import { VersionsPanel } from './versions-panel.tsx'

export type TourPart = 'stops' | 'hosts' | 'publish' | 'versions'

/** A tour beside the map: what it is, its stops, what keeps it from being published, its versions. */
export function TourPanel({
  detail,
  part,
  onPart,
  onOpen,
  onChanged,
}: {
  detail: TourDetail
  part: TourPart
  onPart: (part: TourPart) => void
  onOpen: (stopId: StopId, section?: StopSection) => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const { tour } = detail
  const live = detail.stops.filter((stop) => stop.state !== 'cancelled')
  const isEditable = tour.state === 'draft' || tour.state === 'proposed'
  const isConfirmed = tour.state === 'proposed' && tour.hosts.asked > 0 && tour.hosts.accepted === tour.hosts.asked
  const places = live.reduce((sum, stop) => sum + stop.places, 0)
  return (
    <section class="card stack" aria-label={tour.name}>
      <header class="stack-tight">
        <div class="row-spread">
          <h2 class="tour-name">{tour.name}</h2>
          <span class="row">
            {isConfirmed && <Badge tone="success">{t.confirmedByHosts}</Badge>}
            <TourStateBadge state={tour.state} />
          </span>
        </div>
        <p class="soft small">
          {tour.unitName} · {formatDays(tour.fromDate, tour.toDate)} ·{' '}
          {tour.version > 0 ? t.version(tour.version) : t.neverPublished}
        </p>
        <p class="small figures">
          {t.stopCount(live.length)} · {t.placeCount(places)} ·{' '}
          {tour.toStaffDays > 0 ? t.daysToStaff(tour.toStaffDays) : t.allStaffed}
        </p>
        <div class="row no-print">
          {isEditable && (
            <LinkButton size="s" icon="edit" href={`/tournees/${tour.tourId}/modifier`}>
              {t.edit}
            </LinkButton>
          )}
          <LinkButton size="s" href={`/tournees/comparer?gauche=tour:${tour.tourId}`}>
            {t.compare}
          </LinkButton>
          {live.length > 0 && (
            <LinkButton size="s" icon="print" href={`/api/tours/${tour.tourId}/roadbook/pdf`} download>
              {t.roadbookPdf}
            </LinkButton>
          )}
        </div>
      </header>
      <Tabs
        label={t.tabsLabel}
        tabs={[
          { id: 'stops', label: t.tabs.stops },
          {
            id: 'hosts',
            label: t.tabs.hosts,
            ...(tour.state === 'proposed' ? { count: tour.hosts.asked - tour.hosts.accepted } : {}),
          },
          { id: 'publish', label: t.tabs.publish, ...(isEditable ? { count: detail.obstacles.length } : {}) },
          { id: 'versions', label: t.tabs.versions },
        ]}
        selected={part}
        onSelect={onPart}
      >
        {part === 'stops' && <StopList detail={detail} onOpen={onOpen} onChanged={onChanged} />}
        {part === 'hosts' && <TourHostsPanel detail={detail} onChanged={onChanged} />}
        {part === 'publish' && <PublicationPanel detail={detail} onOpen={onOpen} onChanged={onChanged} />}
        {part === 'versions' && <VersionsPanel detail={detail} />}
      </Tabs>
    </section>
  )
}
