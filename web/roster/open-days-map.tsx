import { useMemo } from 'preact/hooks'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { MapView } from '../map/map-view.tsx'
import { stopsLayer } from '../map/stops-layer.ts'
import { session } from '../session.ts'
import type { StopDays } from './roster-order.ts'

/** Where the stops to staff are, numbered as in the list below, which says the same in words. */
export function OpenDaysMap({ groups }: { groups: readonly StopDays[] }) {
  const t = useText(fr, en)
  const layers = useMemo(() => {
    const stops = groups.map(({ stop }, index) => ({
      id: stop.stopId,
      order: index + 1,
      name: stop.centreName,
      lngLat: stop.lngLat,
    }))
    return [stopsLayer(stops, { selectedId: null })]
  }, [groups])
  const fit = useMemo(() => groups.map(({ stop }) => stop.lngLat), [groups])
  const installed = session.value.status === 'signed_in' ? session.value.mapStyleUrl : null
  const find = (id: string) => {
    const card = document.getElementById(`stop-${id}`)
    card?.scrollIntoView({ block: 'start' })
    card?.focus({ preventScroll: true })
  }
  return (
    <details class="roster-map">
      <summary>{t.openMap}</summary>
      <p class="soft small">{t.openMapHelp}</p>
      <MapView
        label={t.openMap}
        layers={layers}
        fit={fit}
        styleUrl={installed}
        onPick={({ layer, id }) => layer === 'stops' && find(id)}
      />
    </details>
  )
}
