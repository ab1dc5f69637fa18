import { useState } from 'preact/hooks'
import type { HostedStop, TourHosts } from '../../shared/host.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { formatDays } from '../format.ts'
import { HostAnswers, HostStandingBadge } from '../host-answers.tsx'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { TourHostAnswer } from './tour-host-answer.tsx'
import { TourHostLink } from './tour-host-link.tsx'

/** Which centres agreed to their days, the links they may answer by, and answers heard on the telephone. */
export function TourHostsPanel({ detail, onChanged }: { detail: TourDetail; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const { tour } = detail
  const param = { tourId: tour.tourId }
  const hosts = useLoad(
    () => call(api.api.hosts.tours[':tourId'].$get({ param })),
    [tour.tourId, tour.revision, tour.state],
  )
  const changed = async () => {
    await hosts.reload()
    await onChanged()
  }
  const { asked, accepted } = tour.hosts
  return (
    <div class="stack">
      <div class="row-spread">
        <h3>{t.hostsTitle}</h3>
        {asked > 0 && (
          <Badge tone={accepted === asked ? 'success' : 'warning'}>
            {accepted === asked ? t.allAgreed : t.summary(accepted, asked)}
          </Badge>
        )}
      </div>
      <Loaded load={hosts} lines={6}>
        {(value) => (
          <>
            {tour.state === 'draft' && <Notice>{t.notAsked}</Notice>}
            <ul class="plain-list stack">
              {value.centres.map((centre) => (
                <HostCentreCard key={centre.centreId} detail={detail} centre={centre} onChanged={changed} />
              ))}
            </ul>
            <p class="soft small">
              {value.required ? t.hostsRequired : t.hostsNotRequired}{' '}
              <a href="/tournees/suivi#regle-accords">{t.rulesWhere}</a>
            </p>
          </>
        )}
      </Loaded>
    </div>
  )
}

type Centre = TourHosts['centres'][number]

function HostCentreCard({
  detail: { tour },
  centre,
  onChanged,
}: {
  detail: TourDetail
  centre: Centre
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const isAsking = ['proposed', 'published', 'running'].includes(tour.state)
  const isOpen = centre.stops.some((stop) => stop.state === 'planned' || stop.state === 'published')
  return (
    <li class="stack-tight host-centre">
      <h4>{centre.centreName}</h4>
      {centre.stops.map((stop) => (
        <HostStopLine key={stop.stopId} stop={stop} isAsking={isAsking} onChanged={onChanged} />
      ))}
      {centre.phone && <p class="small">{t.phone(centre.phone)}</p>}
      {isAsking && isOpen && <TourHostLink tourId={tour.tourId} centre={centre} onChanged={onChanged} />}
    </li>
  )
}

function HostStopLine({
  stop,
  isAsking,
  onChanged,
}: {
  stop: HostedStop
  isAsking: boolean
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const [isHearing, setHearing] = useState(false)
  const canAnswer = isAsking && (stop.state === 'planned' || stop.state === 'published')
  return (
    <div class="stack-tight">
      <div class="row-spread">
        <span>{formatDays(stop.firstDay, stop.lastDay)}</span>
        <HostStandingBadge standing={stop.standing} />
      </div>
      <HostAnswers answers={stop.answers} zone={stop.zone} />
      {canAnswer && (
        <div>
          <Button size="s" aria-label={t.hearFor(stop.centreName)} onClick={() => setHearing(true)}>
            {t.hear}
          </Button>
        </div>
      )}
      {isHearing && (
        <TourHostAnswer
          stop={stop}
          onClose={() => setHearing(false)}
          onDone={async () => {
            setHearing(false)
            await onChanged()
          }}
        />
      )}
    </div>
  )
}
