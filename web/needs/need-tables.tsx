import { namedDepartment } from '../../shared/department-names.ts'
import type { CommuneNeed, DepartmentNeed, NeedView } from '../../shared/need.ts'
import { formatCount, formatMinutes, formatNumber, formatSigned } from '../format.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { Fold } from '../ui/fold.tsx'
import { Table } from '../ui/table.tsx'

const weight = (value: number) => formatNumber(value, 2)
/** Signed, so that what adds and what takes away read at once. */
const part = (value: number) => formatSigned(value, weight)

/** What the rates give, by department then for the communes of greatest weight. */
export function NeedTables({ view }: { view: NeedView }) {
  const t = useText(fr, en)
  const knowsSites = view.sites.communes.length > 0
  const minutes = (value: number | null) =>
    value !== null ? formatMinutes(value) : knowsSites ? t.beyond(view.farthestMinutes) : t.notKnown
  const end = 'end' as const
  const shared = <Row extends CommuneNeed | DepartmentNeed>() => [
    { key: 'population', header: t.population, align: end, cell: (row: Row) => formatCount(row.population) },
    { key: 'minutes', header: t.minutes, align: end, cell: (row: Row) => minutes(row.minutes) },
    { key: 'waiting', header: t.waitingPeople, align: end, cell: (row: Row) => formatCount(row.waiting) },
  ]
  const weights = <Row extends CommuneNeed | DepartmentNeed>() => [
    { key: 'before', header: t.before, align: end, cell: (row: Row) => weight(row.before) },
    { key: 'weight', header: t.weight, align: end, cell: (row: Row) => <strong>{weight(row.weight)}</strong> },
  ]
  return (
    <>
      <Fold id="need-departments" title={t.byDepartment}>
        <Table
          dense
          caption={t.byDepartment}
          rows={view.departments}
          rowKey={(row) => row.department}
          columns={[
            { key: 'department', header: t.department, names: true, cell: (row) => namedDepartment(row.department) },
            {
              key: 'density',
              header: t.density,
              align: end,
              cell: (row) => (row.per100000 === null ? t.notKnown : formatNumber(row.per100000, 1)),
            },
            ...shared<DepartmentNeed>(),
            { key: 'areas', header: t.inAreas, align: end, cell: (row) => formatCount(row.underserved) },
            ...weights<DepartmentNeed>(),
          ]}
        />
      </Fold>
      <details>
        <summary>{t.highest(view.highest.length)}</summary>
        <Table
          dense
          caption={t.highest(view.highest.length)}
          rows={view.highest}
          rowKey={(row) => row.insee}
          columns={[
            {
              key: 'commune',
              header: t.commune,
              names: true,
              cell: (row) => (
                <>
                  {row.name} <span class="soft">({row.department})</span>
                </>
              ),
            },
            ...shared<CommuneNeed>(),
            {
              key: 'parts',
              header: t.parts,
              align: end,
              cell: ({ parts }) =>
                [parts.density, parts.distance, parts.waiting, parts.underserved].map(part).join(' · '),
            },
            ...weights<CommuneNeed>(),
          ]}
        />
      </details>
    </>
  )
}
