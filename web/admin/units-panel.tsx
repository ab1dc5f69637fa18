import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { KeptUnit } from '../../shared/unit.ts'
import { api, call } from '../api.ts'
import { formatDays, formatNumber, formatSeconds, formatTime } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll, useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { showToast } from '../ui/toast.tsx'
import { RetireUnitDialog } from './retire-unit-dialog.tsx'
import { UnitDialog } from './unit-dialog.tsx'

/** Mobile units as planning knows them, to add and to change. */
export function UnitsPanel() {
  const t = useText(fr, en)
  const units = useLoad(() => call(api.api.admin.units.$get()), [])
  const specialties = useLoad(() => call(api.api.admin.specialties.$get()), [])
  const [editing, setEditing] = useState<KeptUnit | 'new' | null>(null)
  const [retiring, setRetiring] = useState<KeptUnit | null>(null)
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
                <UnitCard
                  key={unit.unitId}
                  unit={unit}
                  onEdit={() => setEditing(unit)}
                  onRetire={() => setRetiring(unit)}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {retiring && (
        <RetireUnitDialog
          unit={retiring}
          onClose={() => setRetiring(null)}
          onDone={() => {
            setRetiring(null)
            reloadAll()
          }}
        />
      )}
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

function UnitCard({ unit, onEdit, onRetire }: { unit: KeptUnit; onEdit: () => void; onRetire: () => void }) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const { sessionTemplate, drivingPolicy, vehicle } = unit
  const spans = sessionTemplate.spans.map(({ start, end }) => `${formatTime(start)} – ${formatTime(end)}`).join(', ')
  const missing = <Badge tone="warning">{t.units.unknown}</Badge>
  const figure = (size: number | null) => (size === null ? missing : formatNumber(size, 2))
  const restore = async () => {
    const json = { revision: unit.revision, inService: true }
    const answer = await call(api.api.admin.units[':unitId'].service.$put({ param: { unitId: unit.unitId }, json }))
    showToast(answer.ok ? { text: t.units.restored(unit.name) } : { text: answer.problem.message, tone: 'error' })
    reloadAll()
  }
  const facts: [string, ComponentChildren][] = [
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
    [t.units.lengthMetres, figure(vehicle.lengthMetres)],
    [t.units.widthMetres, figure(vehicle.widthMetres)],
    [t.units.heightMetres, figure(vehicle.heightMetres)],
    [t.units.weightTonnes, figure(vehicle.weightTonnes)],
    [t.units.power, vehicle.power ?? missing],
    [t.units.licence, vehicle.licence ?? missing],
    [t.units.equipment, vehicle.equipment.length > 0 ? vehicle.equipment.join(', ') : missing],
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
        <span class="row">
          {!unit.inService && <Badge tone="neutral">{t.units.retired}</Badge>}
          <Button size="s" icon="edit" aria-label={t.units.editOf(unit.name)} onClick={onEdit}>
            {t.units.edit}
          </Button>
        </span>
      </div>
      <dl class="admin-lines">
        {facts.map(([term, text]) => (
          <div key={term} class="admin-fact">
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div>
        {unit.inService ? (
          <Button size="s" variant="quiet" aria-label={t.units.retireOf(unit.name)} onClick={onRetire}>
            {t.units.retire}
          </Button>
        ) : (
          <Button size="s" onClick={() => void restore()}>
            {t.units.restore}
          </Button>
        )}
      </div>
    </section>
  )
}
