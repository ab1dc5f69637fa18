import type { LngLat } from '../../../shared/geo.ts'
import type { Grid } from './contour.ts'

type Frame = Omit<Grid, 'values'>

/** What one cannot drive or walk through when leaving a road: lines nothing crosses, and all that is not land. */
export type Obstacles = {
  readonly walls: readonly (readonly LngLat[])[]
  /** Outer rings of the land, each in degrees. */
  readonly land: readonly (readonly LngLat[])[]
}

/** A grid cell one may enter from its neighbours, one may only stand on by road, one nobody gets to. */
export const OPEN = 0
export const WATER = 1
export const WALL = 2

/** Which vertices of a grid are water and which lie on a wall. */
export function blockedCells(frame: Frame, { walls, land }: Obstacles): Uint8Array {
  const blocked = new Uint8Array(frame.columns * frame.rows).fill(land.length === 0 ? OPEN : WATER)
  for (const ring of land) fillRing(frame, ring, blocked)
  for (const wall of walls) drawWall(frame, wall, blocked)
  return blocked
}

/** Opens the vertices inside a ring, row by row between its crossings. */
function fillRing(
  { columns, rows, west, south, stepLng, stepLat }: Frame,
  ring: readonly LngLat[],
  blocked: Uint8Array,
) {
  const crossings: number[][] = []
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i]!
    const [x2, y2] = ring[i + 1]!
    const low = Math.max(0, Math.ceil((Math.min(y1, y2) - south) / stepLat))
    const high = Math.min(rows - 1, Math.ceil((Math.max(y1, y2) - south) / stepLat) - 1)
    for (let row = low; row <= high; row++) {
      const x = x1 + ((south + row * stepLat - y1) / (y2 - y1)) * (x2 - x1)
      crossings[row] ??= []
      crossings[row]!.push((x - west) / stepLng)
    }
  }
  crossings.forEach((columnsCrossed, row) => {
    columnsCrossed.sort((a, b) => a - b)
    for (let i = 0; i + 1 < columnsCrossed.length; i += 2) {
      const start = Math.max(0, Math.ceil(columnsCrossed[i]!))
      const end = Math.min(columns - 1, Math.floor(columnsCrossed[i + 1]!))
      if (start <= end) blocked.fill(OPEN, row * columns + start, row * columns + end + 1)
    }
  })
}

/** Marks a line two vertices thick, so that nothing slips through it corner to corner. */
function drawWall(
  { columns, rows, west, south, stepLng, stepLat }: Frame,
  wall: readonly LngLat[],
  blocked: Uint8Array,
) {
  for (let i = 0; i + 1 < wall.length; i++) {
    const [x1, y1] = [(wall[i]![0] - west) / stepLng, (wall[i]![1] - south) / stepLat]
    const [x2, y2] = [(wall[i + 1]![0] - west) / stepLng, (wall[i + 1]![1] - south) / stepLat]
    if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > columns || Math.max(y1, y2) < 0 || Math.min(y1, y2) > rows) continue
    const steps = Math.ceil(2 * Math.hypot(x2 - x1, y2 - y1)) + 1
    for (let step = 0; step <= steps; step++) {
      const column = Math.round(x1 + ((x2 - x1) * step) / steps)
      const row = Math.round(y1 + ((y2 - y1) * step) / steps)
      for (const [c, r] of [
        [column, row],
        [column + 1, row],
      ] as const) {
        if (c >= 0 && c < columns && r >= 0 && r < rows) blocked[r * columns + c] = WALL
      }
    }
  }
}
