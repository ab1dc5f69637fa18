import type { Problem } from '../../shared/problem.ts'
import { DRIVING_LICENCES, USUAL_TRUCK_SPEEDS } from '../../shared/usual-unit.ts'
import { formatWeekday } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FieldError } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput, TextArea, TextInput, TimeInput } from '../ui/text-input.tsx'
import { isSpanSound, someDateOn, type TypedSpan, WEEKDAYS } from './opening-hours.ts'
import {
  DISTANCE_BOUNDS,
  isPeriodSound,
  SIZE_BOUNDS,
  SPEED_BOUNDS,
  type TypedPeriod,
  type TypedUnit,
  WHOLE_BOUNDS,
} from './typed-unit.ts'

/** What each part of the unit's form is given: the text typed, how to change it, and what is wrong. */
export type UnitPart = {
  readonly typed: TypedUnit
  readonly set: (change: Partial<TypedUnit>) => void
  readonly faults: ReadonlySet<keyof TypedUnit>
  readonly problem: Problem | null
}

/** Size, power, licence and equipment: each may stay unknown. */
export function VehicleSection({ typed, set, faults }: UnitPart) {
  const t = useText(fr, en)
  const sizes = Object.keys(SIZE_BOUNDS) as (keyof typeof SIZE_BOUNDS)[]
  return (
    <fieldset class="choice-group stack admin-section">
      <legend class="choice-legend">{t.units.vehicle}</legend>
      <p class="soft small">{t.units.vehicleHelp}</p>
      <div class="admin-figures">
        {sizes.map((field) => (
          <TextInput
            key={field}
            label={t.units[field]}
            inputMode="decimal"
            maxLength={6}
            value={typed[field]}
            error={faults.has(field) ? t.units.sizeWrong(SIZE_BOUNDS[field]) : undefined}
            onInput={(text) => set({ [field]: text })}
          />
        ))}
      </div>
      {typed.profile === 'truck' && (
        <div class="columns">
          {(['motorwayKmh', 'otherKmh'] as const).map((field) => (
            <TextInput
              key={field}
              label={t.units[field]}
              hint={t.units.speedHint(USUAL_TRUCK_SPEEDS[field])}
              inputMode="numeric"
              maxLength={3}
              value={typed[field]}
              error={faults.has(field) ? t.units.speedWrong(...SPEED_BOUNDS[field]) : undefined}
              onInput={(text) => set({ [field]: text })}
            />
          ))}
        </div>
      )}
      <div class="columns">
        <TextInput
          label={t.units.power}
          hint={t.units.powerHint}
          maxLength={80}
          value={typed.power}
          onInput={(power) => set({ power })}
        />
        <Select
          label={t.units.licence}
          value={typed.licence}
          empty={t.units.unknown}
          options={DRIVING_LICENCES.map((value) => ({ value, label: value }))}
          onChange={(licence) => set({ licence })}
        />
      </div>
      <TextArea
        label={t.units.equipment}
        hint={t.units.equipmentHint}
        rows={4}
        value={typed.equipment}
        error={faults.has('equipment') ? t.units.equipmentWrong : undefined}
        onInput={(equipment) => set({ equipment })}
      />
    </fieldset>
  )
}

/** The usual day of consultation: days worked, spans, and what the first and last days lose to set-up and tear-down. */
export function SessionSection({ typed, set, faults, problem }: UnitPart) {
  const t = useText(fr, en)
  const { spans } = typed
  const change = (at: number, part: Partial<TypedSpan>) =>
    set({ spans: spans.map((span, position) => (position === at ? { ...span, ...part } : span)) })
  const refused = (field: string) => (problem?.field === `sessionTemplate.${field}` ? problem.message : undefined)
  const spansWrong = spans.length === 0 ? t.units.spansMissing : refused('spans')
  return (
    <fieldset class="choice-group stack admin-section">
      <legend class="choice-legend">{t.units.days}</legend>
      <fieldset class="choice-group">
        <legend>{t.units.week}</legend>
        <div class="row">
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              label={formatWeekday(someDateOn(day))}
              checked={typed.days.includes(day)}
              onChange={(isOn) =>
                set({ days: isOn ? [...typed.days, day].sort() : typed.days.filter((other) => other !== day) })
              }
            />
          ))}
        </div>
        {faults.has('days') && <FieldError id="unit-days-error">{t.units.weekMissing}</FieldError>}
      </fieldset>
      <fieldset class="choice-group">
        <legend>{t.units.spans}</legend>
        <div class="admin-spans">
          {spans.map((span, at) => (
            <div key={at} class="admin-span">
              <TimeInput
                hideLabel
                label={t.units.spanFrom(at + 1)}
                value={span.start}
                onInput={(start) => change(at, { start })}
              />
              <span aria-hidden="true">–</span>
              <TimeInput
                hideLabel
                label={t.units.spanTo(at + 1)}
                value={span.end}
                error={isSpanSound(span) ? undefined : t.centres.spanWrong}
                onInput={(end) => change(at, { end })}
              />
              <Button
                size="s"
                variant="quiet"
                icon="cross"
                iconOnly
                onClick={() => set({ spans: spans.filter((_, position) => position !== at) })}
              >
                {t.units.removeSpan(at + 1)}
              </Button>
            </div>
          ))}
          <Button
            size="s"
            variant="quiet"
            icon="plus"
            disabled={spans.length >= 6}
            onClick={() => set({ spans: [...spans, { start: '', end: '' }] })}
          >
            {t.centres.addSpan}
          </Button>
        </div>
        {spansWrong && <FieldError id="unit-spans-error">{spansWrong}</FieldError>}
      </fieldset>
      <div class="admin-figures">
        <TimeInput
          label={t.units.firstDay}
          hint={t.units.wholeDay}
          value={typed.firstDayFrom}
          error={refused('firstDayFrom')}
          onInput={(firstDayFrom) => set({ firstDayFrom })}
        />
        <TimeInput
          label={t.units.lastDay}
          hint={t.units.wholeDay}
          value={typed.lastDayUntil}
          error={refused('lastDayUntil')}
          onInput={(lastDayUntil) => set({ lastDayUntil })}
        />
        <TextInput
          label={t.units.slotMinutes}
          inputMode="numeric"
          maxLength={3}
          value={typed.slotMinutes}
          error={faults.has('slotMinutes') ? t.centres.numberWrong(...WHOLE_BOUNDS.slotMinutes) : undefined}
          onInput={(slotMinutes) => set({ slotMinutes })}
        />
      </div>
    </fieldset>
  )
}

type DrivingFigure =
  | 'maxDrive'
  | 'breakAfter'
  | 'breakMinutes'
  | 'longDay'
  | 'longDays'
  | 'rest'
  | 'eveningDrive'
  | 'longestLeg'
  | 'farthest'

/** Limits to driving, applied or not; their figures stay for the day they are. */
export function DrivingSection({ typed, set, faults }: UnitPart) {
  const t = useText(fr, en)
  const figure = (field: DrivingFigure, wrong: string) => (
    <TextInput
      label={t.units[field]}
      inputMode="decimal"
      maxLength={6}
      value={typed[field]}
      error={faults.has(field) ? wrong : undefined}
      onInput={(text) => set({ [field]: text })}
    />
  )
  const kilometresWrong = t.units.sizeWrong(DISTANCE_BOUNDS.longestLeg)
  return (
    <fieldset class="choice-group stack admin-section">
      <legend class="choice-legend">{t.units.driving}</legend>
      <Checkbox
        label={t.units.drivingApplied}
        hint={t.units.drivingHint}
        checked={typed.applied}
        onChange={(applied) => set({ applied })}
      />
      <div class="admin-figures">
        {figure('maxDrive', t.units.hoursWrong)}
        {figure('breakAfter', t.units.hoursWrong)}
        {figure('breakMinutes', t.centres.numberWrong(...WHOLE_BOUNDS.breakMinutes))}
        {figure('longDay', t.units.hoursWrong)}
        {figure('longDays', t.centres.numberWrong(...WHOLE_BOUNDS.longDays))}
        {figure('rest', t.units.hoursWrong)}
      </div>
      <div class="admin-figures">
        {figure('eveningDrive', t.units.hoursWrong)}
        {figure('longestLeg', kilometresWrong)}
        {figure('farthest', kilometresWrong)}
      </div>
      <fieldset class="choice-group">
        <legend>{t.units.drivingDays}</legend>
        <div class="row">
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              label={formatWeekday(someDateOn(day))}
              checked={typed.drivingDays.includes(day)}
              onChange={(isOn) =>
                set({
                  drivingDays: isOn
                    ? [...typed.drivingDays, day].sort()
                    : typed.drivingDays.filter((other) => other !== day),
                })
              }
            />
          ))}
        </div>
        {faults.has('drivingDays') && <FieldError id="unit-driving-days-error">{t.units.weekMissing}</FieldError>}
      </fieldset>
      <Select
        label={t.units.returns}
        value={typed.returns}
        options={(['after_idle_week', 'after_each_stop'] as const).map((value) => ({
          value,
          label: t.units.returning[value],
        }))}
        onChange={(returns) => set({ returns })}
      />
    </fieldset>
  )
}

/** Days the unit cannot drive or receive, and why. */
export function PeriodsSection({ typed, set, faults }: UnitPart) {
  const t = useText(fr, en)
  const { periods } = typed
  const change = (at: number, part: Partial<TypedPeriod>) =>
    set({ periods: periods.map((period, position) => (position === at ? { ...period, ...part } : period)) })
  return (
    <fieldset class="choice-group stack admin-section">
      <legend class="choice-legend">{t.units.outOfService}</legend>
      {periods.length === 0 && <p class="soft">{t.units.noneOutOfService}</p>}
      {periods.map((period, at) => (
        <div key={at} class="stack-tight">
          <div class="admin-figures">
            <DateInput
              label={t.units.periodFrom(at + 1)}
              value={period.from}
              onInput={(from) => change(at, { from })}
            />
            <DateInput label={t.units.periodTo(at + 1)} value={period.to} onInput={(to) => change(at, { to })} />
            <TextInput
              label={t.units.reason(at + 1)}
              maxLength={200}
              value={period.reason}
              error={faults.has('periods') && !isPeriodSound(period) ? t.units.periodWrong : undefined}
              onInput={(reason) => change(at, { reason })}
            />
          </div>
          <div>
            <Button
              size="s"
              variant="quiet"
              icon="cross"
              onClick={() => set({ periods: periods.filter((_, position) => position !== at) })}
            >
              {t.units.removePeriod(at + 1)}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button size="s" icon="plus" onClick={() => set({ periods: [...periods, { from: '', to: '', reason: '' }] })}>
          {t.units.addPeriod}
        </Button>
      </div>
    </fieldset>
  )
}
