import type { PriorityClass } from '../../shared/appointment.ts'
import type { Protocol } from '../../shared/protocol.ts'
import type { Attestation, ClassReason, ReasonInput } from '../../shared/referral.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { RedFlags } from './red-flags.tsx'
import { faultOf, type ReferState } from './refer-state.ts'
import { classInForce } from './refer-values.ts'
import { worded } from './wording.ts'

/** The priority: declared by the GP beside the printed criteria, or proposed by the protocol and decided by the GP. */
export function PrioritySection({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const words = { missing: t.missing, mustAssess: t.mustAssess }
  const { attestation } = state.form.value
  const chosen = classInForce(state.form.value)
  const isDeclared = state.mode === 'declared'
  const proposed = state.assessment.value?.proposal ?? null
  const isOther = !isDeclared && proposed !== null && chosen !== null && chosen !== proposed.priorityClass
  return (
    <section class="card referral-section" aria-labelledby="referral-priority">
      <h2 id="referral-priority">{t.priority}</h2>
      <RedFlags protocol={state.protocol} centreId={state.centreId} />
      {isDeclared ? (
        <RadioGroup<Attestation>
          label={t.attestation}
          look="options"
          error={faultOf(state, 'attestation', words)}
          choices={[
            { value: 'none', label: t.attestations.none },
            { value: 'at_least_one', label: t.attestations.at_least_one },
          ]}
          value={attestation}
          onChange={(value) => state.update({ attestation: value })}
        />
      ) : (
        <Proposal state={state} />
      )}
      {attestation === 'at_least_one' && (
        <Notice tone="error" title={t.callNow}>
          {t.callNowHelp}
        </Notice>
      )}
      <ClassChoice
        protocol={state.protocol}
        label={t.declaredClass}
        value={chosen}
        isFixed={attestation === 'at_least_one'}
        error={faultOf(state, 'priorityClass', words)}
        onChange={(priorityClass) => state.update({ priorityClass })}
      />
      {isOther && (
        <ReasonFields
          value={state.form.value.override}
          label={t.overrideReason}
          errorOf={(field) => faultOf(state, field === 'code' ? 'override' : `override.${field}`, words)}
          onChange={(override) => state.update({ override })}
        />
      )}
    </section>
  )
}

function Proposal({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const proposed = state.assessment.value?.proposal
  const { protocol } = state
  const rule = protocol.rules.find((one) => one.code === proposed?.code)
  const label = protocol.classes.find((one) => one.id === proposed?.priorityClass)?.label
  if (!proposed || !rule || !label) return <Notice>{t.proposalWaits}</Notice>
  return (
    <Notice live title={t.proposal(worded(label))}>
      <p>{t.proposalReason(proposed.code, worded(rule.reason))}</p>
      <p class="small soft">{worded(protocol.source)}</p>
      <p>{t.proposalHelp}</p>
    </Notice>
  )
}

/** The four classes, each with its delay and its printed criteria. */
export function ClassChoice({
  protocol,
  label,
  value,
  isFixed,
  error,
  onChange,
}: {
  protocol: Pick<Protocol, 'classes'>
  label: string
  value: PriorityClass | null
  isFixed?: boolean
  error?: string | undefined
  onChange: (priorityClass: PriorityClass) => void
}) {
  const t = useText(fr, en)
  return (
    <RadioGroup<PriorityClass>
      label={label}
      look="options"
      error={error}
      value={value}
      choices={protocol.classes.map((one) => ({
        value: one.id,
        disabled: isFixed && one.id !== 'P1',
        label: (
          <span class="referral-class">
            <PriorityBadge priorityClass={one.id} protocol={protocol} />
            <strong>{worded(one.label)}</strong>
            <span class="soft small">{one.withinDays === null ? t.noLimit : t.within(one.withinDays)}</span>
          </span>
        ),
        hint: (
          <span class="referral-criteria">
            {one.criteria.map((criterion) => (
              <span key={criterion.fr}>{worded(criterion)}</span>
            ))}
          </span>
        ),
      }))}
      onChange={onChange}
    />
  )
}

/** A coded reason, explained in words when it is « other ». */
export function ReasonFields({
  value,
  label,
  errorOf,
  onChange,
}: {
  value: ReasonInput | null
  label: string
  errorOf: (field: 'code' | 'text') => string | undefined
  onChange: (reason: ReasonInput) => void
}) {
  const t = useText(fr, en)
  const codes = Object.keys(t.reasons) as ClassReason[]
  return (
    <>
      <Select
        label={label}
        empty={t.chooseReason}
        error={errorOf('code')}
        value={value?.code ?? ''}
        options={codes.map((code) => ({ value: code, label: t.reasons[code] }))}
        onChange={(code) => onChange({ code, text: value?.text ?? '' })}
      />
      {value?.code === 'other' && (
        <TextInput
          label={t.reasonText}
          error={errorOf('text')}
          maxLength={500}
          value={value.text}
          onInput={(text) => onChange({ ...value, text })}
        />
      )}
    </>
  )
}
