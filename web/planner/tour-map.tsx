import { useMemo, useRef } from 'preact/hooks'
import { BAND_MINUTES } from '../../shared/drive-time-bands.ts'
import type { StopId } from '../../shared/ids.ts'
import type { CatchmentView, CentreView, RoadPath, TourDetail } from '../../shared/tour-view.ts'
import type { TravelIsochrones } from '../../shared/travel.ts'
import { api, call } from '../api.ts'
import { formatMetres, formatSeconds } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { communesLayer } from '../map/communes-layer.ts'
import { hostCentresLayer } from '../map/host-centres-layer.ts'
import { isochronesLayer } from '../map/isochrones-layer.ts'
import { legsLayer } from '../map/legs-layer.ts'
import { MapLegend } from '../map/map-legend.tsx'
import { MapView } from '../map/map-view.tsx'
import { stopsLayer } from '../map/stops-layer.ts'
import { underservedLayer } from '../map/underserved-layer.ts'
import { UnderservedLegend } from '../map/underserved-legend.tsx'
import { session } from '../session.ts'

type Props = {
  centres: readonly CentreView[]
  detail: TourDetail | null
  roads: readonly RoadPath[]
  selectedId: StopId | null
  isochrones: TravelIsochrones | null
  catchment: CatchmentView | null
  /** The band chosen in the stop's panel, in minutes: it and the nearer ones are drawn. */
  band: number
  /** Whether another tour is on its way. */
  isLoading: boolean
  onOpen: (stopId: StopId) => void
}

/** The tour on the map of France; when a stop is open, who can reach it. The list of stops beside it says the same. */
export function TourMap({ centres, detail, roads, selectedId, isochrones, catchment, band, isLoading, onOpen }: Props) {
  const t = useText(fr, en)
  const live = useMemo(() => (detail?.stops ?? []).filter((stop) => stop.state !== 'cancelled'), [detail])
  const selected = live.find((stop) => stop.stopId === selectedId) ?? null
  const bands = BAND_MINUTES.filter((minutes) => minutes <= band)
  const underserved = valueIn(useLoad(() => call(api.api.needs.underserved.$get()), []))
  const stops = useMemo(
    () => live.map(({ stopId, centreName, lngLat }, at) => ({ id: stopId, order: at + 1, name: centreName, lngLat })),
    [live],
  )
  const legs = useMemo(
    () =>
      roads.map(({ toStopId, seconds, metres, path }) => ({
        id: toStopId ?? 'depot',
        title: `${formatSeconds(seconds)}, ${formatMetres(metres)}`,
        path,
      })),
    [roads],
  )
  // Each layer by itself: what did not change is not laid out again by the map.
  const below = useMemo(() => (underserved?.layer ? [underservedLayer(underserved)] : []), [underserved])
  const areas = useMemo(
    () => isochronesLayer((isochrones?.isochrones ?? []).filter((area) => area.minutes <= band)),
    [isochrones, band],
  )
  const reached = useMemo(() => {
    const communes = (catchment?.communes ?? []).filter((commune) => commune.minutes <= band)
    return communesLayer(selected ? communes : [], BAND_MINUTES)
  }, [catchment, band, selected])
  const ways = useMemo(() => legsLayer(selected ? [] : legs), [legs, selected])
  const hosts = useMemo(() => {
    const onMap = centres.map(({ centreId, name, lngLat }) => ({ id: centreId, name, lngLat }))
    return hostCentresLayer(onMap, { stopsAt: stops.map((stop) => stop.lngLat) })
  }, [centres, stops])
  const onTop = useMemo(() => stopsLayer(stops, { selectedId }), [stops, selectedId])
  const wanted = useMemo(
    () => [...below, areas, reached, ways, hosts, onTop],
    [below, areas, reached, ways, hosts, onTop],
  )
  // Between two tours the map goes straight from one to the other, and is not emptied in between.
  const shown = useRef(wanted)
  if (!isLoading) shown.current = wanted
  const layers = shown.current

  const fit = useMemo(() => {
    if (!selected) return []
    const reached = (catchment?.communes ?? []).filter((commune) => commune.minutes <= 45)
    return [selected.lngLat, ...reached.map((commune) => commune.lngLat)]
  }, [selected, catchment])
  const source = selected ? (catchment?.source ?? isochrones?.source ?? null) : null
  const installed = session.value.status === 'signed_in' ? session.value.mapStyleUrl : null
  return (
    <MapView
      label={detail ? t.mapLabel(detail.tour.name) : t.franceLabel}
      layers={layers}
      fit={fit}
      styleUrl={installed}
      onPick={({ layer, id }) => layer === 'stops' && onOpen(id as StopId)}
      legend={
        <MapLegend
          shows={selected ? ['stops', 'centres', 'isochrones', 'communes'] : ['stops', 'legs', 'centres']}
          bands={selected ? bands : []}
          source={source}
          approximateShare={approximateShareIn(selected ? catchment : null, band)}
        >
          <UnderservedLegend drawing={underserved} />
        </MapLegend>
      }
    />
  )
}

function approximateShareIn(catchment: CatchmentView | null, band: number): number | null {
  return catchment?.bands.find((one) => one.minutes === band)?.approximateShare ?? null
}
