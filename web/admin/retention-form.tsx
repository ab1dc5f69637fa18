import { useState } from 'preact/hooks'
import type { RetentionKind, RetentionRules } from '../../shared/operations.ts'
import type { Instant } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { serverClock } from '../clock.ts'
import { formatCount, formatInstant } from '../format.ts'
import { en } from '../i18n/operations.en.ts'
import { fr } from '../i18n/operations.fr.ts'
import { useText } from '../i18n/text.ts'
import { type Load, useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

type RuleName = keyof RetentionRules
type Erased = Readonly<Partial<Record<RetentionKind, number | undefined>>>
type Run = { readonly startedAt: Instant; readonly counts: Erased }
type Typed = Partial<Record<RuleName, string>>

/** How long each kind of data is kept, a count of what that would erase now, and what the last runs erased. */
export function RetentionForm() {
  const t = useText(fr, en)
  const retention = useLoad(() => call(api.api.operations.retention.$get()), [])
  const [typed, setTyped] = useState<Typed>({})
  const [rehearsal, setRehearsal] = useState<Load<Run>>({ status: 'idle' })
  const isSound = (text: string) => /^[1-9]\d{0,3}$/.test(text)

  const save = async (rules: RetentionRules) => {
    const texts = Object.entries(typed) as [RuleName, string][]
    if (texts.some(([, text]) => !isSound(text))) return showToast({ text: t.wrong, tone: 'error' })
    const json = { ...rules, ...Object.fromEntries(texts.map(([name, text]) => [name, Number(text)])) }
    const answer = await call(api.api.operations.retention.$put({ json }))
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    setTyped({})
    showToast({ text: t.saved })
    await retention.reload()
  }
  const rehearse = async () => {
    setRehearsal({ status: 'loading' })
    const answer = await call(api.api.operations.retention.rehearsal.$post())
    setRehearsal(answer.ok ? { status: 'loaded', value: answer.value } : { status: 'failed', problem: answer.problem })
  }
  return (
    <section class="stack-tight" aria-labelledby="operations-retention">
      <h2 id="operations-retention">{t.retention}</h2>
      <p class="soft readable">{t.retentionHelp}</p>
      <Loaded load={retention} lines={8}>
        {({ rules, defaults, runs }) => (
          <>
            <form
              class="admin-lengths"
              onSubmit={(event) => {
                event.preventDefault()
                void save(rules)
              }}
            >
              {(Object.keys(t.rules) as RuleName[]).map((name) => {
                const text = typed[name] ?? String(rules[name])
                return (
                  <TextInput
                    key={name}
                    label={t.rules[name]}
                    hint={t.byDefault(String(defaults[name]))}
                    error={isSound(text) ? undefined : t.wrong}
                    type="number"
                    min={1}
                    value={text}
                    onInput={(value) => setTyped({ ...typed, [name]: value })}
                  />
                )
              })}
              <div class="admin-lengths-act">
                <Button type="submit" disabled={Object.keys(typed).length === 0}>
                  {t.save}
                </Button>
                <Button busy={rehearsal.status === 'loading'} onClick={() => void rehearse()}>
                  {t.rehearse}
                </Button>
              </div>
            </form>
            {rehearsal.status === 'loading' && <Spinner label={t.rehearsing} />}
            {rehearsal.status === 'failed' && <Notice tone="error">{rehearsal.problem.message}</Notice>}
            {rehearsal.status === 'loaded' && (
              <Notice tone="info" live>
                <strong>{t.wouldErase}</strong> : <Counts counts={rehearsal.value.counts} />
              </Notice>
            )}
            <h3>{t.runs}</h3>
            <Runs runs={runs} />
          </>
        )}
      </Loaded>
    </section>
  )
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const t = useText(fr, en)
  const zone = serverClock.value?.zone
  const columns: Column<Run>[] = [
    {
      key: 'at',
      header: t.at,
      names: true,
      cell: ({ startedAt }) => (zone ? formatInstant(startedAt, zone, { year: true }) : startedAt),
    },
    { key: 'counts', header: t.erased, cell: ({ counts }) => <Counts counts={counts} /> },
  ]
  return (
    <Table
      caption={t.runs}
      columns={columns}
      rows={runs}
      rowKey={({ startedAt }) => startedAt}
      empty={<EmptyState title={t.noRun} />}
    />
  )
}

/** What was erased, kind by kind; a kind of which nothing was is left out. */
function Counts({ counts }: { counts: Erased }) {
  const t = useText(fr, en)
  const some = (Object.entries(counts) as [RetentionKind, number][]).filter(([, count]) => count > 0)
  if (some.length === 0) return <>0</>
  return <>{some.map(([kind, count]) => `${t.kinds[kind]} ${formatCount(count)}`).join(' · ')}</>
}
