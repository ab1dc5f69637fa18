// Loaded on demand: the only module that carries MapLibre at run time (298 kB gzip).
import {
  AttributionControl,
  GPUInitializationError,
  MapLibreMap,
  Marker,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'

setWorkerUrl(workerUrl)

export { AttributionControl, GPUInitializationError, MapLibreMap, Marker, NavigationControl, Popup, ScaleControl }
