import { useMemo } from 'preact/hooks'
import type { SpecialistRoster } from '../../shared/roster.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { depotsLayer } from '../map/depots-layer.ts'
import { MapView } from '../map/map-view.tsx'
import { stopsLayer } from '../map/stops-layer.ts'
import { session } from '../session.ts'
import type { StopDays } from './roster-order.ts'

/** How near the map may come by itself: a lone stop is shown with the towns one knows it by. */
const A_DEPARTMENT_OR_TWO = 7

/** Where the stops to staff are, numbered as in the list below, which says the same in words. */
export function OpenDaysMap({ groups, base }: { groups: readonly StopDays[]; base: SpecialistRoster['base'] }) {
  const t = useText(fr, en)
  const layers = useMemo(() => {
    const stops = groups.map(({ stop }, index) => ({
      id: stop.stopId,
      order: index + 1,
      name: stop.centreName,
      lngLat: stop.lngLat,
    }))
    const home = base ? [{ id: 'base', name: t.base(base.name), lngLat: base.lngLat }] : []
    return [depotsLayer(home), stopsLayer(stops, { selectedId: null })]
  }, [groups, base, t])
  const fit = useMemo(() => [...groups.map(({ stop }) => stop.lngLat), ...(base ? [base.lngLat] : [])], [groups, base])
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
        closest={A_DEPARTMENT_OR_TWO}
        styleUrl={installed}
        onPick={({ layer, id }) => layer === 'stops' && find(id)}
      />
    </details>
  )
}
