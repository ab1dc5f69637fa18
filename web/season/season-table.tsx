import { mondayOf, shortDate } from '../../shared/days.ts'
import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/season.en.ts'
import { fr } from '../i18n/season.fr.ts'
import { useText } from '../i18n/text.ts'
import { Table } from '../ui/table.tsx'

/** The season as a table, week after week: what the timeline says, for whoever does not see it, and for paper. */
export function SeasonTable({
  units,
  stops,
  conflicting,
}: {
  units: SeasonView['units']
  stops: readonly SeasonStop[]
  conflicting: ReadonlySet<string>
}) {
  const t = useText(fr, en)
  const names = new Map(units.map((unit) => [unit.unitId, unit.name]))
  return (
    <Table
      caption={t.timelineLabel}
      rows={stops}
      rowKey={(stop) => stop.stopId}
      columns={[
        { key: 'week', header: t.week, cell: (stop) => shortDate(mondayOf(stop.firstDay)) },
        { key: 'unit', header: t.unit, cell: (stop) => names.get(stop.unitId) },
        {
          key: 'centre',
          header: t.centre,
          names: true,
          cell: (stop) => (
            <a href={`/tournees?tournee=${stop.tourId}&etape=${stop.stopId}`}>
              {stop.centreName} ({stop.department})
            </a>
          ),
        },
        { key: 'dates', header: t.dates, cell: (stop) => formatDays(stop.firstDay, stop.lastDay) },
        { key: 'state', header: t.state, cell: (stop) => t.stateName[stop.state] },
        { key: 'team', header: t.team, cell: (stop) => (stop.toStaff > 0 ? t.toStaff(stop.toStaff) : t.staffed) },
        {
          key: 'conflict',
          header: t.conflict,
          cell: (stop) => (conflicting.has(stop.stopId) ? `⚠ ${t.conflict}` : '–'),
        },
      ]}
    />
  )
}
