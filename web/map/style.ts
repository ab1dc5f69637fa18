import type { StyleSpecification } from 'maplibre-gl'
import { DEPARTMENT_AREAS, DEPARTMENT_NAMES } from './departments.ts'
import { PALETTE } from './palette.ts'
import { TOWNS } from './towns.ts'

const STYLE_TIMEOUT_MS = 5000

/** Who made the offline basemap: shown on it. */
const OFFLINE_ATTRIBUTION = 'Contours © V. Cazanave, svg-maps · Communes © INSEE, La Poste · Lieux © GeoNames'

/** The basemap that needs no internet: outlines and towns served by the application itself, labels in local fonts. */
export function offlineStyle(folder = '/data'): StyleSpecification {
  return {
    version: 8,
    sources: {
      departments: { type: 'geojson', data: `${folder}/departments.geojson`, attribution: OFFLINE_ATTRIBUTION },
      towns: { type: 'geojson', data: `${folder}/towns.geojson` },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': PALETTE.sea } },
      ...DEPARTMENT_AREAS,
      DEPARTMENT_NAMES,
      ...TOWNS,
    ],
  }
}

/** A basemap and whether the online one was wanted but could not be had. */
export type Basemap = { readonly style: StyleSpecification; readonly onlineFailed: boolean }

/**
 * The online style when one is configured and answers within five seconds, else the offline one. Its font server is
 * left out: every label is drawn with local fonts.
 */
export async function loadBasemap(styleUrl: string | null): Promise<Basemap> {
  if (styleUrl === null) return { style: offlineStyle(), onlineFailed: false }
  try {
    const response = await fetch(styleUrl, { signal: AbortSignal.timeout(STYLE_TIMEOUT_MS) })
    const style: unknown = response.ok ? await response.json() : null
    if (isStyle(style)) {
      const { glyphs: _, ...withoutFontServer } = style
      return { style: withoutFontServer, onlineFailed: false }
    }
  } catch {
    // Not there, too slow or not a style: the same to the reader, who is told.
  }
  return { style: offlineStyle(), onlineFailed: true }
}

/** The lowest layer of names in a style: areas are drawn under it. */
export function firstNameLayer(style: Pick<StyleSpecification, 'layers'>): string | undefined {
  return style.layers.find((layer) => layer.type === 'symbol')?.id
}

function isStyle(value: unknown): value is StyleSpecification {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 8 && 'layers' in value
}
