import type { ProposalProgress } from '../../shared/proposal.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'

const WIDTH = 460
const HEIGHT = 120
const MARGIN = { left: 6, right: 6, top: 8, bottom: 18 }

/** Score rising and bound falling over the seconds of a search, the gap shaded between them. */
export function SearchChart({ points, label }: { points: readonly ProposalProgress[]; label: string }) {
  const t = useText(fr, en)
  const end = Math.max(0.1, points.at(-1)?.seconds ?? 0)
  const values = points.flatMap(({ score, bound }) => [score, bound].filter((value) => value !== null))
  if (values.length < 2) return null
  const [low, high] = rangeOf(points, values)
  const x = (seconds: number) => MARGIN.left + (seconds / end) * (WIDTH - MARGIN.left - MARGIN.right)
  const y = (value: number) =>
    MARGIN.top + (1 - (clamp(value, low, high) - low) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const path = (key: 'score' | 'bound') => steps(points, key, x, y)
  return (
    <figure class="search-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
        <path class="chart-bound" d={path('bound')} />
        <path class="chart-score" d={path('score')} />
      </svg>
      <figcaption class="small">
        <span class="chart-key chart-key-bound">{t.chartBound}</span>
        <span class="chart-key chart-key-score">{t.chartScore}</span>
        <span class="soft">{t.secondsAxis(formatNumber(end, 1))}</span>
      </figcaption>
    </figure>
  )
}

/** The first bounds are far off: the scale keeps to what is near the best score. */
function rangeOf(points: readonly ProposalProgress[], values: readonly number[]): [number, number] {
  const best = Math.max(...points.map(({ score }) => score ?? Number.NEGATIVE_INFINITY))
  const lastBound = points.findLast(({ bound }) => bound !== null)?.bound ?? best
  const centre = Number.isFinite(best) ? best : lastBound
  const span = Math.max(Math.abs(lastBound - centre) * 3, Math.abs(centre) * 0.15, 1)
  return [Math.max(Math.min(...values), centre - span), Math.min(Math.max(...values), centre + span) + 0.01]
}

function steps(
  points: readonly ProposalProgress[],
  key: 'score' | 'bound',
  x: (seconds: number) => number,
  y: (value: number) => number,
): string {
  const known = points.filter((point) => point[key] !== null)
  return known
    .map((point, index) => {
      const [px, py] = [x(point.seconds).toFixed(1), y(point[key]!).toFixed(1)]
      return index === 0 ? `M${px} ${py}` : `H${px}V${py}`
    })
    .join('')
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
