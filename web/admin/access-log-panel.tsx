import { useState } from 'preact/hooks'
import type { AccessLine } from '../../shared/administration.ts'
import { api, call } from '../api.ts'
import { serverClock } from '../clock.ts'
import { formatInstant } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { useUrlState } from '../url-state.ts'
import { AccessLogFilters, LOG_ADDRESS, queryOf } from './access-log-filters.tsx'
import { ChainCheck } from './chain-check.tsx'

/** The access log: its chain, and its lines narrowed as the address says. */
export function AccessLogPanel() {
  const t = useText(fr, en)
  const [filters, change] = useUrlState(LOG_ADDRESS)
  const query = queryOf(filters)
  return (
    <div class="stack">
      <p class="soft readable">{t.log.help}</p>
      <ChainCheck />
      <AccessLogFilters filters={filters} onChange={change} />
      <AccessLines key={JSON.stringify(query)} query={query} onRecord={(record) => change({ record })} />
    </div>
  )
}

/** The lines a query finds, newest first, older ones on demand; a record's identifier shows what else concerns it. */
function AccessLines({
  query,
  onRecord,
}: {
  query: Readonly<Record<string, string>>
  onRecord: (record: string) => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const newest = useLoad(() => call(api.api.admin['access-log'].$get({ query })), [])
  const [older, setOlder] = useState<{ lines: readonly AccessLine[]; hasMore: boolean } | null>(null)
  const zone = serverClock.value?.zone

  const loadOlder = async (before: number) => {
    const answer = await call(api.api.admin['access-log'].$get({ query: { ...query, before: String(before) } }))
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    setOlder({ lines: [...(older?.lines ?? []), ...answer.value.lines], hasMore: answer.value.hasMore })
  }
  const columns: Column<AccessLine>[] = [
    {
      key: 'at',
      header: t.log.at,
      names: true,
      cell: (line) => (zone ? formatInstant(line.at, zone, { year: true }) : line.at),
    },
    {
      key: 'who',
      header: t.log.who,
      cell: (line) => (
        <>
          {line.personName ?? (line.action === 'sign_in_refused' ? t.log.unknown : t.log.nobody)}
          {line.role && <span class="soft small"> – {common.role[line.role]}</span>}
        </>
      ),
    },
    { key: 'what', header: t.log.what, cell: (line) => t.log.actions[line.action] ?? line.action },
    {
      key: 'record',
      header: t.log.record,
      cell: (line) => (
        <>
          {t.log.resources[line.resource] ?? line.resource}
          {line.resourceId && <RecordId id={line.resourceId} label={t.log.onlyRecord} onChoose={onRecord} />}
        </>
      ),
    },
    {
      key: 'purpose',
      header: t.log.purpose,
      cell: (line) => t.log.purposes[line.purpose] ?? t.log.purposes[line.purpose.split(':')[0]!] ?? line.purpose,
    },
  ]
  return (
    <Loaded load={newest} lines={10}>
      {(first) => {
        const lines = [...first.lines, ...(older?.lines ?? [])]
        const oldest = lines.at(-1)
        return (
          <>
            <Table
              caption={t.log.caption}
              columns={columns}
              rows={lines}
              rowKey={(line) => String(line.sequence)}
              empty={<EmptyState title={Object.keys(query).length > 0 ? t.log.none : t.log.empty} icon="lock" />}
            />
            {oldest && (older ?? first).hasMore && (
              <div>
                <Button icon="down" onClick={() => void loadOlder(oldest.sequence)}>
                  {t.log.more}
                </Button>
              </div>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function RecordId({ id, label, onChoose }: { id: string; label: string; onChoose: (id: string) => void }) {
  const short = <code class="admin-id">{id.slice(-8)}</code>
  if (!id.includes('-')) return <> {short}</>
  return (
    <Button
      class="admin-record"
      size="s"
      variant="quiet"
      aria-label={`${label} ${id.slice(-8)}`}
      onClick={() => onChoose(id)}
    >
      {short}
    </Button>
  )
}
