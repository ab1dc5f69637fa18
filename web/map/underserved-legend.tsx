import { shortDate } from '../../shared/days.ts'
import type { UnderservedDrawing } from '../../shared/need.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { PALETTE } from './palette.ts'

/** What the underserved areas on the map are: their name, who made the list and when. Nothing when none is loaded. */
export function UnderservedLegend({ drawing }: { drawing: UnderservedDrawing | null | undefined }) {
  const t = useText(fr, en)
  const layer = drawing?.layer
  if (!layer) return null
  const isOutline = layer.kind === 'outlines'
  return (
    <div class="map-legend-source">
      <ul>
        <li>
          <svg class="map-swatch" width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
            {isOutline ? (
              <rect
                x="3"
                y="4"
                width="22"
                height="12"
                fill={PALETTE.underserved}
                fill-opacity="0.16"
                stroke={PALETTE.underserved}
                stroke-dasharray="4 2"
              />
            ) : (
              <circle
                cx="14"
                cy="10"
                r="5"
                fill={PALETTE.underserved}
                fill-opacity="0.3"
                stroke={PALETTE.underserved}
              />
            )}
          </svg>
          <span>{isOutline ? t.legendOutline : t.legendCommune}</span>
        </li>
      </ul>
      <p>{t.layerName(layer.name, layer.source, shortDate(layer.date))}</p>
    </div>
  )
}
