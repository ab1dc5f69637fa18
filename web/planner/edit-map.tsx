import { useMemo } from 'preact/hooks'
import type { HostCentreId } from '../../shared/ids.ts'
import type { StopEdit } from '../../shared/tour-edit.ts'
import type { CentreView } from '../../shared/tour-view.ts'
import { en } from '../i18n/editor.en.ts'
import { fr } from '../i18n/editor.fr.ts'
import { useText } from '../i18n/text.ts'
import { hostCentresLayer } from '../map/host-centres-layer.ts'
import { legsLayer } from '../map/legs-layer.ts'
import { MapLegend } from '../map/map-legend.tsx'
import { MapView } from '../map/map-view.tsx'
import { stopsLayer } from '../map/stops-layer.ts'
import { session } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { ordersOf } from './edit-moves.ts'

type Props = {
  centres: readonly CentreView[]
  stops: readonly StopEdit[]
  /** Index of the stop in hand, if any. */
  selected: number | null
  /** The centre chosen on the map or in the list beside it, for what comes next. */
  picked: HostCentreId | ''
  onSelect: (index: number) => void
  onPick: (centreId: HostCentreId | '') => void
  /** Adds a stop at the centre chosen, or takes the stop in hand there. */
  onAdd: (centreId: HostCentreId) => void
  onMoveThere: (centreId: HostCentreId) => void
}

/** The draft on the map: a stop is taken in hand, a centre chosen for a new stop or for the one in hand; the list does the same. */
export function EditMap({ centres, stops, selected, picked, onSelect, onPick, onAdd, onMoveThere }: Props) {
  const t = useText(fr, en)
  const places = useMemo(() => new Map(centres.map((centre) => [centre.centreId, centre])), [centres])
  const layers = useMemo(() => {
    const orders = ordersOf(stops)
    const discs = stops
      .flatMap((stop, index) => {
        const centre = places.get(stop.centreId)
        return centre ? [{ id: String(index), order: orders[index]!, name: centre.name, lngLat: centre.lngLat }] : []
      })
      .sort((one, other) => one.order - other.order)
    const legs = discs.slice(1).map((disc, at) => ({
      id: `${at}`,
      title: disc.name,
      path: [discs[at]!.lngLat, disc.lngLat],
    }))
    const hosts = centres.map(({ centreId, name, lngLat }) => ({ id: centreId, name, lngLat }))
    return [
      legsLayer(legs),
      hostCentresLayer(hosts, { selectedId: picked === '' ? null : picked, stopsAt: discs.map((disc) => disc.lngLat) }),
      stopsLayer(discs, { selectedId: selected === null ? null : String(selected) }),
    ]
  }, [stops, centres, places, picked, selected])
  const fit = useMemo(() => centres.map((centre) => centre.lngLat), [centres])
  const inHand = selected === null ? undefined : stops[selected]
  const inHandName = inHand && (places.get(inHand.centreId)?.name ?? '…')
  return (
    <div class="stack edit-map">
      <MapView
        label={t.map}
        layers={layers}
        fit={fit}
        styleUrl={session.value.status === 'signed_in' ? session.value.mapStyleUrl : null}
        onPick={({ layer, id }) => {
          if (layer === 'stops') onSelect(Number(id))
          if (layer === 'centres') onPick(id as HostCentreId)
        }}
        legend={<MapLegend shows={['stops', 'straight-legs', 'centres']} />}
      />
      <div class="row editor-add">
        <Select<HostCentreId>
          label={t.centre}
          empty={t.chooseCentre}
          options={centres.map(({ centreId: value, name, department }) => ({
            value,
            label: `${name} (${department})`,
          }))}
          value={picked}
          onChange={onPick}
        />
        <Button icon="plus" disabled={picked === ''} onClick={() => picked !== '' && onAdd(picked)}>
          {t.addStop}
        </Button>
        {inHand && inHandName && (
          <Button
            disabled={picked === '' || picked === inHand.centreId}
            onClick={() => picked !== '' && onMoveThere(picked)}
          >
            {t.moveThere(inHandName)}
          </Button>
        )}
      </div>
    </div>
  )
}
