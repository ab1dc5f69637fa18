import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Unit } from '../../shared/unit.ts'
import { USUAL_TRUCK_SPEEDS } from '../../shared/usual-unit.ts'
import { api, call } from '../api.ts'
import { formatDays, formatList, formatNumber } from '../format.ts'
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

type Fact = { readonly term: string; readonly known: ComponentChildren | null }

function UnitCard({ unit }: { unit: Unit }) {
  const t = useText(fr, en)
  const [isEditing, setEditing] = useState(false)
  const { vehicle } = unit
  const metres = (length: number | null) => length && t.metres(formatNumber(length, 2))
  const facts: Fact[] = [
    { term: t.unitFacts.length, known: metres(vehicle.lengthMetres) },
    { term: t.unitFacts.width, known: metres(vehicle.widthMetres) },
    { term: t.unitFacts.height, known: metres(vehicle.heightMetres) },
    { term: t.unitFacts.weight, known: vehicle.weightTonnes && t.tonnes(formatNumber(vehicle.weightTonnes, 1)) },
    { term: t.unitFacts.licence, known: vehicle.licence },
    { term: t.unitFacts.power, known: vehicle.power },
    { term: t.unitFacts.equipment, known: vehicle.equipment.join(', ') || null },
    { term: t.unitFacts.rooms, known: String(unit.rooms) },
    { term: t.unitFacts.depot, known: unit.depot.name },
    ...speedsOf(unit, t),
    {
      term: t.unitFacts.outOfService,
      known:
        unit.outOfService.map(({ from, to, reason }) => `${formatDays(from, to)} (${reason})`).join(' ; ') ||
        t.noOutOfService,
    },
  ]
  const unknown = facts.filter(({ known }) => known === null)
  return (
    <section class="card stack-tight" aria-label={unit.name}>
      <h3>{unit.name}</h3>
      {unknown.length > 0 && (
        <p>
          <Badge tone="warning">{t.unknown}</Badge>{' '}
          {t.unknownFacts(formatList(unknown.map(({ term }) => term.toLocaleLowerCase())))}
        </p>
      )}
      <dl class="facts">
        {facts
          .filter(({ known }) => known !== null)
          .map(({ term, known }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{known}</dd>
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

/** How fast a truck is reckoned to drive: as it may, or as usual ones do, and then said to be so. */
function speedsOf({ profile, vehicle }: Unit, t: typeof fr): Fact[] {
  if (profile !== 'truck') return []
  return (['motorwayKmh', 'otherKmh'] as const).map((field) => ({
    term: t.unitFacts[field],
    known:
      vehicle[field] === null ? (
        <>
          <Badge tone="warning">{t.supposed}</Badge> {t.usualSpeed(USUAL_TRUCK_SPEEDS[field])}
        </>
      ) : (
        t.kmh(vehicle[field])
      ),
  }))
}
