import { useState } from 'preact/hooks'
import type { ImpactReport } from '../../shared/impact.ts'
import { impactWordsEn, impactWordsFr } from '../../shared/impact-words.ts'
import { api, call } from '../api.ts'
import { formatCount, formatDate } from '../format.ts'
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
  const { pending } = outcomes
  const definition = words.outcomesDefinition(outcomes.threshold, outcomes.settleDays)
  return (
    <section class="stack-tight">
      <h3>{t.outcomesTitle}</h3>
      <p class="soft">{definition}</p>
      {outcomes.withheld ? (
        <Notice>{outcomes.withheld === 'cuts_a_tour' ? t.outcomesCutTour : t.outcomesNotWhole}</Notice>
      ) : (
        <>
          {outcomes.settled > 0 && <p>{t.outcomesTotal(formatCount(outcomes.total))}</p>}
          {pending.tours > 0 && (
            <p>{t.outcomesPending(pending.tours, pending.nextOn && formatDate(pending.nextOn, { year: true }))}</p>
          )}
          {outcomes.total > 0 && <OutcomesChart outcomes={outcomes} foot={foot} />}
        </>
      )}
      <RulesForm outcomes={outcomes} onChanged={onChanged} />
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

const BOUNDS = { threshold: [5, 50], settleDays: [1, 180] } as const

/** How careful a report is with few people: below how many a count is kept back, and when a tour's outcomes are counted. */
function RulesForm({ outcomes, onChanged }: { outcomes: Outcomes; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [typed, setTyped] = useState({
    threshold: String(outcomes.threshold),
    settleDays: String(outcomes.settleDays),
  })
  const [isTried, setTried] = useState(false)
  const [refused, setRefused] = useState<string>()
  const wanted = { threshold: Number(typed.threshold), settleDays: Number(typed.settleDays) }
  const isWrong = (field: keyof typeof BOUNDS) => {
    const [least, most] = BOUNDS[field]
    return !Number.isInteger(wanted[field]) || wanted[field] < least || wanted[field] > most
  }
  const save = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (isWrong('threshold') || isWrong('settleDays')) return
    const answer = await call(api.api.impact['small-cells'].$put({ json: wanted }))
    setRefused(answer.ok ? undefined : answer.problem.message)
    if (!answer.ok) return
    showToast({ text: t.thresholdSaved })
    await onChanged()
  }
  const isSame = wanted.threshold === outcomes.threshold && wanted.settleDays === outcomes.settleDays
  return (
    <form class="impact-threshold no-print" onSubmit={save} noValidate>
      {(['threshold', 'settleDays'] as const).map((field) => (
        <TextInput
          key={field}
          label={t[field]}
          hint={t[`${field}Hint`]}
          error={isTried && isWrong(field) ? t[`${field}Wrong`] : undefined}
          type="number"
          min={BOUNDS[field][0]}
          max={BOUNDS[field][1]}
          class="control control-narrow"
          value={typed[field]}
          onInput={(text) => setTyped({ ...typed, [field]: text })}
        />
      ))}
      {refused && <Notice tone="error">{refused}</Notice>}
      <Button type="submit" disabled={isSame}>
        {t.save}
      </Button>
    </form>
  )
}
