import { useState } from 'preact/hooks'
import type { LocalDate } from '../../shared/time.ts'
import { today } from '../clock.ts'
import { formatDate, formatMinutes } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput, TextArea } from '../ui/text-input.tsx'
import type { ReferState } from './refer-state.ts'
import { worded } from './wording.ts'

const DRIVES = [15, 20, 25, 30, 45, 60, 90, 120]

/** How far and when the patient can come, what kind of place they need, and a word for the specialist. */
export function WishesSection({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const { halfDay, maxDriveMinutes, slotKind, note } = state.form.value
  return (
    <section class="card referral-section" aria-labelledby="referral-reach">
      <h2 id="referral-reach">{t.reach}</h2>
      <div class="referral-pair">
        <Select
          label={t.maxDrive}
          value={String(maxDriveMinutes)}
          options={DRIVES.map((minutes) => ({ value: String(minutes), label: formatMinutes(minutes) }))}
          onChange={(minutes) => state.update({ maxDriveMinutes: Number(minutes) })}
        />
        <Select
          label={t.slotKind}
          value={slotKind}
          options={state.protocol.slotKinds.map((kind) => ({
            value: kind.id,
            label: `${worded(kind.label)} (${formatMinutes(kind.minutes)})`,
          }))}
          onChange={(kind) => state.update({ slotKind: kind as typeof slotKind })}
        />
      </div>
      <RadioGroup
        label={t.halfDay}
        value={halfDay}
        choices={[
          { value: 'any', label: t.halfDays.any },
          { value: 'morning', label: t.halfDays.morning },
          { value: 'afternoon', label: t.halfDays.afternoon },
        ]}
        onChange={(wanted) => state.update({ halfDay: wanted })}
      />
      <ExcludedDates state={state} />
      <TextArea
        label={t.note}
        optional
        maxLength={2000}
        value={note}
        onInput={(text) => state.update({ note: text })}
      />
    </section>
  )
}

function ExcludedDates({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const [date, setDate] = useState('')
  const { excludedDates } = state.form.value
  const add = () => {
    if (date !== '' && !excludedDates.includes(date as LocalDate)) {
      state.update({ excludedDates: [...excludedDates, date as LocalDate].sort() })
    }
    setDate('')
  }
  return (
    <div class="stack-tight">
      <div class="referral-add-date">
        <DateInput label={t.excludedDates} optional value={date} min={today.value ?? undefined} onInput={setDate} />
        <Button icon="plus" onClick={add}>
          {t.addDate}
        </Button>
      </div>
      {excludedDates.length > 0 && (
        <ul class="referral-dates">
          {excludedDates.map((excluded) => (
            <li key={excluded}>
              {formatDate(excluded)}{' '}
              <Button
                size="s"
                variant="quiet"
                icon="cross"
                iconOnly
                onClick={() => state.update({ excludedDates: excludedDates.filter((one) => one !== excluded) })}
              >
                {t.removeDate(formatDate(excluded))}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
