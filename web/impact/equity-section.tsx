import { departmentName, namedDepartment } from '../../shared/department-names.ts'
import type { DepartmentImpact, ImpactReport } from '../../shared/impact.ts'
import { impactWordsEn, impactWordsFr } from '../../shared/impact-words.ts'
import { formatCount, formatNumber } from '../format.ts'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { Table } from '../ui/table.tsx'
import { type Bar, BarsChart } from './bars-chart.tsx'

/** How visits spread over departments, from the least to the best supplied: rates, then one index and how to read it. */
export function EquitySection({ report, foot }: { report: ImpactReport; foot: string }) {
  const t = useText(fr, en)
  const words = useText(impactWordsFr, impactWordsEn)
  const { equity } = report
  const bySupply = report.departments.toSorted(
    (one, other) => (one.specialistsPer100000 ?? Infinity) - (other.specialistsPer100000 ?? Infinity),
  )
  const supply = (line: DepartmentImpact) =>
    line.specialistsPer100000 === null
      ? t.specialistsUnknown
      : t.specialistsShort(formatNumber(line.specialistsPer100000, 1))
  const bars = bySupply.map(
    (line): Bar => ({
      key: line.department,
      name: departmentName(line.department),
      note: supply(line),
      value: line.seenPer100000,
      shown: formatNumber(line.seenPer100000, 1),
    }),
  )
  return (
    <section class="stack-tight">
      <h3>{t.equityTitle}</h3>
      <div class="impact-equity">
        <div class="card stack-tight">
          <p>
            <strong>{words.figures.equity.name}</strong>
          </p>
          <p class="impact-value figures">
            {equity.index === null ? t.none : formatNumber(equity.index, 2).replace('-', '−')}
          </p>
          <p>{equity.index === null ? t.equityNone : t.equityRead(equity.index)}</p>
          <p class="impact-definition">{words.figures.equity.definition}</p>
          <p class="impact-definition">{t.equityBase(equity.departments, equity.source, equity.year)}</p>
        </div>
        {bars.length > 0 && (
          <BarsChart
            title={t.ratesTitle}
            foot={`${t.specialists(equity.source, equity.year)}. ${foot}`}
            fileName="patients-vus-par-departement"
            bars={bars}
            table={
              <Table
                caption={t.ratesTitle}
                rows={bySupply}
                rowKey={(line) => line.department}
                columns={[
                  {
                    key: 'department',
                    header: t.department,
                    names: true,
                    cell: (line) => namedDepartment(line.department),
                  },
                  {
                    key: 'population',
                    header: t.population,
                    align: 'end',
                    cell: (line) => formatCount(line.population),
                  },
                  {
                    key: 'supply',
                    header: t.specialists(equity.source, equity.year),
                    align: 'end',
                    cell: (line) =>
                      line.specialistsPer100000 === null
                        ? t.specialistsUnknown
                        : formatNumber(line.specialistsPer100000, 1),
                  },
                  {
                    key: 'rate',
                    header: words.rate.name,
                    align: 'end',
                    cell: (line) => formatNumber(line.seenPer100000, 2),
                  },
                ]}
              />
            }
          />
        )}
      </div>
    </section>
  )
}
