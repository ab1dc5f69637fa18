import { useState } from 'preact/hooks'
import { namedDepartment } from '../../shared/department-names.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import { api, call } from '../api.ts'
import { formatDate, formatList, formatTime, formatWeekday } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll, useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { CentreDialog } from './centre-dialog.tsx'
import { NewCentreDialog } from './new-centre-dialog.tsx'
import { groupHours, someDateOn } from './opening-hours.ts'

/** Host centres: hours, closed weeks, whether they host units. */
export function CentresPanel() {
  const t = useText(fr, en)
  const centres = useLoad(() => call(api.api.centres.$get()), [])
  const [editing, setEditing] = useState<HostCentre | null>(null)
  const [isAdding, setAdding] = useState(false)
  const columns: Column<HostCentre>[] = [
    { key: 'name', header: t.centres.name, names: true, cell: (centre) => centre.name },
    { key: 'department', header: t.centres.department, cell: (centre) => namedDepartment(centre.department) },
    { key: 'lines', header: t.centres.lines, cell: (centre) => centre.lines },
    { key: 'hours', header: t.centres.hours, cell: (centre) => <Hours centre={centre} /> },
    {
      key: 'closedWeeks',
      header: t.centres.closedWeeks,
      cell: ({ closedWeeks }) =>
        closedWeeks.length === 0 ? (
          <span class="soft">{t.centres.noClosedWeek}</span>
        ) : (
          formatList(closedWeeks.map((monday) => formatDate(monday, { weekday: false, year: true })))
        ),
    },
    {
      key: 'state',
      header: t.centres.state,
      cell: ({ active }) => (
        <Badge tone={active ? 'success' : 'warning'}>{active ? t.centres.active : t.centres.inactive}</Badge>
      ),
    },
    {
      key: 'edit',
      header: t.centres.edit,
      hideHeader: true,
      cell: (centre) => (
        <Button size="s" icon="edit" aria-label={t.centres.editOf(centre.name)} onClick={() => setEditing(centre)}>
          {t.centres.edit}
        </Button>
      ),
    },
  ]
  return (
    <div class="stack">
      <div class="row-spread">
        <p class="soft readable">{t.centres.assumedHelp}</p>
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t.centres.addCentre}
        </Button>
      </div>
      <Loaded load={centres} lines={11}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t.centres.none}>{t.centres.noneHelp}</EmptyState>
          ) : (
            <Table caption={t.centres.caption} columns={columns} rows={all} rowKey={(centre) => centre.hostCentreId} />
          )
        }
      </Loaded>
      {isAdding && (
        <NewCentreDialog
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false)
            reloadAll()
          }}
        />
      )}
      {editing && (
        <CentreDialog centre={editing} onClose={() => setEditing(null)} onSaved={() => void centres.reload()} />
      )}
    </div>
  )
}

function Hours({ centre }: { centre: HostCentre }) {
  const t = useText(fr, en)
  return (
    <div class="stack-tight small">
      {groupHours(centre.openingHours).map(({ from, to, spans }) => (
        <span key={from}>
          {from === to
            ? formatWeekday(someDateOn(from))
            : `${formatWeekday(someDateOn(from))} – ${formatWeekday(someDateOn(to))}`}{' '}
          : {spans.map(({ start, end }) => `${formatTime(start)} – ${formatTime(end)}`).join(', ')}
        </span>
      ))}
      {centre.openingHoursAssumed && (
        <span>
          <Badge tone="warning">{t.centres.assumed}</Badge>
        </span>
      )}
    </div>
  )
}
