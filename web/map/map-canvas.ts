import type { LngLat } from '../../shared/geo.ts'
import type { fr } from '../i18n/map.fr.ts'
import { type Drawn, drawLayers } from './draw-layers.ts'
import { type MapLayer, type Picked, pickableIds } from './map-layer.ts'
import { PALETTE } from './palette.ts'
import { boundsOf, FRANCE } from './positions.ts'
import { type Basemap, firstNameLayer } from './style.ts'

type MapLibre = typeof import('./maplibre.ts')

/** How near a click must come to what it picks, in pixels: a finger is not a pin. */
const PICK_PIXELS = 12

export type MapCanvas = {
  show(layers: readonly MapLayer[]): void
  /** Says anew what the map is: a map opened for one tour goes on to show another. */
  name(label: string): void
  /** Brings positions into view, no nearer than the zoom `closest`, clear of what covers the left of the map; all of France when there are none. */
  fit(positions: readonly LngLat[], coveredPixels: number, closest: number): void
  /** Sets a point the reader may drag, in place of the one before; null takes it away. */
  pin(pin: MapPin | null): void
  remove(): void
}

/** A point that may be dragged: `onMove` is told where it was let go. */
export type MapPin = {
  readonly lngLat: LngLat
  readonly label: string
  readonly onMove: (lngLat: LngLat) => void
}

type Opening = {
  readonly container: HTMLElement
  readonly basemap: Basemap
  readonly label: string
  readonly text: typeof fr
  readonly onReady: () => void
  readonly onPick: (picked: Picked) => void
  readonly onBasemapError: () => void
}

/** Opens a map in a container. Throws MapLibre's GPUInitializationError where nothing can be drawn. */
export function openMap(library: MapLibre, opening: Opening): MapCanvas {
  const { container, basemap, text } = opening
  const map = new library.MapLibreMap({
    container,
    style: basemap.style,
    bounds: FRANCE,
    fitBoundsOptions: { padding: 12 },
    minZoom: 3,
    maxZoom: 14,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    // Names that fade in would have the whole map drawn again for a third of a second after each change.
    fadeDuration: 0,
    cooperativeGestures: matchMedia('(pointer: coarse)').matches,
    // Keeps the picture for the printer.
    canvasContextAttributes: { preserveDrawingBuffer: true },
    locale: localeOf(opening.label, text),
  })
  map.getCanvas().setAttribute('aria-description', text.keyboard)
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  const isNarrow = container.clientWidth < 640
  map.addControl(new library.AttributionControl({ compact: isNarrow }))
  if (isNarrow) map.once('idle', () => foldAttribution(container))
  map.addControl(new library.NavigationControl({ showCompass: false }), 'top-right')
  if (!isNarrow) map.addControl(new library.ScaleControl({ maxWidth: 90 }), 'bottom-left')

  let drawn: Drawn = new Map()
  let wanted: readonly MapLayer[] = []
  let pickable: string[] = []
  let ready = false
  let pinned: InstanceType<MapLibre['Marker']> | null = null
  const draw = () => {
    if (!ready) return
    drawn = drawLayers(map, drawn, wanted, firstNameLayer(basemap.style))
    pickable = pickableIds(wanted)
  }

  const featureAt = ({ x, y }: { x: number; y: number }) => {
    const exact = map.queryRenderedFeatures([x, y], { layers: pickable })[0]
    const near = [
      [x - PICK_PIXELS, y - PICK_PIXELS],
      [x + PICK_PIXELS, y + PICK_PIXELS],
    ] as [[number, number], [number, number]]
    return exact ?? map.queryRenderedFeatures(near, { layers: pickable })[0]
  }
  const popup = new library.Popup({ closeButton: false, closeOnClick: false, offset: 14, className: 'map-hint' })

  map.on('style.load', () => {
    ready = true
    draw()
    opening.onReady()
  })
  map.on('idle', () => {
    container.dataset.idle = 'true'
  })
  map.on('error', opening.onBasemapError)
  map.on('click', (event) => {
    const feature = ready ? featureAt(event.point) : undefined
    if (feature) opening.onPick({ layer: feature.source, id: String(feature.properties.id) })
  })
  map.on('mousemove', (event) => {
    const feature = ready ? featureAt(event.point) : undefined
    map.getCanvas().style.cursor = feature ? 'pointer' : ''
    if (!feature?.properties.title) popup.remove()
    else popup.setLngLat(event.lngLat).setText(feature.properties.title).addTo(map)
  })
  map.on('mouseout', () => popup.remove())

  return {
    show(layers) {
      wanted = layers
      delete container.dataset.idle
      draw()
    },
    name(label) {
      map.getCanvas().setAttribute('aria-label', label)
    },
    fit(positions, coveredPixels, closest) {
      const edge = Math.min(44, container.clientWidth / 8, container.clientHeight / 8)
      const left = coveredPixels < container.clientWidth / 2 ? coveredPixels + edge : edge
      // On a narrow map the folded legend and the buttons lie above.
      // Names stand to the right of their place.
      const right = Math.max(edge, Math.min(96, container.clientWidth / 8))
      const padding = { top: isNarrow ? edge + 32 : edge, right, bottom: edge, left }
      map.fitBounds(boundsOf(positions), { padding, maxZoom: closest, animate: ready, duration: 600 })
    },
    pin(pin) {
      pinned?.remove()
      pinned = pin && setPin(library, map, pin)
    },
    remove() {
      popup.remove()
      map.remove()
    },
  }
}

function setPin(library: MapLibre, map: InstanceType<MapLibre['MapLibreMap']>, { lngLat, label, onMove }: MapPin) {
  const marker = new library.Marker({ draggable: true, color: PALETTE.tour }).setLngLat([...lngLat]).addTo(map)
  marker.getElement().setAttribute('aria-label', label)
  marker.on('dragend', () => {
    const { lng, lat } = marker.getLngLat()
    onMove([lng, lat])
  })
  return marker
}

/** A narrow map keeps its sources behind their button once they are known: open, they would cover it. */
function foldAttribution(container: HTMLElement): void {
  const attribution = container.querySelector('.maplibregl-ctrl-attrib')
  attribution?.removeAttribute('open')
  attribution?.classList.remove('maplibregl-compact-show')
}

const localeOf = (label: string, text: typeof fr): Record<string, string> => ({
  'Map.Title': label,
  'NavigationControl.ZoomIn': text.zoomIn,
  'NavigationControl.ZoomOut': text.zoomOut,
  'AttributionControl.ToggleAttribution': text.attribution,
  'Popup.Close': text.closePopup,
  'CooperativeGesturesHandler.WindowsHelpText': text.ctrlScroll,
  'CooperativeGesturesHandler.MacHelpText': text.commandScroll,
  'CooperativeGesturesHandler.MobileHelpText': text.twoFingers,
})
