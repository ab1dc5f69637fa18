import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LngLat } from '../../shared/geo.ts'
import { language } from '../i18n/language.ts'
import { en } from '../i18n/map.en.ts'
import { fr } from '../i18n/map.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { type MapCanvas, type MapPin, openMap } from './map-canvas.ts'
import type { MapLayer, Picked } from './map-layer.ts'
import './map-view.css'
import { loadBasemap } from './style.ts'

type MapState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly onlineFailed: boolean }
  | { readonly status: 'failed'; readonly why: 'noGraphics' | 'notLoaded' }

/** Where the map stops coming nearer by itself. */
const SOME_COMMUNES = 10

export type MapViewProps = {
  /** What the map is, for those who do not see it. */
  readonly label: string
  /** Drawn first to last, within areas and within the rest. */
  readonly layers: readonly MapLayer[]
  /** Brought into view when they change; all of France when empty. */
  readonly fit?: readonly LngLat[]
  /** The nearest zoom `fit` may come to. */
  readonly closest?: number
  /** A point the reader may drag elsewhere. The same must be possible by keyboard beside the map. */
  readonly pin?: MapPin | null
  readonly onPick?: (picked: Picked) => void
  /** Online style of the server's configuration; null for the offline basemap. */
  readonly styleUrl?: string | null
  readonly legend?: ComponentChildren
  /** The same content as text, with a control for whatever can be picked. Leave out only when it stands beside the map. */
  readonly asList?: ComponentChildren
}

/** The map, its legend and its content as a list. The only component that touches MapLibre, which it loads by itself. */
export function MapView({
  label,
  layers,
  fit = [],
  closest = SOME_COMMUNES,
  pin = null,
  onPick,
  styleUrl = null,
  legend,
  asList,
}: MapViewProps) {
  const text = useText(fr, en)
  const [state, setState] = useState<MapState>({ status: 'loading' })
  const [basemapFailed, setBasemapFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const container = useRef<HTMLDivElement>(null)
  const canvas = useRef<MapCanvas | null>(null)
  const latest = useRef({ label, layers, fit, closest, pin, onPick })
  latest.current = { label, layers, fit, closest, pin, onPick }

  useEffect(() => {
    let left = false
    setState({ status: 'loading' })
    setBasemapFailed(false)
    void open()
    return () => {
      left = true
      canvas.current?.remove()
      canvas.current = null
    }

    async function open() {
      try {
        const [library, basemap] = await Promise.all([import('./maplibre.ts'), loadBasemap(styleUrl)])
        if (left || !container.current) return
        canvas.current = openMap(library, {
          container: container.current,
          basemap,
          label: latest.current.label,
          text,
          onReady: () => setState({ status: 'ready', onlineFailed: basemap.onlineFailed }),
          onPick: (picked) => latest.current.onPick?.(picked),
          onBasemapError: () => setBasemapFailed(true),
        })
        canvas.current.show(latest.current.layers)
        canvas.current.fit(latest.current.fit, legendWidth(container.current), latest.current.closest)
        canvas.current.pin(latest.current.pin)
      } catch (error) {
        const noGraphics = error instanceof Error && error.name === 'GPUInitializationError'
        if (!left) setState({ status: 'failed', why: noGraphics ? 'noGraphics' : 'notLoaded' })
      }
    }
  }, [attempt, styleUrl, language.value])

  useEffect(() => canvas.current?.name(label), [label])
  useEffect(() => canvas.current?.show(layers), [layers])
  useEffect(() => canvas.current?.pin(pin), [pin])
  // Compared by content: a caller may give a new list of the same places.
  const place = fit.map(([lng, lat]) => `${lng} ${lat}`).join(', ')
  useEffect(() => canvas.current?.fit(fit, legendWidth(container.current), closest), [place])

  return (
    <div class="map" data-state={state.status}>
      <div class="map-frame">
        <div class="map-canvas" ref={container} hidden={state.status === 'failed'} />
        {state.status === 'loading' && (
          <p class="map-message" role="status">
            {text.loading}
          </p>
        )}
        {state.status === 'failed' && (
          <div class="map-message">
            <Notice tone="warning">{text[state.why]}</Notice>
            {state.why === 'notLoaded' && <Button onClick={() => setAttempt(attempt + 1)}>{text.retry}</Button>}
          </div>
        )}
        {state.status === 'ready' && (state.onlineFailed || basemapFailed) && (
          <p class="map-note" role="status">
            {state.onlineFailed ? text.onlineFailed : text.basemapFailed}
          </p>
        )}
        {state.status !== 'failed' && legend}
      </div>
      {asList && (
        <details class="map-list" open={state.status === 'failed'}>
          <summary>{text.asList}</summary>
          {asList}
        </details>
      )}
    </div>
  )
}

/** Pixels the open legend covers on the left of the map. */
function legendWidth(container: HTMLElement | null): number {
  const legend = container?.parentElement?.querySelector<HTMLElement>('.map-legend[open]')
  return legend ? legend.offsetLeft + legend.offsetWidth : 0
}
