import { useState } from 'preact/hooks'
import type { NeedRates, NeedView } from '../../shared/need.ts'
import { api, call } from '../api.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { NeedTables } from './need-tables.tsx'
import { SitesSection } from './sites-section.tsx'

const SPECIALTY = 'dermatology'

/** The need weight: its formula, its rates, and what they give place by place, before and after they are saved. */
export function WeightPanel() {
  const saved = useLoad(() => call(api.api.needs.$get({ query: { specialty: SPECIALTY } })), [])
  return (
    <Loaded load={saved} lines={10}>
      {(view) => <RatesEditor key={JSON.stringify(view.saved)} view={view} onChanged={saved.reload} />}
    </Loaded>
  )
}

const RATES = [
  'density',
  'distance',
  'waiting',
  'underserved',
  'lowest',
  'highest',
  'referenceMinutes',
  'referenceWaitingPerThousand',
] as const satisfies readonly (keyof NeedRates)[]

type Typed = Record<(typeof RATES)[number], string>

const typedOf = (rates: NeedRates): Typed => Object.fromEntries(RATES.map((key) => [key, String(rates[key])])) as Typed

function RatesEditor({ view, onChanged }: { view: NeedView; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [typed, setTyped] = useState(typedOf(view.saved))
  const [shown, setShown] = useState(view)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const rates = Object.fromEntries(RATES.map((key) => [key, Number(typed[key].replace(',', '.'))])) as NeedRates
  const isChanged = RATES.some((key) => rates[key] !== view.saved[key])
  const isShown = RATES.every((key) => rates[key] === shown.rates[key])
  const preview = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const answer = await call(api.api.needs.preview.$post({ json: { specialty: SPECIALTY, rates } }))
    setBusy(false)
    setProblem(answer.ok ? null : answer.problem.message)
    if (answer.ok) setShown(answer.value)
  }
  const save = async () => {
    const answer = await call(api.api.needs.rates.$put({ json: rates }))
    if (!answer.ok) return setProblem(answer.problem.message)
    showToast({ text: t.saved })
    await onChanged()
  }
  return (
    <div class="stack">
      <p class="readable">{t.formula}</p>
      <p class="soft">
        {t.densitySource(view.density.source, view.density.year, formatNumber(view.density.france, 1))}
      </p>
      <SitesSection sites={view.sites} onChanged={onChanged} />
      <form class="card stack" onSubmit={preview}>
        <fieldset class="needs-rates">
          <legend>{t.rates}</legend>
          {RATES.map((key) => (
            <TextInput
              key={key}
              label={t.rate[key]}
              hint={t.rateHint[key]}
              inputMode="decimal"
              value={typed[key]}
              onInput={(value) => setTyped({ ...typed, [key]: value })}
            />
          ))}
        </fieldset>
        {problem && <Notice tone="error">{problem}</Notice>}
        <div class="row no-print">
          <Button type="submit" busy={busy} disabled={isShown}>
            {t.show}
          </Button>
          <Button variant="primary" disabled={!isChanged || !isShown} onClick={save}>
            {t.save}
          </Button>
          <Button variant="quiet" onClick={() => setTyped(typedOf(view.defaults))}>
            {t.defaults}
          </Button>
        </div>
      </form>
      {isChanged && isShown && (
        <Notice tone="warning" live>
          {t.unsaved}
        </Notice>
      )}
      <NeedTables view={shown} />
    </div>
  )
}
