import { useMemo } from 'preact/hooks'
import type { LngLat } from '../../shared/geo.ts'
import type { Plan } from '../../shared/plan-result.ts'
import type { ProposalView } from '../../shared/proposal.ts'
import { api, call } from '../api.ts'
import { formatMetres, formatSeconds } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { hostCentresLayer } from '../map/host-centres-layer.ts'
import { legsLayer } from '../map/legs-layer.ts'
import { MapLegend } from '../map/map-legend.tsx'
import { MapView } from '../map/map-view.tsx'
import { stopsLayer } from '../map/stops-layer.ts'
import { session } from '../session.ts'

/** A proposed tour on the map: numbered stops, the centres left out, legs along their roads once these are traced. */
export function ProposalMap({
  view,
  plan,
  selected,
  onSelect,
}: {
  view: ProposalView
  plan: Plan
  selected: number | null
  onSelect: (index: number) => void
}) {
  const t = useText(fr, en)
  const isOver = view.state !== 'running'
  const param = { proposalId: view.proposalId }
  const traced = valueIn(
    useLoad(isOver ? () => call(api.api.proposals[':proposalId'].roads.$get({ param })) : null, [
      view.proposalId,
      isOver,
    ]),
  )
  const layers = useMemo(() => {
    const places = new Map(view.centres.map((centre) => [centre.centreId as string, centre]))
    const stops = plan.stops.flatMap((stop, index) => {
      const centre = places.get(stop.centreId)
      return centre ? [{ id: String(index), order: index + 1, name: centre.name, lngLat: centre.lngLat }] : []
    })
    const roads = new Map(traced?.roads.map(({ from, to, path }) => [`${from} ${to}`, path]))
    const legs = plan.units.flatMap((unit) =>
      unit.legs.flatMap((leg, index) => {
        const ends = [leg.from, leg.to].flatMap((place): LngLat[] => {
          const centre = places.get(place)
          return centre ? [centre.lngLat] : []
        })
        const path = (roads.get(`${leg.from} ${leg.to}`) as LngLat[] | undefined) ?? ends
        const title = `${formatSeconds(leg.driveSeconds)}, ${formatMetres(leg.metres)}`
        return [{ id: `${unit.unitId} ${index}`, title, path }]
      }),
    )
    const centres = view.centres.map(({ centreId, name, lngLat }) => ({ id: centreId, name, lngLat }))
    return [
      legsLayer(legs),
      hostCentresLayer(centres, { stopsAt: stops.map((stop) => stop.lngLat) }),
      stopsLayer(stops, { selectedId: selected === null ? null : String(selected) }),
    ]
  }, [view.centres, plan, selected, traced])
  const fit = useMemo(() => view.centres.map((centre) => centre.lngLat), [view.centres])
  return (
    <MapView
      label={t.mapLabel(t.proposal)}
      layers={layers}
      fit={fit}
      styleUrl={session.value.status === 'signed_in' ? session.value.mapStyleUrl : null}
      onPick={({ layer, id }) => layer === 'stops' && onSelect(Number(id))}
      legend={<MapLegend shows={['stops', traced ? 'legs' : 'straight-legs', 'centres']} />}
    />
  )
}
