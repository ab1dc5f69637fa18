import { scaleBand, scaleLinear } from 'd3-scale'
import type { ImpactReport } from '../../shared/impact.ts'
import { formatCount, formatMonth } from '../format.ts'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { Table } from '../ui/table.tsx'
import { CHART, ChartFrame, isNarrow } from './chart-frame.tsx'

const CLASSES = ['P1', 'P2', 'P3', 'P4'] as const
const HEIGHT = 240
const LEFT = 34
const BOTTOM = 46
const TOP = 8

/** Patients seen month by month, one bar a month, the most urgent class at its foot. */
export function MonthsChart({ months, foot }: { months: ImpactReport['months']; foot: string }) {
  const t = useText(fr, en)
  const width = isNarrow() ? 340 : 660
  const totals = months.map(({ seen }) => CLASSES.reduce((sum, each) => sum + seen[each], 0))
  const x = scaleBand(
    months.map(({ month }) => month),
    [LEFT, width],
  ).padding(0.3)
  const y = scaleLinear([0, Math.max(1, ...totals)], [HEIGHT - BOTTOM, TOP]).nice(4)
  const ticks = y.ticks(4).filter(Number.isInteger)
  const every = Math.ceil(months.length / (width / 64))
  return (
    <ChartFrame
      title={t.seenByMonth}
      foot={foot}
      fileName="patients-vus-par-mois"
      width={width}
      height={HEIGHT}
      table={
        <Table
          caption={t.seenByMonth}
          rows={months}
          rowKey={({ month }) => month}
          columns={[
            { key: 'month', header: t.month, names: true, cell: ({ month }) => formatMonth(month) },
            ...CLASSES.map((each) => ({
              key: each,
              header: each,
              align: 'end' as const,
              cell: ({ seen }: ImpactReport['months'][number]) => formatCount(seen[each]),
            })),
          ]}
        />
      }
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} stroke={CHART.line} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end" fill={CHART.soft}>
            {formatCount(tick)}
          </text>
        </g>
      ))}
      {months.map(({ month, seen }, at) => (
        <g key={month}>
          {stacked(seen).map(({ each, from, to }) => (
            <rect
              key={each}
              x={x(month)}
              width={Math.min(64, x.bandwidth())}
              y={y(to)}
              height={y(from) - y(to)}
              fill={CHART.classes[each]}
              stroke="#ffffff"
              stroke-width="0.5"
            />
          ))}
          {at % every === 0 && (
            <text
              x={x(month)! + Math.min(64, x.bandwidth()) / 2}
              y={HEIGHT - BOTTOM + 16}
              text-anchor="middle"
              fill={CHART.soft}
            >
              {`${month.slice(5)}/${month.slice(2, 4)}`}
            </text>
          )}
        </g>
      ))}
      {CLASSES.map((each, at) => (
        <g key={each} transform={`translate(${LEFT + at * 64} ${HEIGHT - 14})`}>
          <rect width="12" height="12" y="-10" fill={CHART.classes[each]} />
          <text x="18">{each}</text>
        </g>
      ))}
    </ChartFrame>
  )
}

function stacked(seen: ImpactReport['months'][number]['seen']) {
  let below = 0
  return CLASSES.filter((each) => seen[each] > 0).map((each) => {
    const from = below
    below += seen[each]
    return { each, from, to: below }
  })
}
