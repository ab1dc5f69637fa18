import type { ComponentChildren } from 'preact'
import { shortDate } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { TravelSource } from '../../shared/travel.ts'
import { formatShare } from '../format.ts'
import { en } from '../i18n/map.en.ts'
import { fr } from '../i18n/map.fr.ts'
import { useText } from '../i18n/text.ts'
import * as swatch from './legend-swatches.tsx'
import './map-legend.css'

/** What a legend can explain, in the order it is read. */
export type LegendPart =
  | 'stops'
  | 'compared-stops'
  | 'legs'
  | 'straight-legs'
  | 'compared-legs'
  | 'depots'
  | 'centres'
  | 'closed-centres'
  | 'isochrones'
  | 'communes'

type Props = {
  readonly shows: readonly LegendPart[]
  /** Bands of the catchments and communes on show, in minutes. */
  readonly bands?: readonly number[]
  /** Who computed the drive times on show; the legend says when they are an estimate. */
  readonly source?: TravelSource | null
  /** Share of the people counted, 0 to 1, who live where the position is approximate. */
  readonly approximateShare?: number | null
  /** Anything else the reader must know, below. */
  readonly children?: ComponentChildren
}

/** Says what the map shows, who computed it, whether it is an estimate and whether positions are approximate. */
export function MapLegend({ shows, bands = [], source = null, approximateShare = null, children }: Props) {
  const text = useText(fr, en)
  const nearestFirst = [...bands].sort((a, b) => a - b)
  const line = (part: LegendPart, drawing: ComponentChildren, words: string) =>
    shows.includes(part) && (
      <li>
        {drawing}
        <span>{words}</span>
      </li>
    )
  return (
    <details class="map-legend" open={matchMedia('(min-width: 48rem)').matches}>
      <summary>{text.legend}</summary>
      <ul>
        {line('stops', <swatch.StopSwatch />, text.stops)}
        {line('compared-stops', <swatch.StopSwatch compared />, text.comparedStops)}
        {line('legs', <swatch.LegSwatch />, text.legs)}
        {line('straight-legs', <swatch.LegSwatch straight />, text.straightLegs)}
        {line('compared-legs', <swatch.LegSwatch compared />, text.comparedLegs)}
        {line('depots', <swatch.DepotSwatch />, text.depots)}
        {line('centres', <swatch.CentreSwatch />, text.centres)}
        {line('closed-centres', <swatch.CentreSwatch closed />, text.closedCentres)}
      </ul>
      {shows.includes('isochrones') && bands.length > 0 && (
        <>
          <p class="map-legend-title">{text.bandsTitle}</p>
          <ul class="map-legend-bands">
            {nearestFirst.map((minutes, at) => (
              <li key={minutes}>
                <swatch.BandSwatch depth={nearestFirst.length - at} />
                <span>{text.band(minutes)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {shows.includes('communes') && (
        <>
          <p class="map-legend-title">{text.communesTitle}</p>
          <ul class="map-legend-bands">
            {[...nearestFirst, null].map((minutes, at) => (
              <li key={minutes}>
                <swatch.CommuneSwatch band={minutes === null ? null : at} />
                <span>{minutes === null ? text.communesBeyond : text.band(minutes)}</span>
              </li>
            ))}
          </ul>
          <ul>{line('communes', <swatch.CommuneSwatch band={1} approximate />, text.approximateCommunes)}</ul>
        </>
      )}
      {source && <SourceLines source={source} />}
      {approximateShare !== null && approximateShare > 0 && (
        <p class="map-legend-source">{text.approximateShare(formatShare(approximateShare))}</p>
      )}
      {children}
    </details>
  )
}

function SourceLines({ source }: { source: TravelSource }) {
  const text = useText(fr, en)
  const { provider, kind, profile, dataDate, errorBand, warnings, attribution } = source
  const day = /^\d{4}-\d\d-\d\d$/.test(dataDate) ? shortDate(dataDate as LocalDate) : dataDate
  const date = dataDate === 'unknown' ? [] : [text.dataDate(day)]
  const facts = [text.provider[provider], text.profile[profile], ...date].join(', ')
  return (
    <div class="map-legend-source">
      <p>
        {text.source} : <strong class={`map-legend-${kind}`}>{text.kind[kind]}</strong>, {facts}.
      </p>
      {errorBand && <p>{text.errorBand(formatShare(errorBand.low), formatShare(errorBand.high))}</p>}
      {warnings.map((warning) => (
        <p key={warning.code}>{warning.message}</p>
      ))}
      {attribution && <p>{attribution}</p>}
    </div>
  )
}
