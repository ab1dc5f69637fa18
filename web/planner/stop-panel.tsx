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
import { StopHostSection } from './stop-host-section.tsx'
import type { StopSection } from './stop-sections.ts'
import { UnderservedSection } from './underserved-section.tsx'
import { wordObstacle, wordWarning } from './wording.ts'

/** One stop: who can reach it, the road, patients by class as counts, team, preparation, and what may be done with it. */
export function StopPanel({
  detail,
  band,
  section,
  onBand,
  onClose,
  onChanged,
}: {
  detail: StopDetail
  band: number
  /** What to bring to view first: where what holds publication back is settled. */
  section: StopSection | null
  onBand: (minutes: number) => void
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const { stop } = detail
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const wanted = section ? document.getElementById(section) : null
    if (wanted) {
      wanted.scrollIntoView({ block: 'start' })
      wanted.focus({ preventScroll: true })
    } else title.current?.focus({ preventScroll: true })
  }, [])
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
      <div id="stop-staffing" tabIndex={-1}>
        <StaffingSection detail={detail} onChanged={onChanged} />
      </div>
      <StopHostSection detail={detail} onChanged={onChanged} />
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
