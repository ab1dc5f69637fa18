import { useState } from 'preact/hooks'
import type { ImpactReport } from '../../shared/impact.ts'
import { impactWordsEn, impactWordsFr } from '../../shared/impact-words.ts'
import { api, call } from '../api.ts'
import { formatCount } from '../format.ts'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { BarsChart } from './bars-chart.tsx'

type Outcomes = ImpactReport['outcomes']

/** What came of the visits over the whole scope, small cells kept back, and how small that is. */
export function OutcomesSection({
  outcomes,
  foot,
  onChanged,
}: {
  outcomes: Outcomes
  foot: string
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const words = useText(impactWordsFr, impactWordsEn)
  const definition = words.outcomesDefinition(outcomes.threshold)
  return (
    <section class="stack-tight">
      <h3>{t.outcomesTitle}</h3>
      <p class="soft">{definition}</p>
      {outcomes.withheld ? (
        <Notice>{outcomes.withheld === 'cuts_a_tour' ? t.outcomesCutTour : t.outcomesNotWhole}</Notice>
      ) : (
        <>
          <p>{t.outcomesTotal(formatCount(outcomes.total))}</p>
          {outcomes.total > 0 && <OutcomesChart outcomes={outcomes} foot={foot} />}
        </>
      )}
      <ThresholdForm threshold={outcomes.threshold} onChanged={onChanged} />
    </section>
  )
}

function OutcomesChart({ outcomes, foot }: { outcomes: Outcomes; foot: string }) {
  const t = useText(fr, en)
  const words = useText(impactWordsFr, impactWordsEn)
  const shown = ({ count, isAtLeast }: Outcomes['rows'][number]) => {
    if (count === null) return words.keptBack
    return isAtLeast ? words.atLeast(formatCount(count)) : formatCount(count)
  }
  return (
    <BarsChart
      title={t.outcomesTitle}
      foot={foot}
      fileName="suites-des-visites"
      bars={outcomes.rows.map((row) => ({
        key: row.outcome,
        name: words.outcomes[row.outcome] ?? row.outcome,
        value: row.count,
        shown: shown(row),
      }))}
      table={
        <Table
          caption={t.outcomesTitle}
          rows={outcomes.rows}
          rowKey={(row) => row.outcome}
          columns={[
            { key: 'outcome', header: t.outcome, names: true, cell: (row) => words.outcomes[row.outcome] },
            { key: 'count', header: t.count, align: 'end', cell: shown },
          ]}
        />
      }
    />
  )
}

function ThresholdForm({ threshold, onChanged }: { threshold: number; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [typed, setTyped] = useState(String(threshold))
  const [error, setError] = useState<string>()
  const wanted = Number(typed)
  const isRight = Number.isInteger(wanted) && wanted >= 5 && wanted <= 50
  const save = async (event: Event) => {
    event.preventDefault()
    if (!isRight) return setError(t.thresholdWrong)
    const answer = await call(api.api.impact['small-cells'].$put({ json: { threshold: wanted } }))
    setError(answer.ok ? undefined : answer.problem.message)
    if (!answer.ok) return
    showToast({ text: t.thresholdSaved })
    await onChanged()
  }
  return (
    <form class="impact-threshold no-print" onSubmit={save} noValidate>
      <TextInput
        label={t.threshold}
        hint={t.thresholdHint}
        error={error}
        type="number"
        min={5}
        max={50}
        class="control control-narrow"
        value={typed}
        onInput={setTyped}
      />
      <Button type="submit" disabled={wanted === threshold}>
        {t.save}
      </Button>
    </form>
  )
}
