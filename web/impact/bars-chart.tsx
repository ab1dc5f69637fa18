import { scaleLinear } from 'd3-scale'
import type { ComponentChildren } from 'preact'
import { CHART, ChartFrame, isNarrow } from './chart-frame.tsx'

export type Bar = {
  readonly key: string
  readonly name: string
  /** Null: kept back; drawn hatched and without a length. */
  readonly value: number | null
  readonly shown: string
  /** A second line under the name. */
  readonly note?: string
}

const LINE = 34

/** Named bars from the same zero, the value written at the end of each. */
export function BarsChart({
  title,
  foot,
  fileName,
  bars,
  table,
}: {
  title: string
  foot: string
  fileName: string
  bars: readonly Bar[]
  table: ComponentChildren
}) {
  const narrow = isNarrow()
  const width = narrow ? 340 : 660
  const left = narrow ? 152 : 200
  const x = scaleLinear([0, Math.max(Number.MIN_VALUE, ...bars.map((bar) => bar.value ?? 0))], [0, width - left - 64])
  return (
    <ChartFrame
      title={title}
      foot={foot}
      fileName={fileName}
      width={width}
      height={bars.length * LINE + 8}
      table={table}
    >
      <defs>
        <pattern
          id={`hatch-${fileName}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="3" height="6" fill={CHART.line} />
        </pattern>
      </defs>
      {bars.map((bar, at) => (
        <g key={bar.key} transform={`translate(0 ${at * LINE})`}>
          <text x={left - 8} y={bar.note ? 13 : 20} text-anchor="end">
            {bar.name}
          </text>
          {bar.note && (
            <text x={left - 8} y="26" text-anchor="end" font-size="10" fill={CHART.soft}>
              {bar.note}
            </text>
          )}
          <rect
            x={left}
            y="5"
            height="22"
            width={bar.value === null ? 40 : Math.max(bar.value > 0 ? 1 : 0, x(bar.value))}
            fill={bar.value === null ? `url(#hatch-${fileName})` : CHART.bar}
          />
          <text x={left + (bar.value === null ? 40 : x(bar.value)) + 6} y="20" font-weight="600">
            {bar.shown}
          </text>
        </g>
      ))}
      <line x1={left} x2={left} y1="0" y2={bars.length * LINE} stroke={CHART.soft} />
    </ChartFrame>
  )
}
