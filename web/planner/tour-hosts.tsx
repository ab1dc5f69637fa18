import { useState } from 'preact/hooks'
import type { HostedStop, TourHosts } from '../../shared/host.ts'
import type { Problem } from '../../shared/problem.ts'
import type { TimeZone } from '../../shared/time.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { formatDays, formatInstant } from '../format.ts'
import { HostAnswers, HostStandingBadge } from '../host-answers.tsx'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'
import { TourHostAnswer } from './tour-host-answer.tsx'
import { TourHostLink } from './tour-host-link.tsx'

const PARIS = 'Europe/Paris' as TimeZone

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
            <HostRules hosts={value} onChanged={changed} />
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

/** Whether publication waits for agreements; who decided it. Loosening it asks first. */
function HostRules({ hosts, onChanged }: { hosts: TourHosts; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const set = async (requireConfirmation: boolean) => {
    setAsking(false)
    const answer = await call(api.api.hosts.rules.$put({ json: { requireConfirmation } }))
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.rulesSaved })
    await onChanged()
  }
  return (
    <div class="stack-tight">
      {problem && <Notice tone="error">{problem.message}</Notice>}
      <p class="soft small">
        {hosts.required ? t.hostsRequired : t.hostsNotRequired}{' '}
        {hosts.changedBy &&
          hosts.changedAt &&
          t.hostsChanged(hosts.changedBy, formatInstant(hosts.changedAt, PARIS, { year: true }))}
      </p>
      <div>
        <Button size="s" variant="quiet" onClick={() => (hosts.required ? setAsking(true) : void set(true))}>
          {hosts.required ? t.doNotRequire : t.require}
        </Button>
      </div>
      {isAsking && (
        <Dialog
          title={t.doNotRequireTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{c.cancel}</Button>
              <Button variant="danger" onClick={() => void set(false)}>
                {t.doNotRequire}
              </Button>
            </>
          }
        >
          <p>{t.doNotRequireText}</p>
        </Dialog>
      )}
    </div>
  )
}
