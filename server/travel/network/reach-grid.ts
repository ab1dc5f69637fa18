import { blockedCells, type Obstacles, OPEN, WALL } from './blocked-cells.ts'
import type { Grid } from './contour.ts'
import { COORDINATE_UNIT, type Graph, type RoadEdges } from './road-edges.ts'
import { type Found, UNREACHED } from './search.ts'
import type { SnappedPoint } from './snapped-point.ts'

/** How reach is drawn around the roads: the finest grid step, and how far and how slowly one leaves a road. */
export type ReachStyle = {
  readonly cellMetres: number
  readonly mostCells: number
  readonly offRoadMetres: number
  readonly offRoadKmh: number
}

/** The roads a search ran on, and what stands between them. */
export type ReachedRoads = {
  readonly edges: RoadEdges
  readonly graph: Graph
  readonly leavable?: Uint8Array | undefined
  readonly obstacles?: Obstacles | undefined
}

const METRES_PER_DEGREE = 111_195.08
const BORDER_CELLS = 2

/**
 * The time in deciseconds to reach each vertex of a grid laid over what a search found: along the roads, then off them
 * at walking or lane speed, up to a limit. `leavable` says which edges one may stop on (all when absent): nobody leaves
 * a motorway between two exits.
 */
export function reachGrid(
  { edges, graph, leavable, obstacles }: ReachedRoads,
  found: Found,
  origin: SnappedPoint,
  maxDeciseconds: number,
  style: ReachStyle,
): Grid {
  const lay = layGrid(edges, found, origin, style)
  const { columns, rows, values, west, south, stepLng, stepLat, stepMetres } = lay
  const blocked = obstacles === undefined ? null : blockedCells(lay, obstacles)
  const toColumn = COORDINATE_UNIT / stepLng
  const toRow = COORDINATE_UNIT / stepLat

  function paint(column: number, row: number, deciseconds: number) {
    const c = Math.round(column)
    const r = Math.round(row)
    if (c < BORDER_CELLS || r < BORDER_CELLS || c >= columns - BORDER_CELLS || r >= rows - BORDER_CELLS) return
    const at = r * columns + c
    if (blocked !== null && blocked[at] === WALL) return
    if (deciseconds < values[at]!) values[at] = deciseconds
  }

  function paintEdge(e: number, forwards: boolean, start: number, cost: number) {
    const first = edges.shapeFirst[e]!
    const inner = edges.shapeFirst[e + 1]! - first
    const tail = forwards ? edges.from[e]! : edges.to[e]!
    const head = forwards ? edges.to[e]! : edges.from[e]!
    const perMetre = cost / Math.max(1, edges.metres[e]!)
    let c = (edges.nodeLng[tail]! - west / COORDINATE_UNIT) * toColumn
    let r = (edges.nodeLat[tail]! - south / COORDINATE_UNIT) * toRow
    let time = start
    for (let i = 0; i <= inner; i++) {
      const shape = first + (forwards ? i : inner - 1 - i)
      const lng = i === inner ? edges.nodeLng[head]! : edges.shapeLng[shape]!
      const lat = i === inner ? edges.nodeLat[head]! : edges.shapeLat[shape]!
      const c2 = (lng - west / COORDINATE_UNIT) * toColumn
      const r2 = (lat - south / COORDINATE_UNIT) * toRow
      const cells = Math.hypot(c2 - c, r2 - r)
      const segment = inner === 0 ? cost : cells * stepMetres * perMetre
      const steps = Math.max(1, Math.ceil(cells))
      for (let step = 1; step <= steps; step++) {
        const t = time + (segment * step) / steps
        if (t > maxDeciseconds) return
        paint(c + ((c2 - c) * step) / steps, r + ((r2 - r) * step) / steps, t)
      }
      c = c2
      r = r2
      time += segment
    }
  }

  const [lng, lat] = origin.lngLat
  paint((lng - west) / stepLng, (lat - south) / stepLat, 0)
  for (let i = 0; i < found.settledCount; i++) {
    const node = found.settled[i]!
    const start = found.cost[node]!
    paint(
      (edges.nodeLng[node]! * COORDINATE_UNIT - west) / stepLng,
      (edges.nodeLat[node]! * COORDINATE_UNIT - south) / stepLat,
      start,
    )
    const end = graph.first[node + 1]!
    for (let arc = graph.first[node]!; arc < end; arc++) {
      const e = graph.edge[arc]!
      if (leavable !== undefined && leavable[e] === 0) continue
      const head = graph.arcs[2 * arc]!
      const cost = graph.arcs[2 * arc + 1]!
      const other = found.cost[head]!
      // The other end was reached sooner another way by more than this edge takes: nothing new along it.
      if (other !== UNREACHED && other + cost <= start) continue
      paintEdge(e, edges.from[e] === node, start, cost)
    }
  }
  spread(lay, style, maxDeciseconds, blocked)
  return lay
}

type LaidGrid = Grid & { readonly stepMetres: number }

function layGrid(edges: RoadEdges, found: Found, origin: SnappedPoint, style: ReachStyle): LaidGrid {
  const [lng, lat] = origin.lngLat
  let [west, east, south, north] = [lng, lng, lat, lat]
  for (let i = 0; i < found.settledCount; i++) {
    const node = found.settled[i]!
    const x = edges.nodeLng[node]! * COORDINATE_UNIT
    const y = edges.nodeLat[node]! * COORDINATE_UNIT
    if (x < west) west = x
    else if (x > east) east = x
    if (y < south) south = y
    else if (y > north) north = y
  }
  const lngMetres = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
  const margin = 3 * style.offRoadMetres
  const width = (east - west) * lngMetres + 2 * margin
  const height = (north - south) * METRES_PER_DEGREE + 2 * margin
  const stepMetres = Math.max(style.cellMetres, Math.sqrt((width * height) / style.mostCells))
  const columns = Math.ceil(width / stepMetres) + 2 * BORDER_CELLS + 1
  const rows = Math.ceil(height / stepMetres) + 2 * BORDER_CELLS + 1
  const stepLng = stepMetres / lngMetres
  const stepLat = stepMetres / METRES_PER_DEGREE
  return {
    columns,
    rows,
    values: new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY),
    west: west - margin / lngMetres - BORDER_CELLS * stepLng,
    south: south - margin / METRES_PER_DEGREE - BORDER_CELLS * stepLat,
    stepLng,
    stepLat,
    stepMetres,
  }
}

/** Spreads times off the roads, to the eight neighbours of each vertex, in two sweeps (a chamfer distance transform). */
function spread(
  { columns, rows, values, stepMetres }: LaidGrid,
  style: ReachStyle,
  maxDeciseconds: number,
  blocked: Uint8Array | null,
) {
  const perMetre = 36 / style.offRoadKmh
  const straight = stepMetres * perMetre
  const diagonal = straight * Math.SQRT2
  const away = new Float32Array(values.length)
  const farthest = Math.max(style.offRoadMetres, stepMetres) * perMetre

  const latest = maxDeciseconds + diagonal

  const give = (from: number, at: number, step: number) => {
    const time = values[from]! + step
    if (time >= values[at]! || time > latest) return
    const off = away[from]! + step
    if (off > farthest || (blocked !== null && blocked[at] !== OPEN)) return
    values[at] = time
    away[at] = off
  }
  // Most vertices are reached by nobody: each one reached gives to those that follow, rather than all asking all.
  const lastColumn = columns - BORDER_CELLS - 1
  const lastRow = rows - BORDER_CELLS - 1
  for (let row = BORDER_CELLS; row <= lastRow; row++) {
    for (let at = row * columns + BORDER_CELLS, end = row * columns + lastColumn; at <= end; at++) {
      if (values[at] === Number.POSITIVE_INFINITY) continue
      if (at < end) give(at, at + 1, straight)
      if (row === lastRow) continue
      give(at, at + columns, straight)
      if (at < end) give(at, at + columns + 1, diagonal)
      if (at > row * columns + BORDER_CELLS) give(at, at + columns - 1, diagonal)
    }
  }
  for (let row = lastRow; row >= BORDER_CELLS; row--) {
    for (let at = row * columns + lastColumn, end = row * columns + BORDER_CELLS; at >= end; at--) {
      if (values[at] === Number.POSITIVE_INFINITY) continue
      if (at > end) give(at, at - 1, straight)
      if (row === BORDER_CELLS) continue
      give(at, at - columns, straight)
      if (at > end) give(at, at - columns - 1, diagonal)
      if (at < row * columns + lastColumn) give(at, at - columns + 1, diagonal)
    }
  }
}
