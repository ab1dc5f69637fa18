import { useMemo, useState } from 'preact/hooks'
import type { LngLat } from '../../shared/geo.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { MapView } from '../map/map-view.tsx'
import { session } from '../session.ts'

/** Near enough to place a pin, far enough to know the towns around it. */
const SOME_TOWNS = 11

/** A position to drag on the map, folded away; the field beside says the same in figures and is the keyboard's way. */
export function PositionMap({
  name,
  lngLat,
  onMove,
}: {
  name: string
  lngLat: LngLat
  onMove: (lngLat: LngLat) => void
}) {
  const t = useText(fr, en)
  const [isOpen, setOpen] = useState(false)
  const place = lngLat.join(' ')
  const pin = useMemo(() => ({ lngLat, label: t.centres.pin(name), onMove }), [place, name, onMove, t])
  // Where the map opens; it does not follow what is dragged on it.
  const [fit] = useState([lngLat])
  return (
    <details class="admin-map" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.centres.onMap}</summary>
      <p class="soft small">{t.centres.onMapHelp}</p>
      {isOpen && (
        <MapView
          label={t.centres.onMap}
          layers={NO_LAYER}
          fit={fit}
          closest={SOME_TOWNS}
          pin={pin}
          styleUrl={session.value.status === 'signed_in' ? session.value.mapStyleUrl : null}
        />
      )}
    </details>
  )
}

const NO_LAYER: readonly never[] = []
