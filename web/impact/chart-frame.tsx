import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import { savePng, saveSvg } from './download-image.ts'

// Colours of printed charts, dark enough on white; every series also has its words, and classes their own pattern of order.
export const CHART = {
  ink: '#14262c',
  soft: '#46585f',
  line: '#d3dcde',
  bar: '#0b5b6b',
  classes: { P1: '#b01e32', P2: '#d07a1a', P3: '#1f5596', P4: '#93a3a9' },
  font: 'system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
} as const

/** Whether the window is a telephone's: charts are drawn narrower, so that their letters keep their size. */
export const isNarrow = (): boolean => matchMedia('(max-width: 40rem)').matches

/** A chart with its title, source and date inside the drawing, ways to save it as an image, and the same as a table. */
export function ChartFrame({
  title,
  foot,
  fileName,
  width,
  height,
  table,
  children,
}: {
  title: string
  foot: string
  fileName: string
  /** Of the chart itself: title and foot are added above and below. */
  width: number
  height: number
  table: ComponentChildren
  children: ComponentChildren
}) {
  const t = useText(fr, en)
  const drawing = useRef<SVGSVGElement>(null)
  const asPng = () => {
    if (drawing.current) {
      savePng(drawing.current, fileName).catch(() => showToast({ text: t.imageFailed, tone: 'error' }))
    }
  }
  return (
    <figure class="impact-chart card">
      <svg
        ref={drawing}
        class="impact-drawing"
        viewBox={`0 0 ${width} ${height + HEAD + FOOT}`}
        role="img"
        aria-label={title}
        font-family={CHART.font}
        font-size="12"
        fill={CHART.ink}
      >
        <text x="0" y="18" font-size={isNarrow() ? 13 : 16} font-weight="650">
          {title}
        </text>
        <g transform={`translate(0 ${HEAD})`}>{children}</g>
        <text x="0" y={height + HEAD + FOOT - 4} font-size="11" fill={CHART.soft}>
          {foot}
        </text>
      </svg>
      <div class="row no-print">
        <Button
          size="s"
          variant="quiet"
          aria-label={t.downloadOf(t.downloadSvg, title)}
          onClick={() => drawing.current && saveSvg(drawing.current, fileName)}
        >
          {t.downloadSvg}
        </Button>
        <Button size="s" variant="quiet" aria-label={t.downloadOf(t.downloadPng, title)} onClick={asPng}>
          {t.downloadPng}
        </Button>
      </div>
      <details class="impact-table no-print">
        <summary>{t.asTable}</summary>
        {table}
      </details>
    </figure>
  )
}

const HEAD = 32
const FOOT = 24
