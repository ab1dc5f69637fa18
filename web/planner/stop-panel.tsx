import { useEffect, useRef } from 'preact/hooks'
import type { StopDetail } from '../../shared/tour-view.ts'
import { formatDate, formatDays, formatTime } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { CatchmentSection } from './catchment-section.tsx'
import { DemandSection } from './demand-section.tsx'
import { ReadinessSection } from './readiness-section.tsx'
import { RoadSection } from './road-section.tsx'
import { StaffingSection } from './staffing-section.tsx'
import { StopStateBadge } from './state-badge.tsx'
import { StopActions } from './stop-actions.tsx'
import { UnderservedSection } from './underserved-section.tsx'
import { wordObstacle, wordWarning } from './wording.ts'

/** One stop: who can reach it, the road, patients by class as counts, team, preparation, and what may be done with it. */
export function StopPanel({
  detail,
  band,
  onBand,
  onClose,
  onChanged,
}: {
  detail: StopDetail
  band: number
  onBand: (minutes: number) => void
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const { stop } = detail
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  return (
    <section class="card stack stop-panel" aria-label={stop.centreName}>
      <header class="stack-tight">
        <Button size="s" variant="quiet" icon="left" class="stop-back" onClick={onClose}>
          {t.backToStops}
        </Button>
        <h2 ref={title} tabIndex={-1}>
          {stop.centreName} <span class="soft">({stop.department})</span>
        </h2>
        <p>
          {formatDays(stop.firstDay, stop.lastDay)} <StopStateBadge state={stop.state} />
        </p>
      </header>
      {detail.obstacles.length > 0 && (
        <Notice tone="warning" title={t.obstacles}>
          <ul class="plain-list">
            {detail.obstacles.map((obstacle, index) => (
              <li key={`${obstacle.code} ${index}`}>{wordObstacle(obstacle, t)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {stop.warnings.length > 0 && (
        <div class="stack-tight">
          <h3>{t.warnings}</h3>
          <ul class="warnings">
            {stop.warnings.map((warning) => (
              <li key={warning.code}>{wordWarning(warning, t)}</li>
            ))}
          </ul>
        </div>
      )}
      <CatchmentSection catchment={detail.catchment} band={band} onBand={onBand} />
      <UnderservedSection centreId={stop.centreId} band={band} />
      <DemandSection detail={detail} />
      <RoadSection road={stop.road} />
      <SessionsSection detail={detail} />
      <StaffingSection detail={detail} onChanged={onChanged} />
      <ReadinessSection stopId={stop.stopId} checklist={detail.checklist} onChanged={onChanged} />
      <StopActions detail={detail} onChanged={onChanged} onGone={onClose} />
    </section>
  )
}

function SessionsSection({ detail: { stop } }: { detail: StopDetail }) {
  const t = useText(fr, en)
  return (
    <div class="stack-tight">
      <h3>{t.sessions}</h3>
      {stop.sessions.length === 0 && <p>{t.noSession}</p>}
      <dl class="facts figures">
        {stop.staffing.map(({ date }) => (
          <div key={date}>
            <dt>{formatDate(date)}</dt>
            <dd>
              {stop.sessions
                .filter((session) => session.date === date)
                .map((session) => `${formatTime(session.start)} – ${formatTime(session.end)}`)
                .join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
