import { useMemo } from 'preact/hooks'
import { namedDepartment } from '../../shared/department-names.ts'
import type { LngLat } from '../../shared/geo.ts'
import type { ImpactReport } from '../../shared/impact.ts'
import type { Answer } from '../api.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { CHART, ChartFrame, isNarrow } from './chart-frame.tsx'

type Outline = { readonly code: string; readonly name: string; readonly rings: readonly (readonly LngLat[])[] }

/** From the least to the most patients seen for 100 000 people. */
const SHADES = ['#d5e8eb', '#9cc8cf', '#5ba3ae', '#1f7886', '#0a4f5c'] as const
const MIDDLE = Math.cos((46.5 * Math.PI) / 180)
const WEST = -5.2
const NORTH = 51.2
const SPAN = { lng: 15, lat: 10 }

/** Departments of the report shaded by patients seen for 100 000 people, and the centres of its stops: one still image. */
export function FranceMap({ report, foot }: { report: ImpactReport; foot: string }) {
  const t = useText(fr, en)
  const outlines = valueIn(useLoad(readOutlines, []))
  const width = isNarrow() ? 340 : 660
  const scale = Math.min(width, 560) / (SPAN.lng * MIDDLE)
  const height = Math.round(SPAN.lat * scale)
  const rates = new Map<string, number>(report.departments.map((line) => [line.department, line.seenPer100000]))
  const steps = stepsOf([...rates.values()])
  const left = (width - SPAN.lng * MIDDLE * scale) / 2
  const at = ([lng, lat]: LngLat) =>
    [left + (lng - WEST) * MIDDLE * scale, (NORTH - lat) * scale].map((value) => Math.round(value * 10) / 10)
  const paths = useMemo(
    () =>
      (outlines ?? []).map(({ code, name, rings }) => ({
        code,
        name,
        d: rings.map((ring) => `M${ring.map((point) => at(point).join(' ')).join('L')}Z`).join(''),
      })),
    [outlines, width],
  )
  const shown = report.centres.filter((centre) => centre.measures.stops > 0)
  return (
    <ChartFrame
      title={t.mapTitle}
      foot={foot}
      fileName="carte-des-patients-vus"
      width={width}
      height={height + 64}
      table={
        <ul>
          {report.departments.map((line) => (
            <li key={line.department}>
              {namedDepartment(line.department)} : {formatNumber(line.seenPer100000, 1)}
            </li>
          ))}
        </ul>
      }
    >
      {paths.map(({ code, d }) => (
        <path key={code} d={d} fill={shadeOf(rates.get(code), steps)} stroke="#ffffff" stroke-width="0.7" />
      ))}
      {shown.map((centre) => {
        const [x, y] = at(centre.lngLat)
        return (
          <circle
            key={centre.centreId}
            cx={x}
            cy={y}
            r="3.5"
            fill={CHART.classes.P1}
            stroke="#ffffff"
            stroke-width="1"
          />
        )
      })}
      <g transform={`translate(4 ${height + 18})`} font-size="11">
        <text>{t.mapLegend}</text>
        {steps.map((step, index) => (
          <g key={step} transform={`translate(${index * (width / 7)} 10)`}>
            <rect width="16" height="12" fill={SHADES[index]} />
            <text x="20" y="10">
              {`≤ ${formatNumber(step, 1)}`}
            </text>
          </g>
        ))}
        <g transform="translate(0 40)">
          <circle cx="6" cy="-4" r="3.5" fill={CHART.classes.P1} />
          <text x="16">{t.mapStop}</text>
        </g>
      </g>
    </ChartFrame>
  )
}

/** Upper bounds of at most five equal steps up to the highest rate. */
function stepsOf(rates: readonly number[]): number[] {
  const highest = Math.max(0, ...rates)
  return highest === 0 ? [] : SHADES.map((_, index) => (highest * (index + 1)) / SHADES.length)
}

function shadeOf(rate: number | undefined, steps: readonly number[]): string {
  if (!rate) return '#eef1f0'
  const at = steps.findIndex((step) => rate <= step + 1e-9)
  return SHADES[at === -1 ? SHADES.length - 1 : at]!
}

type Collection = {
  features: {
    properties: { code: string; name?: string }
    geometry: { type: 'Polygon'; coordinates: LngLat[][] } | { type: 'MultiPolygon'; coordinates: LngLat[][][] }
  }[]
}

/** The outlines the map rests on; without them the centres stand on white. */
async function readOutlines(): Promise<Answer<Outline[]>> {
  try {
    const answer = await fetch('/data/departments.geojson')
    const { features } = (await answer.json()) as Collection
    return {
      ok: true,
      value: features.map(({ properties, geometry }) => ({
        code: properties.code,
        name: properties.name ?? properties.code,
        rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
      })),
    }
  } catch {
    return { ok: true, value: [] }
  }
}
