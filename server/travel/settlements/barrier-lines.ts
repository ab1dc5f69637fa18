import type { Barriers } from './map-facts.ts'

type Segment = { x1: number; y1: number; x2: number; y2: number }

/** Says whether the straight link between two points crosses something no road crosses. Coordinates in degrees. */
export function barrierCrossing(
  barriers: Barriers,
): (lng1: number, lat1: number, lng2: number, lat2: number) => boolean {
  const lines = barriers.lines.map(({ line }) => {
    const segments = line.slice(1).map(([x2, y2], i): Segment => ({ x1: line[i]![0], y1: line[i]![1], x2, y2 }))
    const lngs = line.map(([lng]) => lng)
    const lats = line.map(([, lat]) => lat)
    return {
      segments,
      west: Math.min(...lngs),
      east: Math.max(...lngs),
      south: Math.min(...lats),
      north: Math.max(...lats),
    }
  })
  return (lng1, lat1, lng2, lat2) => {
    for (const { segments, west, east, south, north } of lines) {
      if (Math.max(lng1, lng2) < west || Math.min(lng1, lng2) > east) continue
      if (Math.max(lat1, lat2) < south || Math.min(lat1, lat2) > north) continue
      for (const segment of segments) if (crosses(segment, lng1, lat1, lng2, lat2)) return true
    }
    return false
  }
}

function crosses({ x1, y1, x2, y2 }: Segment, x3: number, y3: number, x4: number, y4: number): boolean {
  const side = (ax: number, ay: number, bx: number, by: number, px: number, py: number) =>
    (bx - ax) * (py - ay) - (by - ay) * (px - ax) > 0
  return (
    side(x1, y1, x2, y2, x3, y3) !== side(x1, y1, x2, y2, x4, y4) &&
    side(x3, y3, x4, y4, x1, y1) !== side(x3, y3, x4, y4, x2, y2)
  )
}
