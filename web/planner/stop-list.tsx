import type { StopId } from '../../shared/ids.ts'
import type { TourDetail, TourStop } from '../../shared/tour-view.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import { RoadLine } from './road-line.tsx'
import { StopStateBadge } from './state-badge.tsx'
import { StopAddition } from './stop-addition.tsx'

/** The stops of a tour in order, each with the road to it; opening one shows its panel. */
export function StopList({
  detail,
  onOpen,
  onChanged,
}: {
  detail: TourDetail
  onOpen: (stopId: StopId) => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const isBinding = detail.tour.state === 'published' || detail.tour.state === 'running'
  const live = detail.stops.filter((stop) => stop.state !== 'cancelled')
  const cancelled = detail.stops.filter((stop) => stop.state === 'cancelled')
  if (detail.stops.length === 0) return <EmptyState title={t.noStops} icon="place" />
  return (
    <div class="stack-tight">
      <ol class="stop-list">
        {live.map((stop, index) => (
          <li key={stop.stopId}>
            {stop.road && (
              <p class="stop-road">
                <RoadLine road={stop.road} />
              </p>
            )}
            <StopCard
              stop={stop}
              order={index + 1}
              hasObstacle={detail.obstacles.some((obstacle) => obstacle.stopId === stop.stopId)}
              onOpen={() => onOpen(stop.stopId)}
            />
          </li>
        ))}
      </ol>
      {detail.wayBack && (
        <p class="stop-road">
          <RoadLine road={detail.wayBack} />
          <span class="visually-hidden">{t.wayBack(detail.wayBack.fromName)}</span>
        </p>
      )}
      {isBinding && <StopAddition detail={detail} onOpen={onOpen} onChanged={onChanged} />}
      {cancelled.map((stop) => (
        <p key={stop.stopId} class="stop-cancelled soft small">
          <StopStateBadge state="cancelled" /> {stop.centreName}, {formatDays(stop.firstDay, stop.lastDay)}
        </p>
      ))}
    </div>
  )
}

function StopCard({
  stop,
  order,
  hasObstacle,
  onOpen,
}: {
  stop: TourStop
  order: number
  hasObstacle: boolean
  onOpen: () => void
}) {
  const t = useText(fr, en)
  const toStaff = stop.staffing.filter((day) => day.specialists.length === 0).length
  const isOver = stop.state === 'done'
  return (
    <button type="button" class="stop-card" data-stop={stop.stopId} onClick={onOpen}>
      <span class="stop-order" aria-hidden="true">
        {order}
      </span>
      <span class="stop-card-body">
        <span class="stop-card-title">
          {stop.centreName} <span class="soft">({stop.department})</span>
        </span>
        <span class="stop-card-dates">{formatDays(stop.firstDay, stop.lastDay)}</span>
        <span class="stop-card-facts small">
          {t.placeCount(stop.places)}
          {stop.pinned && (
            <>
              {' · '}
              <Icon name="pin" size={14} /> {t.pinnedShort}
            </>
          )}
        </span>
        {!isOver && (
          <span class="stop-card-badges">
            {stop.state !== 'published' && <StopStateBadge state={stop.state} />}
            {toStaff > 0 ? <Badge tone="warning">{t.daysToStaff(toStaff)}</Badge> : null}
            {stop.readiness !== 'green' && (
              <Badge tone={stop.readiness === 'red' ? 'error' : 'warning'}>
                {t.readiness} : {t.readinessState[stop.readiness].toLowerCase()}
              </Badge>
            )}
            {hasObstacle && toStaff === 0 && <Badge tone="error">{t.whatBreaks}</Badge>}
          </span>
        )}
      </span>
      <Icon name="right" size={18} />
    </button>
  )
}
