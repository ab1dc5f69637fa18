import { nearnessColour, PALETTE, stackedOpacity } from './palette.ts'

// Small drawings that repeat what the layers draw, from the same palette. The words beside them carry the meaning.

const Swatch = ({ children }: { children: preact.ComponentChildren }) => (
  <svg class="map-swatch" width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
    {children}
  </svg>
)

/** A disc with its number: full for the tour on show, hollow for the one it is compared with. */
export function StopSwatch({ compared = false }: { compared?: boolean }) {
  const colour = compared ? PALETTE.otherTour : PALETTE.tour
  return (
    <Swatch>
      <circle cx="14" cy="10" r="8" fill={compared ? PALETTE.onOtherTour : colour} stroke={colour} stroke-width="2" />
      <text x="14" y="14" text-anchor="middle" class="map-swatch-number" fill={compared ? colour : PALETTE.onTour}>
        1
      </text>
    </Swatch>
  )
}

/** A leg: full line, thin for the compared tour, dotted where only its ends are known. */
export function LegSwatch({ straight = false, compared = false }: { straight?: boolean; compared?: boolean }) {
  const colour = compared ? PALETTE.otherTour : PALETTE.tour
  return (
    <Swatch>
      <path
        d="M2 10h24"
        stroke={colour}
        stroke-width={compared ? 2 : 3}
        stroke-linecap="round"
        stroke-dasharray={straight ? '0.5 6' : undefined}
      />
      {!straight && <path d="M12 6l4 4-4 4" fill="none" stroke={colour} stroke-width="1.8" />}
    </Swatch>
  )
}

/** A host centre: a ring with a heart; grey and empty when it takes no unit. */
export function CentreSwatch({ closed = false }: { closed?: boolean }) {
  const colour = closed ? PALETTE.closedCentre : PALETTE.centre
  return (
    <Swatch>
      <circle cx="14" cy="10" r={closed ? 4.5 : 6} fill={PALETTE.onTour} stroke={colour} stroke-width="2" />
      {!closed && <circle cx="14" cy="10" r="2.4" fill={colour} />}
    </Swatch>
  )
}

/** A depot: a dark square. */
export function DepotSwatch() {
  return (
    <Swatch>
      <rect x="8" y="4" width="12" height="12" fill={PALETTE.depot} />
    </Swatch>
  )
}

/** A band `depth` deep in its catchment, over land. */
export function BandSwatch({ depth }: { depth: number }) {
  return (
    <Swatch>
      <rect x="2" y="3" width="24" height="14" fill={PALETTE.land} />
      <rect
        x="2"
        y="3"
        width="24"
        height="14"
        fill={PALETTE.catchment}
        fill-opacity={stackedOpacity(depth)}
        stroke={PALETTE.catchment}
      />
    </Swatch>
  )
}

/** A commune's disc by band, a ring when its position is approximate. */
export function CommuneSwatch({ band, approximate = false }: { band: number | null; approximate?: boolean }) {
  const colour = nearnessColour(band)
  return (
    <Swatch>
      <circle cx="14" cy="10" r="6" fill={approximate ? 'none' : colour} stroke={colour} stroke-width="2" />
    </Swatch>
  )
}
