import { useState } from 'preact/hooks'
import { birthDateFault } from '../../shared/birth-date.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { searchCommunes } from '../commune-search.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { formatMomentDay } from '../moment.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { readBirthDate, writeBirthDate } from './birth-date.ts'
import { faultOf, type ReferState } from './refer-state.ts'
import { worded } from './wording.ts'

const keysOf = <Key extends string>(words: Record<Key, string>) => Object.keys(words) as Key[]

/** Who the patient is and how to reach them; the same patient already referred is noticed here. */
export function PatientSection({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const { patient } = state.form.value
  const fault = (field: string) => faultOf(state, `patient.${field}`, t2(t))
  const set = state.updatePatient
  return (
    <section class="card referral-section" aria-labelledby="referral-patient">
      <h2 id="referral-patient">{t.patient}</h2>
      <div class="referral-pair">
        <TextInput
          label={t.familyName}
          value={patient.familyName}
          error={fault('familyName')}
          autocomplete="off"
          spellcheck={false}
          onInput={(familyName) => set({ familyName })}
        />
        <TextInput
          label={t.givenName}
          value={patient.givenName}
          error={fault('givenName')}
          autocomplete="off"
          spellcheck={false}
          onInput={(givenName) => set({ givenName })}
        />
      </div>
      <BirthDate state={state} error={fault('birthDate')} />
      <Duplicate state={state} />
      <div class="referral-pair">
        <TextInput
          type="tel"
          inputMode="tel"
          autocomplete="off"
          label={t.phone}
          hint={t.phoneHint}
          value={patient.phone}
          error={fault('phone')}
          onInput={(phone) => set({ phone })}
        />
        <Select
          label={t.phoneOwner}
          value={patient.phoneOwner}
          options={keysOf(t.phoneOwners).map((value) => ({ value, label: t.phoneOwners[value] }))}
          onChange={(phoneOwner) => set({ phoneOwner })}
        />
      </div>
      <Checkbox label={t.smsInformed} checked={patient.smsInformed} onChange={(smsInformed) => set({ smsInformed })} />
      <Combobox
        label={t.commune}
        hint={t.communeHint}
        error={faultOf(state, 'patient.communeInsee', { ...t2(t), missing: t.chooseCommune })}
        initialText={patient.commune?.name ?? ''}
        search={searchCommunes}
        onChoose={(commune) => set({ commune: commune && { insee: commune.insee, name: commune.name } })}
      />
      <MoreAboutPatient state={state} />
    </section>
  )
}

/** Typed as eight figures: a calendar takes too long to reach a year of birth. What is no date yet is no date at all. */
function BirthDate({ state, error }: { state: ReferState; error: string | undefined }) {
  const t = useText(fr, en)
  const { birthDate } = state.form.value.patient
  const [typed, setTyped] = useState(() => writeBirthDate(birthDate))
  const [wasLeft, setLeft] = useState(false)
  const isNone = typed.trim() !== '' && birthDate === ''
  const fault = today.value && birthDate !== '' ? birthDateFault(birthDate as LocalDate, today.value) : null
  const said = fault ? t.birthDateFaults[fault] : isNone && (wasLeft || error) ? t.birthDateUnread : error
  return (
    <TextInput
      label={t.birthDate}
      hint={t.birthDateHint}
      inputMode="numeric"
      autocomplete="off"
      class="control control-narrow"
      maxLength={10}
      value={typed}
      error={said}
      onBlur={() => setLeft(true)}
      onInput={(text) => {
        setTyped(text)
        setLeft(false)
        state.updatePatient({ birthDate: readBirthDate(text) ?? '' })
      }}
    />
  )
}

function MoreAboutPatient({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const { patient } = state.form.value
  const set = state.updatePatient
  const [isOpen, setOpen] = useState(patient.mobility !== 'independent' || patient.interpreter !== '')
  return (
    <details class="referral-more" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.moreAboutPatient}</summary>
      <div class="stack">
        <RadioGroup
          label={t.mobility}
          look="options"
          value={patient.mobility}
          choices={keysOf(t.mobilities).map((value) => ({ value, label: t.mobilities[value] }))}
          onChange={(mobility) => set({ mobility })}
        />
        <TextInput
          label={t.interpreter}
          optional
          value={patient.interpreter}
          maxLength={40}
          onInput={(interpreter) => set({ interpreter })}
        />
        <RadioGroup
          label={t.language}
          value={patient.language}
          choices={keysOf(t.languages).map((value) => ({ value, label: t.languages[value] }))}
          onChange={(language) => set({ language })}
        />
      </div>
    </details>
  )
}

/** Tells that this patient already waits, as soon as name and birth date are known. */
function Duplicate({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const { patient, duplicateSeen } = state.form.value
  const isKnown = patient.familyName.trim() !== '' && patient.givenName.trim() !== '' && patient.birthDate !== ''
  const identity = {
    familyName: patient.familyName,
    givenName: patient.givenName,
    birthDate: patient.birthDate as never,
  }
  const found = useLoad(
    isKnown ? () => call(api.api.referrals.duplicates.$post({ json: { centreId: state.centreId, identity } })) : null,
    [isKnown, patient.familyName, patient.givenName, patient.birthDate],
  )
  const refused = state.problem.value?.code === 'duplicate_referral' ? state.problem.value : null
  const open = (valueIn(found) ?? []).find((referral) => referral.specialty === state.specialty)
  const known = open ?? (refused?.details as unknown as typeof open)
  if (!known) return null
  const { referralId, sentAt, priorityClass } = known
  const label = state.protocol.classes.find((one) => one.id === priorityClass)?.label
  return (
    <div data-fault={refused ? 'patient' : undefined}>
      <Notice
        tone="warning"
        live
        title={t.duplicate}
        actions={
          <>
            <a href={`/adressages/${referralId}`}>{t.openIt}</a>
            <Checkbox
              label={t.duplicateWanted}
              checked={duplicateSeen}
              onChange={(seen) => state.update({ duplicateSeen: seen })}
            />
          </>
        }
      >
        {t.duplicateSince(formatMomentDay(sentAt), label ? worded(label) : priorityClass)}
      </Notice>
    </div>
  )
}

const t2 = (t: typeof fr) => ({ missing: t.missing, mustAssess: t.mustAssess })
