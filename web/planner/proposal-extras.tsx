import type { PlanRates } from '../../shared/plan.ts'
import type { PublishedStops } from '../../shared/proposal.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/proposal.en.ts'
import { fr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextInput } from '../ui/text-input.tsx'
import type { ProposalFields } from './proposal-form-state.ts'
import { RATE_KEYS, rateIn, typedRate } from './proposal-rates.ts'

type Props = {
  fields: ProposalFields
  set: (change: Partial<ProposalFields>) => void
  /** The rates offered. */
  rates: PlanRates
  isWrong: boolean
}

const CHOICES: readonly PublishedStops[] = ['keep', 'repair', 'nearby', 'optimise', 'ignore']

/** What becomes of published stops, and the rates of the score. */
export function ProposalExtras({ fields, set, rates, isWrong }: Props) {
  const t = useText(fr, en)
  const typed = RATE_KEYS.filter((key) => typedRate(fields.rates[key]) !== null)
  return (
    <>
      <RadioGroup
        label={t.published}
        look="options"
        choices={CHOICES.map((value) => ({ value, label: t.publishedChoice[value], hint: t.publishedHint[value] }))}
        value={fields.published}
        onChange={(published) => set({ published })}
      />
      {(fields.published === 'nearby' || fields.published === 'optimise') && (
        <div class="propose-seconds">
          <TextInput
            label={t.maxChanged}
            hint={t.maxChangedHint}
            type="number"
            min={0}
            max={1000}
            value={fields.maxChangedStops}
            onInput={(maxChangedStops) => set({ maxChangedStops })}
          />
        </div>
      )}
      <details class="propose-rates" open={isWrong}>
        <summary>
          {t.rates}
          {typed.length > 0 && <span class="soft"> · {t.ratesChanged(typed.length)}</span>}
        </summary>
        <p class="field-hint">{t.ratesHint}</p>
        <div class="propose-rates-grid">
          {RATE_KEYS.map((key) => (
            <TextInput
              key={key}
              label={t.rate[key]}
              inputMode="decimal"
              placeholder={formatNumber(rateIn(rates, key), 2)}
              value={fields.rates[key] ?? ''}
              onInput={(value) => set({ rates: { ...fields.rates, [key]: value } })}
              {...(Number.isNaN(typedRate(fields.rates[key])) ? { error: t.rateFault } : {})}
            />
          ))}
        </div>
      </details>
    </>
  )
}
