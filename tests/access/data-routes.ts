import { callersOf } from '../../server/access/allow.ts'
import type { TestApp } from './one-centre.ts'

/** One route that answers with data, as the application mounts it. */
export type DataRoute = {
  readonly route: string
  readonly method: string
  readonly path: string
  readonly callers: readonly string[] | undefined
}

/** The interface's own files and the catch-alls; whatever else is mounted answers with data and must say who may call it. */
const NOT_DATA = /^\/(\*|api\/\*|assets\/\*|(page|patient|host|programme)\.css|data\/(departments|towns)\.geojson)$/

/** Every data route of the application with the callers it declares. */
export function dataRoutes(app: TestApp['app']): DataRoute[] {
  const byRoute = new Map<string, DataRoute>()
  for (const { method, path, handler } of app.routes) {
    if (NOT_DATA.test(path)) continue
    const route = `${method} ${path}`
    const callers = byRoute.get(route)?.callers ?? callersOf(handler)
    byRoute.set(route, { route, method, path, callers })
  }
  return [...byRoute.values()]
}
