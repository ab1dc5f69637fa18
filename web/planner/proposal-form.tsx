import { useState } from 'preact/hooks'
import type { HostCentreId, UnitId } from '../../shared/ids.ts'
import type { PlanRates } from '../../shared/plan.ts'
import type { Problem } from '../../shared/problem.ts'
import type { ProposalRequestInput } from '../../shared/proposal.ts'
import type { CentreView } from '../../shared/tour-view.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as proposalEn } from '../i18n/proposal.en.ts'
import { fr as proposalFr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { showFirstFault } from '../ui/first-fault.ts'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { DateInput, TextInput } from '../ui/text-input.tsx'
import { DatedLines } from './dated-lines.tsx'
import { ProposalExtras } from './proposal-extras.tsx'
import { type FieldFault, faultsOf, type ProposalFields, requestOf } from './proposal-form-state.ts'

/** What a planner wants of a tour. Nothing is lost when the server refuses: its reason stands above the button. */
export function ProposalForm({
  centres,
  units,
  rates,
  start,
  onSubmit,
}: {
  centres: readonly CentreView[]
  units: readonly { unitId: UnitId; name: string }[]
  /** The rates offered. */
  rates: PlanRates
  /** What the form begins with. */
  start: ProposalFields
  onSubmit: (request: ProposalRequestInput) => Promise<Problem | null>
}) {
  const t = useText(fr, en)
  const p = useText(proposalFr, proposalEn)
  const [fields, setFields] = useState<ProposalFields>(start)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [wasTried, setTried] = useState(false)
  const set = (change: Partial<ProposalFields>) => setFields({ ...fields, ...change })
  const faults: ReadonlySet<FieldFault> = wasTried ? faultsOf(fields) : new Set()
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (faultsOf(fields).size > 0) {
      const form = event.currentTarget as HTMLFormElement
      requestAnimationFrame(() => showFirstFault(form))
      return
    }
    setBusy(true)
    setProblem(await onSubmit(requestOf(fields, rates)))
    setBusy(false)
  }
  return (
    <form class="card stack propose-form" noValidate onSubmit={(event) => void submit(event)}>
      <UnitChoice units={units} fields={fields} set={set} isMissing={faults.has('unit')} />
      <div class="propose-columns">
        <DateInput
          label={t.from}
          value={fields.from}
          onInput={(from) => set({ from })}
          {...(faults.has('horizon') ? { error: t.horizonFault } : {})}
        />
        <DateInput label={t.to} value={fields.to} min={fields.from} onInput={(to) => set({ to })} />
      </div>
      <CentreChoice centres={centres} fields={fields} set={set} isMissing={faults.has('centres')} />
      <fieldset class="propose-group">
        <legend>{t.daysPerStop}</legend>
        <p class="field-hint">{t.daysPerStopHint}</p>
        <div class="row">
          {(['minDays', 'maxDays'] as const).map((name) => (
            <TextInput
              key={name}
              label={name === 'minDays' ? t.least : t.most}
              type="number"
              min={1}
              max={5}
              value={fields[name]}
              {...(name === 'minDays' && faults.has('days') ? { error: p.daysWrong } : {})}
              onInput={(value) => set({ [name]: value })}
            />
          ))}
        </div>
      </fieldset>
      <DatedLines
        legend={t.pins}
        hint={t.pinsHint}
        add={t.addPin}
        lines={fields.pins}
        error={faults.has('pins') ? p.pinsWrong : undefined}
        centres={centres}
        onChange={(pins) => set({ pins })}
      />
      <DatedLines
        legend={t.bans}
        hint={t.bansHint}
        add={t.addBan}
        anyCentre={t.anyCentre}
        lines={fields.bans}
        error={faults.has('bans') ? p.bansWrong : undefined}
        centres={centres}
        onChange={(bans) => set({ bans })}
      />
      <RadioGroup
        label={t.preset}
        look="options"
        choices={(['balanced', 'urgent_first'] as const).map((value) => ({
          value,
          label: t.presets[value],
          hint: t.presetHint[value],
        }))}
        value={fields.preset}
        onChange={(preset) => set({ preset })}
      />
      <ProposalExtras fields={fields} set={set} rates={rates} isWrong={faults.has('rates')} />
      <div class="propose-seconds">
        <TextInput
          label={t.seconds}
          type="number"
          min={1}
          max={60}
          value={fields.seconds}
          {...(faults.has('seconds') ? { error: p.secondsWrong } : {})}
          onInput={(seconds) => set({ seconds })}
        />
      </div>
      {problem && <Notice tone="error">{problem.message}</Notice>}
      {faults.size > 1 && <Notice tone="error">{p.toCorrect(faults.size)}</Notice>}
      <div class="row">
        <Button variant="primary" type="submit" busy={isBusy}>
          {isBusy ? t.starting : t.start}
        </Button>
      </div>
    </form>
  )
}

function UnitChoice({
  units,
  fields,
  set,
  isMissing,
}: {
  units: readonly { unitId: UnitId; name: string }[]
  fields: ProposalFields
  set: (change: Partial<ProposalFields>) => void
  isMissing: boolean
}) {
  const t = useText(proposalFr, proposalEn)
  const toggle = (unitId: UnitId) => (isChosen: boolean) =>
    set({
      unitIds: units
        .map((unit) => unit.unitId)
        .filter((id) => (id === unitId ? isChosen : fields.unitIds.includes(id))),
    })
  return (
    <fieldset class="propose-group" data-fault={isMissing ? 'unit' : undefined}>
      <legend>{t.units}</legend>
      {units.length > 1 && <p class="field-hint">{t.unitsHint}</p>}
      <div class="propose-centres">
        {units.map(({ unitId, name }) => (
          <Checkbox key={unitId} label={name} checked={fields.unitIds.includes(unitId)} onChange={toggle(unitId)} />
        ))}
      </div>
      {isMissing && <Notice tone="error">{t.chooseUnit}</Notice>}
    </fieldset>
  )
}

function CentreChoice({
  centres,
  fields,
  set,
  isMissing,
}: {
  centres: readonly CentreView[]
  fields: ProposalFields
  set: (change: Partial<ProposalFields>) => void
  isMissing: boolean
}) {
  const t = useText(fr, en)
  const toggle = (centreId: HostCentreId) => (isChosen: boolean) =>
    set({ chosen: isChosen ? [...fields.chosen, centreId] : fields.chosen.filter((other) => other !== centreId) })
  return (
    <div class="stack-tight">
      <RadioGroup
        label={t.centres}
        choices={[
          { value: 'all', label: t.allCentres },
          { value: 'some', label: t.someCentres },
        ]}
        value={fields.centres}
        onChange={(value) => set({ centres: value })}
        {...(isMissing ? { error: t.chooseAtLeastOne } : {})}
      />
      {fields.centres === 'some' && (
        <fieldset class="propose-centres">
          <legend class="small soft">{t.centresChosen(fields.chosen.length)}</legend>
          {centres.map(({ centreId, name, department }) => (
            <Checkbox
              key={centreId}
              label={`${name} (${department})`}
              checked={fields.chosen.includes(centreId)}
              onChange={toggle(centreId)}
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}
