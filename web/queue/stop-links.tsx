import type { HostCentreId } from '../../shared/ids.ts'
import { api, call } from '../api.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'

/** The stops to come near a centre, each leading to its own queue; nothing while there is none. */
export function StopLinks({ centreId }: { centreId: HostCentreId }) {
  const t = useText(fr, en)
  const stops = useLoad(() => call(api.api.referrals.stops.$get({ query: { centreId } })), [centreId])
  const near = (valueIn(stops) ?? []).filter((stop) => stop.driveMinutes !== null)
  if (near.length === 0) return null
  const hasSeveralUnits = new Set(near.map((stop) => stop.unitName)).size > 1
  return (
    <nav class="queue-stops no-print" aria-label={t.stopQueues}>
      <span class="soft">{t.stopQueues}</span>
      {near.map((stop) => (
        <a key={stop.stopId} href={`/file/etapes/${stop.stopId}`}>
          {stop.centreName}, {formatDays(stop.firstDay, stop.lastDay)}
          {hasSeveralUnits && ` – ${stop.unitName}`}
        </a>
      ))}
    </nav>
  )
}
