import type { MultiPolygon } from '../../../shared/travel.ts'

/** A field sampled at the vertices of a regular grid, row by row from the south-west; Infinity where nobody gets. */
export type Grid = {
  readonly columns: number
  readonly rows: number
  readonly values: Float32Array
  /** Degrees of the south-west vertex and of one step. */
  readonly west: number
  readonly south: number
  readonly stepLng: number
  readonly stepLat: number
}

type Ring = [number, number][]

/** A crossing never falls nearer than this to a grid vertex, so that no two of them meet and rings stay simple. */
const MARGIN = 0.06

/**
 * The areas where the field is at most each threshold, in the thresholds' order, by marching squares: closed rings with
 * the area on their left, so outer rings turn counter-clockwise and holes clockwise. Areas and holes smaller than
 * `smallestCells` grid cells are dropped. The area of a larger threshold contains that of a smaller one. The border
 * must be Infinity.
 */
export function areasWithin(grid: Grid, thresholds: readonly number[], smallestCells = 1.5): MultiPolygon[] {
  const reached = reachedSpans(grid, Math.max(...thresholds))
  // Tracing a ring takes its crossings away, so that each threshold finds this as empty as the first did.
  const next = new Int32Array(2 * grid.columns * grid.rows).fill(-1)
  return thresholds.map((threshold) => areaWithin(grid, threshold, { smallestCells, reached, next }))
}

/** What is reached of each row: from which column to which (first > last where nothing is), and the least value. */
type Spans = { readonly first: Int32Array; readonly last: Int32Array; readonly least: Float32Array }
type Tracing = { readonly smallestCells: number; readonly reached: Spans; readonly next: Int32Array }

function areaWithin(grid: Grid, threshold: number, { smallestCells, reached, next }: Tracing): MultiPolygon {
  const starts = linkCrossings(grid, threshold, { reached, next })
  const smallest = smallestCells * grid.stepLng * grid.stepLat
  const outers: { ring: Ring; area: number; holes: Ring[] }[] = []
  const holes: Ring[] = []
  for (const start of starts) {
    if (next[start]! < 0) continue
    const ring = traceRing(grid, threshold, next, start)
    const area = signedArea(ring)
    if (area >= smallest) outers.push({ ring, area, holes: [] })
    else if (area <= -smallest) holes.push(ring)
  }
  outers.sort((a, b) => a.area - b.area)
  for (const hole of holes) {
    outers.find((outer) => contains(outer.ring, hole[0]!))?.holes.push(hole)
  }
  return { type: 'MultiPolygon', coordinates: outers.map(({ ring, holes }) => [ring, ...holes]) }
}

/** Most vertices are reached by nobody: looked for once, they need not be passed again for each threshold. */
function reachedSpans({ columns, rows, values }: Grid, threshold: number): Spans {
  const first = new Int32Array(rows).fill(columns)
  const last = new Int32Array(rows).fill(-1)
  const least = new Float32Array(rows).fill(Number.POSITIVE_INFINITY)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = values[at]!
      if (value > threshold) continue
      if (last[row]! < 0) first[row] = column
      last[row] = column
      if (value < least[row]!) least[row] = value
    }
  }
  return { first, last, least }
}

/**
 * Writes for each grid edge the contour crosses the grid edge it crosses next; −1 stays elsewhere. Horizontal edges come
 * first. Answers at least one horizontal edge of every ring.
 */
function linkCrossings(
  { columns, rows, values }: Grid,
  threshold: number,
  { reached: { first, last, least }, next }: Pick<Tracing, 'reached' | 'next'>,
): number[] {
  const vertical = columns * rows
  const starts: number[] = []
  for (let row = 0; row + 1 < rows; row++) {
    if (least[row]! > threshold && least[row + 1]! > threshold) continue
    let at = row * columns + Math.max(0, Math.min(first[row]!, first[row + 1]!) - 1)
    const end = row * columns + Math.min(columns - 1, Math.max(last[row]!, last[row + 1]!) + 1)
    let left = (values[at]! <= threshold ? 1 : 0) | (values[at + columns]! <= threshold ? 8 : 0)
    for (; at < end; at++) {
      const right = (values[at + 1]! <= threshold ? 2 : 0) | (values[at + 1 + columns]! <= threshold ? 4 : 0)
      const inside = left | right
      left = ((right & 2) >> 1) | ((right & 4) << 1)
      if (inside === 0 || inside === 15) continue
      // A ring crosses horizontal edges, and each is the south of one cell it passes.
      if ((inside & 1) !== (inside & 2) >> 1) starts.push(at)
      const south = at
      const north = at + columns
      const west = vertical + at
      const east = vertical + at + 1
      switch (inside) {
        case 1:
          next[south] = west
          break
        case 2:
          next[east] = south
          break
        case 3:
          next[east] = west
          break
        case 4:
          next[north] = east
          break
        case 6:
          next[north] = south
          break
        case 7:
          next[north] = west
          break
        case 8:
          next[west] = north
          break
        case 9:
          next[south] = north
          break
        case 11:
          next[east] = north
          break
        case 12:
          next[west] = east
          break
        case 13:
          next[south] = east
          break
        case 14:
          next[west] = south
          break
        default:
          linkSaddle(next, inside, centreInside(values, at, columns, threshold), { south, north, west, east })
      }
    }
  }
  return starts
}

function linkSaddle(
  next: Int32Array,
  inside: number,
  joined: boolean,
  { south, north, west, east }: { south: number; north: number; west: number; east: number },
) {
  if (inside === 5) {
    next[south] = joined ? east : west
    next[north] = joined ? west : east
  } else {
    next[east] = joined ? north : south
    next[west] = joined ? south : north
  }
}

function centreInside(values: Float32Array, at: number, columns: number, threshold: number): boolean {
  return (values[at]! + values[at + 1]! + values[at + columns]! + values[at + columns + 1]!) / 4 <= threshold
}

function traceRing(grid: Grid, threshold: number, next: Int32Array, start: number): Ring {
  const ring: Ring = []
  let at = start
  do {
    ring.push(crossing(grid, threshold, at))
    const following = next[at]!
    next[at] = -1
    at = following
  } while (at !== start)
  ring.push(ring[0]!)
  return ring
}

function crossing(grid: Grid, threshold: number, edge: number): [number, number] {
  const { columns, rows, values } = grid
  const isVertical = edge >= columns * rows
  const at = isVertical ? edge - columns * rows : edge
  const a = values[at]!
  const b = values[at + (isVertical ? columns : 1)]!
  const exact = Number.isFinite(a) && Number.isFinite(b) ? (threshold - a) / (b - a) : 0.5
  const share = Math.min(1 - MARGIN, Math.max(MARGIN, exact))
  const column = (at % columns) + (isVertical ? 0 : share)
  const row = Math.floor(at / columns) + (isVertical ? share : 0)
  return [rounded(grid.west + column * grid.stepLng), rounded(grid.south + row * grid.stepLat)]
}

/** Rounding each axis on its own keeps the order of points along it: rings stay simple and bands nested. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

function signedArea(ring: Ring): number {
  let twice = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    twice += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1]
  }
  return twice / 2
}

function contains(ring: Ring, [x, y]: [number, number]): boolean {
  let inside = false
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i]!
    const [x2, y2] = ring[i + 1]!
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
  }
  return inside
}
