import Delaunator from 'delaunator'

/** Mercator coordinates of points: conformal, so that what is near on the ground is near on the plane. */
export function mercator(lng: ArrayLike<number>, lat: ArrayLike<number>): { x: Float64Array; y: Float64Array } {
  const x = new Float64Array(lng.length)
  const y = new Float64Array(lng.length)
  for (let i = 0; i < lng.length; i++) {
    x[i] = (lng[i]! * Math.PI) / 180
    y[i] = Math.asinh(Math.tan((lat[i]! * Math.PI) / 180))
  }
  return { x, y }
}

/**
 * Pairs of points that no third point comes between: the Gabriel graph (Gabriel & Sokal 1969), as [a, b, a, b, …] with
 * a < b. It is the part of the Delaunay triangulation whose edges face no obtuse angle.
 */
export function gabrielPairs(x: Float64Array, y: Float64Array): Uint32Array {
  const count = x.length
  if (count < 2) return new Uint32Array(0)
  const coordinates = new Float64Array(2 * count)
  for (let i = 0; i < count; i++) {
    coordinates[2 * i] = x[i]!
    coordinates[2 * i + 1] = y[i]!
  }
  const { triangles, halfedges, hull } = new Delaunator(coordinates)
  const pairs: number[] = []
  // Points on one line have no triangle: each is linked to the next.
  if (triangles.length === 0) {
    for (let i = 0; i + 1 < hull.length; i++)
      pairs.push(Math.min(hull[i]!, hull[i + 1]!), Math.max(hull[i]!, hull[i + 1]!))
  }
  for (let h = 0; h < triangles.length; h++) {
    const twin = halfedges[h]!
    if (twin > h) continue
    const a = triangles[h]!
    const b = triangles[nextHalfedge(h)]!
    if (facesObtuse(x, y, a, b, triangles[previousHalfedge(h)]!)) continue
    if (twin >= 0 && facesObtuse(x, y, a, b, triangles[previousHalfedge(twin)]!)) continue
    pairs.push(Math.min(a, b), Math.max(a, b))
  }
  return Uint32Array.from(pairs)
}

const nextHalfedge = (h: number) => (h % 3 === 2 ? h - 2 : h + 1)
const previousHalfedge = (h: number) => (h % 3 === 0 ? h + 2 : h - 1)

function facesObtuse(x: Float64Array, y: Float64Array, a: number, b: number, apex: number): boolean {
  return (x[a]! - x[apex]!) * (x[b]! - x[apex]!) + (y[a]! - y[apex]!) * (y[b]! - y[apex]!) < 0
}
