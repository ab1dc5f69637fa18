import type { BreachCount } from '../../shared/queue.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { type Column, Table } from '../ui/table.tsx'
import './queue.css'

/** Where urgent patients have no place in time: counts by centre, specialty and class, and the way to plan a stop there. */
export function BreachesPage() {
  const t = useText(fr, en)
  const counts = useLoad(() => call(api.api.referrals.breaches.$get()), [])
  return (
    <Page title={t.breachesTitle} intro={t.breachesIntro} actions={<PrintButton />}>
      <Loaded load={counts} lines={8}>
        {(rows) => <Breaches rows={rows} />}
      </Loaded>
    </Page>
  )
}

function Breaches({ rows }: { rows: readonly BreachCount[] }) {
  const t = useText(fr, en)
  const specialties = useText(specialtiesFr, specialtiesEn)
  const total = rows.reduce((sum, row) => sum + row.breaches, 0)
  const columns: Column<BreachCount>[] = [
    {
      key: 'centre',
      header: t.breachColumns.centre,
      names: true,
      cell: (row) => `${row.centreName} (${row.department})`,
    },
    {
      key: 'specialty',
      header: t.breachColumns.specialty,
      cell: (row) => specialties[row.specialty] ?? row.specialty,
    },
    {
      key: 'class',
      header: t.classFilter,
      cell: (row) => <PriorityBadge priorityClass={row.priorityClass} />,
    },
    {
      key: 'breaches',
      header: t.breachColumns.breaches,
      align: 'end',
      cell: (row) => <span class="figures">{row.breaches}</span>,
    },
    {
      key: 'soonest',
      header: t.breachColumns.soonest,
      cell: (row) =>
        row.breaches === 0 ? '–' : <span class={row.soonest < 0 ? 'queue-late' : ''}>{t.daysLeft(row.soonest)}</span>,
    },
    {
      key: 'lateness',
      header: t.breachColumns.lateness,
      cell: (row) =>
        row.breaches === 0 ? (
          '–'
        ) : (
          <ul class="queue-lateness">
            {(Object.keys(row.byLateness) as (keyof typeof row.byLateness)[])
              .filter((step) => row.byLateness[step] > 0)
              .map((step) => (
                <li key={step}>
                  {row.byLateness[step]} {t.lateness[step]}
                </li>
              ))}
          </ul>
        ),
    },
    {
      key: 'rest',
      header: t.breachColumns.rest,
      cell: (row) => (
        <span class="row">
          {row.escalated + row.unrecorded === 0 && '–'}
          {row.escalated > 0 && <Badge tone="error">{t.escalatedCount(row.escalated)}</Badge>}
          {row.unrecorded > 0 && <Badge tone="warning">{t.unrecordedCount(row.unrecorded)}</Badge>}
        </span>
      ),
    },
    {
      key: 'plan',
      header: t.plan,
      hideHeader: true,
      cell: (row) => (
        <LinkButton size="s" href={`/tournees/proposer?centres=${row.centreId}`}>
          {t.plan}
          <span class="visually-hidden">
            {' '}
            : {row.centreName}, {specialties[row.specialty] ?? row.specialty}
          </span>
        </LinkButton>
      ),
    },
  ]
  if (rows.length === 0) return <Notice tone="success">{t.noBreach}</Notice>
  return (
    <>
      <p>
        <strong>{t.breachTotal(total)}</strong> <span class="soft">{t.countsOnly}</span>
      </p>
      <Table
        caption={t.breachesTitle}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.centreId + row.specialty + row.priorityClass}
      />
    </>
  )
}
