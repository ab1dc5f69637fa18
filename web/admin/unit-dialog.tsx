import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import type { Commune } from '../../shared/territory.ts'
import type { KeptUnit } from '../../shared/unit.ts'
import { api, call } from '../api.ts'
import { searchCommunes } from '../commune-search.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { readTypedUnit, typedUnit, unitFaults, WHOLE_BOUNDS } from './typed-unit.ts'
import { DrivingSection, PeriodsSection, SessionSection, type UnitPart, VehicleSection } from './unit-sections.tsx'

const SHOWN_IN_PLACE = /^(name|specialty|depotInsee|sessionTemplate\.(spans|firstDayFrom|lastDayUntil))$/

/** Puts a unit in service, or changes one: stops already planned keep their sessions, and the dialog says so. */
export function UnitDialog({
  unit,
  specialties,
  onClose,
  onSaved,
}: {
  unit: KeptUnit | null
  specialties: readonly string[]
  onClose: () => void
  onSaved: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [typed, setTyped] = useState(() => typedUnit(unit, specialties[0] ?? ''))
  const [depot, setDepot] = useState<Commune | null>(null)
  const [isTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const faults = unitFaults(typed)
  const part: UnitPart = {
    typed,
    set: (change) => setTyped((before) => ({ ...before, ...change })),
    faults: isTried ? faults : new Set(),
    problem,
  }
  const send = () => {
    if (unit) {
      const json = { ...readTypedUnit(typed, unit, depot?.insee ?? null), revision: unit.revision }
      return call(api.api.admin.units[':unitId'].$put({ param: { unitId: unit.unitId }, json }))
    }
    if (!depot) return null
    const json = { ...readTypedUnit(typed, null, depot.insee), depotInsee: depot.insee }
    return call(api.api.admin.units.$post({ json }))
  }
  const save = async () => {
    setTried(true)
    setProblem(null)
    const sent = faults.size === 0 ? send() : null
    if (!sent) return
    setSaving(true)
    const answer = await sent
    setSaving(false)
    if (!answer.ok) {
      // What somebody else wrote is read again behind the dialog, so that opening it anew shows it.
      if (answer.problem.code === 'changed_meanwhile') reloadAll()
      return setProblem(answer.problem)
    }
    const { name } = answer.value
    showToast({ text: unit ? t.units.saved(name) : t.units.added(name) })
    onSaved()
  }
  const isIncomplete = isTried && (faults.size > 0 || (!unit && !depot))
  const isSaid = SHOWN_IN_PLACE.test(problem?.field ?? '')
  return (
    <Dialog
      wide
      title={unit ? t.units.editOf(unit.name) : t.units.add}
      onClose={onClose}
      notice={
        problem && !isSaid ? (
          <Notice tone="error">{problem.message}</Notice>
        ) : (
          (isIncomplete || isSaid) && <Notice tone="error">{t.units.toCorrect}</Notice>
        )
      }
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isSaving} onClick={() => void save()}>
            {unit ? common.save : t.units.add}
          </Button>
        </>
      }
    >
      {unit && <Notice tone="info">{t.units.keptSessions}</Notice>}
      <IdentitySection
        {...part}
        unit={unit}
        specialties={specialties}
        onDepot={setDepot}
        depotMissing={isTried && !unit && !depot}
      />
      <SessionSection {...part} />
      <VehicleSection {...part} />
      <DrivingSection {...part} />
      <PeriodsSection {...part} />
    </Dialog>
  )
}

function IdentitySection({
  typed,
  set,
  faults,
  problem,
  unit,
  specialties,
  onDepot,
  depotMissing,
}: UnitPart & {
  unit: KeptUnit | null
  specialties: readonly string[]
  onDepot: (commune: Commune | null) => void
  depotMissing: boolean
}) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const refused = (field: string) => (problem?.field === field ? problem.message : undefined)
  return (
    <fieldset class="choice-group stack admin-section">
      <legend class="choice-legend">{t.units.identity}</legend>
      <div class="columns">
        <TextInput
          label={t.units.name}
          maxLength={120}
          value={typed.name}
          error={refused('name') ?? (faults.has('name') ? t.centres.nameMissing : undefined)}
          onInput={(name) => set({ name })}
        />
        <Select
          label={t.units.specialty}
          value={typed.specialty}
          error={refused('specialty')}
          options={specialties.map((value) => ({ value, label: names[value] ?? value }))}
          onChange={(specialty) => set({ specialty })}
        />
      </div>
      <Combobox
        label={t.units.depotCommune}
        hint={unit ? t.units.depotKept(unit.depot.name) : t.units.depotHint}
        optional={unit !== null}
        error={refused('depotInsee') ?? (depotMissing ? t.centres.communeMissing : undefined)}
        search={searchCommunes}
        onChoose={onDepot}
      />
      <div class="columns">
        <TextInput
          label={t.units.rooms}
          inputMode="numeric"
          maxLength={2}
          value={typed.rooms}
          error={faults.has('rooms') ? t.centres.numberWrong(...WHOLE_BOUNDS.rooms) : undefined}
          onInput={(rooms) => set({ rooms })}
        />
        <Select
          label={t.units.profile}
          value={typed.profile}
          options={(['truck', 'car'] as const).map((value) => ({ value, label: t.units.profiles[value] }))}
          onChange={(profile) => set({ profile })}
        />
      </div>
    </fieldset>
  )
}
