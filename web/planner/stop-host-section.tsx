import { useState } from 'preact/hooks'
import type { StopDetail } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { HostAnswers, HostStandingBadge } from '../host-answers.tsx'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { TourHostAnswer } from './tour-host-answer.tsx'

/** What the host centre of a stop answered about its days, and an answer heard on the telephone. */
export function StopHostSection({ detail, onChanged }: { detail: StopDetail; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const { stop, tour } = detail
  const param = { tourId: stop.tourId }
  const hosts = useLoad(
    () => call(api.api.hosts.tours[':tourId'].$get({ param })),
    [stop.tourId, tour.revision, stop.stopId],
  )
  const [isHearing, setHearing] = useState(false)
  const own = valueIn(hosts)
    ?.centres.flatMap((centre) => centre.stops)
    .find((one) => one.stopId === stop.stopId)
  const isOpen =
    ['proposed', 'published', 'running'].includes(tour.state) && ['planned', 'published'].includes(stop.state)
  return (
    <div id="stop-host" tabIndex={-1} class="stack-tight">
      <div class="row-spread">
        <h3>{t.hostsTitle}</h3>
        <HostStandingBadge standing={stop.host} />
      </div>
      {own && <HostAnswers answers={own.answers} zone={own.zone} />}
      {own && isOpen && (
        <div class="no-print">
          <Button size="s" aria-label={t.hearFor(stop.centreName)} onClick={() => setHearing(true)}>
            {t.hear}
          </Button>
        </div>
      )}
      {own && isHearing && (
        <TourHostAnswer
          stop={own}
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
