import { api, call } from '../api.ts'
import { serverClock } from '../clock.ts'
import { formatCount, formatInstant } from '../format.ts'
import { en } from '../i18n/operations.en.ts'
import { fr } from '../i18n/operations.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { RetentionForm } from './retention-form.tsx'

type JobLine = { readonly job: string; readonly finishedAt: string | null; readonly failed: number }

/** How the application stands, then how long it keeps things: figures only, nothing of anybody. */
export function StatePanel() {
  const t = useText(fr, en)
  const state = useLoad(() => call(api.api.operations.state.$get()), [])
  const zone = serverClock.value?.zone
  const columns: Column<JobLine>[] = [
    { key: 'job', header: t.job, names: true, cell: ({ job }) => t.jobNames[job] ?? job },
    {
      key: 'last',
      header: t.last,
      cell: ({ finishedAt }) =>
        finishedAt && zone
          ? formatInstant(finishedAt as Parameters<typeof formatInstant>[0], zone, { year: true })
          : t.never,
    },
    { key: 'failures', header: t.failures, align: 'end', cell: ({ failed }) => formatCount(failed) },
  ]
  const word = (value: string) => <Badge tone={value === 'ok' ? 'success' : 'error'}>{t.words[value] ?? value}</Badge>
  return (
    <div class="stack">
      <section class="stack-tight" aria-labelledby="operations-state">
        <h2 id="operations-state">{t.state}</h2>
        <Loaded load={state} lines={6}>
          {({ readiness, processes, jobs, accessLog }) => (
            <>
              <dl class="admin-facts">
                <dt>{t.database}</dt>
                <dd>{word(readiness.database)}</dd>
                <dt>{t.migrations}</dt>
                <dd>{word(readiness.migrations)}</dd>
                <dt>{t.jobs}</dt>
                <dd>{word(readiness.jobs)}</dd>
                <dt>{t.accessLog}</dt>
                <dd>
                  {!accessLog && t.notYetVerified}
                  {accessLog?.firstAltered === null && word('ok')}
                  {accessLog?.firstAltered && (
                    <Badge tone="error">{t.altered(formatCount(accessLog.firstAltered))}</Badge>
                  )}
                </dd>
                <dt>{t.processes}</dt>
                <dd>{formatCount(processes)}</dd>
              </dl>
              <Table
                caption={t.jobs}
                columns={columns}
                rows={jobs}
                rowKey={({ job }) => job}
                empty={<EmptyState title={t.noJob} />}
              />
            </>
          )}
        </Loaded>
      </section>
      <RetentionForm />
    </div>
  )
}
