import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Unit } from '../../shared/unit.ts'
import { USUAL_TRUCK_SPEEDS } from '../../shared/usual-unit.ts'
import { api, call } from '../api.ts'
import { formatDays, formatNumber } from '../format.ts'
import { en } from '../i18n/growth.en.ts'
import { fr } from '../i18n/growth.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { TourChecklistTemplate } from './tour-checklist-template.tsx'

/** What is known of each unit; what is not is shown as such, since a pitch or a bridge may depend on it. */
export function TourUnits() {
  const places = useLoad(() => call(api.api.tours.places.$get()), [])
  return (
    <Loaded load={places} lines={5}>
      {({ units }) => (
        <div class="columns">
          {units.map((unit) => (
            <UnitCard key={unit.unitId} unit={unit} />
          ))}
        </div>
      )}
    </Loaded>
  )
}

function UnitCard({ unit }: { unit: Unit }) {
  const t = useText(fr, en)
  const [isEditing, setEditing] = useState(false)
  const { vehicle } = unit
  const missing = <Badge tone="warning">{t.unknown}</Badge>
  const metres = (length: number | null) => (length === null ? missing : t.metres(formatNumber(length, 2)))
  const speed = (own: number | null, usual: number) =>
    own === null ? (
      <>
        {missing} <span class="soft small">{t.usualSpeed(usual)}</span>
      </>
    ) : (
      t.kmh(own)
    )
  const facts: [string, ComponentChildren][] = [
    [t.unitFacts.length, metres(vehicle.lengthMetres)],
    [t.unitFacts.width, metres(vehicle.widthMetres)],
    [t.unitFacts.height, metres(vehicle.heightMetres)],
    [t.unitFacts.weight, vehicle.weightTonnes === null ? missing : t.tonnes(formatNumber(vehicle.weightTonnes, 1))],
    ...(unit.profile === 'truck'
      ? (['motorwayKmh', 'otherKmh'] as const).map((field): [string, ComponentChildren] => [
          t.unitFacts[field],
          speed(vehicle[field], USUAL_TRUCK_SPEEDS[field]),
        ])
      : []),
    [t.unitFacts.licence, vehicle.licence ?? missing],
    [t.unitFacts.power, vehicle.power ?? missing],
    [t.unitFacts.equipment, vehicle.equipment.length > 0 ? vehicle.equipment.join(', ') : missing],
    [t.unitFacts.rooms, String(unit.rooms)],
    [t.unitFacts.depot, unit.depot.name],
    [
      t.unitFacts.outOfService,
      unit.outOfService.map(({ from, to, reason }) => `${formatDays(from, to)} (${reason})`).join(' ; ') ||
        t.noOutOfService,
    ],
  ]
  return (
    <section class="card stack-tight" aria-label={unit.name}>
      <h3>{unit.name}</h3>
      <dl class="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button size="s" icon="edit" onClick={() => setEditing(true)}>
          {t.template}
        </Button>
      </div>
      {isEditing && <TourChecklistTemplate unit={unit} onClose={() => setEditing(false)} />}
    </section>
  )
}
