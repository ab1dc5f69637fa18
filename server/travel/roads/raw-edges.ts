import { growing } from './growing.ts'

/**
 * Columns of the pieces of road between two nodes while a network is being made. Seconds are Infinity where a way may
 * not be driven. Limits are in metres and tonnes, 0 when nothing is signed.
 */
export const EDGE_COLUMNS = [
  'metres',
  'carForward',
  'carBackward',
  'truckForward',
  'truckBackward',
  'maxHeight',
  'maxWidth',
  'maxLength',
  'maxWeight',
  'motorwayMetres',
] as const
export type EdgeColumn = (typeof EDGE_COLUMNS)[number]

/** Nodes are numbers of the extract's own nodes, ends and inner shape alike. */
export type RawEdges = Readonly<Record<EdgeColumn, Float32Array>> & {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly shapeFirst: Uint32Array
  readonly shape: Uint32Array
}

export type RawEdge = Record<EdgeColumn, number> & { from: number; to: number; shape: readonly number[] }

/** Gathers edges one by one into columns. */
export function gatherEdges() {
  const from = growing((length) => new Uint32Array(length))
  const to = growing((length) => new Uint32Array(length))
  const shapeFirst = growing((length) => new Uint32Array(length))
  const shape = growing((length) => new Uint32Array(length))
  const columns = EDGE_COLUMNS.map((name) => ({ name, values: growing((length) => new Float32Array(length)) }))
  return {
    add(edge: RawEdge) {
      from.push(edge.from)
      to.push(edge.to)
      shapeFirst.push(shape.length)
      for (const node of edge.shape) shape.push(node)
      for (const { name, values } of columns) values.push(edge[name])
    },
    finish(): RawEdges {
      shapeFirst.push(shape.length)
      const finished = Object.fromEntries(columns.map(({ name, values }) => [name, values.values()]))
      return {
        ...(finished as Record<EdgeColumn, Float32Array>),
        from: from.values(),
        to: to.values(),
        shapeFirst: shapeFirst.values(),
        shape: shape.values(),
      }
    },
  }
}

/** Edge number `e` as a row; `reversed` when walked from its end. */
export function edgeAt(edges: RawEdges, e: number, reversed: boolean): RawEdge {
  const shape = Array.from(edges.shape.subarray(edges.shapeFirst[e]!, edges.shapeFirst[e + 1]!))
  const row = Object.fromEntries(EDGE_COLUMNS.map((name) => [name, edges[name][e]!])) as Record<EdgeColumn, number>
  if (!reversed) return { ...row, from: edges.from[e]!, to: edges.to[e]!, shape }
  return {
    ...row,
    carForward: row.carBackward,
    carBackward: row.carForward,
    truckForward: row.truckBackward,
    truckBackward: row.truckForward,
    from: edges.to[e]!,
    to: edges.from[e]!,
    shape: shape.reverse(),
  }
}
