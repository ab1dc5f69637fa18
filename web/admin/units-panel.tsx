import { useState } from 'preact/hooks'
import type { Unit } from '../../shared/unit.ts'
import { api, call } from '../api.ts'
import { formatDays, formatNumber, formatSeconds, formatTime } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll, useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { UnitDialog } from './unit-dialog.tsx'

/** Mobile units as planning knows them, to add and to change. */
export function UnitsPanel() {
  const t = useText(fr, en)
  const units = useLoad(() => call(api.api.admin.units.$get()), [])
  const specialties = useLoad(() => call(api.api.admin.specialties.$get()), [])
  const [editing, setEditing] = useState<Unit | 'new' | null>(null)
  const known = specialties.status === 'loaded' ? specialties.value : null
  return (
    <div class="stack">
      <div>
        <Button icon="plus" disabled={!known} onClick={() => setEditing('new')}>
          {t.units.add}
        </Button>
      </div>
      <Loaded load={units} lines={6}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t.units.none} icon="truck">
              {t.units.noneHelp}
            </EmptyState>
          ) : (
            <div class="columns">
              {all.map((unit) => (
                <UnitCard key={unit.unitId} unit={unit} onEdit={() => setEditing(unit)} />
              ))}
            </div>
          )
        }
      </Loaded>
      {editing && known && (
        <UnitDialog
          unit={editing === 'new' ? null : editing}
          specialties={known}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null)
            reloadAll()
          }}
        />
      )}
    </div>
  )
}

function UnitCard({ unit, onEdit }: { unit: Unit; onEdit: () => void }) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const { sessionTemplate, drivingPolicy, vehicle } = unit
  const spans = sessionTemplate.spans.map(({ start, end }) => `${formatTime(start)} – ${formatTime(end)}`).join(', ')
  const { lengthMetres, widthMetres, heightMetres } = vehicle
  const size =
    lengthMetres && widthMetres && heightMetres
      ? t.units.vehicleSize(formatNumber(lengthMetres, 2), formatNumber(widthMetres, 2), formatNumber(heightMetres, 2))
      : t.units.vehicleUnknown
  const facts: [string, string][] = [
    [t.units.specialty, names[unit.specialty] ?? unit.specialty],
    [t.units.depot, unit.depot.name],
    [t.units.rooms, String(unit.rooms)],
    [t.units.days, spans],
    [t.units.firstDay, formatTime(sessionTemplate.firstDayFrom)],
    [t.units.lastDay, formatTime(sessionTemplate.lastDayUntil)],
    [
      t.units.driving,
      drivingPolicy.applied
        ? t.units.drivingText(
            formatSeconds(drivingPolicy.maxDriveSecondsPerDay),
            formatSeconds(drivingPolicy.breakSeconds),
            formatSeconds(drivingPolicy.breakAfterSeconds),
          )
        : t.units.drivingNotApplied,
    ],
    [t.units.vehicle, size],
    [t.units.power, vehicle.power ?? t.units.unknown],
    [t.units.licence, vehicle.licence ?? t.units.unknown],
    [
      t.units.outOfService,
      unit.outOfService.map(({ from, to, reason }) => `${formatDays(from, to)} (${reason})`).join(' ; ') ||
        t.units.noneOutOfService,
    ],
  ]
  return (
    <section class="card stack-tight" aria-label={unit.name}>
      <div class="row-spread">
        <h2>{unit.name}</h2>
        <Button size="s" icon="edit" aria-label={t.units.editOf(unit.name)} onClick={onEdit}>
          {t.units.edit}
        </Button>
      </div>
      <dl class="admin-lines">
        {facts.map(([term, text]) => (
          <div key={term} class="admin-fact">
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
