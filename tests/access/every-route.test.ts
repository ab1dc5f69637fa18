import { beforeAll, describe, expect, it } from 'vitest'
import { callersOf } from '../../server/access/allow.ts'
import { testApp } from '../support/test-app.ts'

type TestApp = Awaited<ReturnType<typeof testApp>>

/** Everything that answers with data: the interface's own files and the catch-alls declare nobody. */
const isData = (path: string) => /^\/(api|r|calendriers|programme|webhooks)\//.test(path) && path !== '/api/*'

describe('every route', () => {
  let demo: TestApp
  let routes: { method: string; path: string; callers: readonly string[] | undefined }[]
  beforeAll(async () => {
    demo = await testApp()
    const byRoute = new Map<string, { method: string; path: string; callers: readonly string[] | undefined }>()
    for (const { method, path, handler } of demo.app.routes) {
      if (!isData(path)) continue
      const known = byRoute.get(`${method} ${path}`)
      byRoute.set(`${method} ${path}`, { method, path, callers: known?.callers ?? callersOf(handler) })
    }
    routes = [...byRoute.values()]
  })

  it('says who may call it', () => {
    expect(routes.length).toBeGreaterThan(4)
    expect(routes.filter(({ callers }) => !callers).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it('answers a stranger 401 unless it is public, and another role 403', async () => {
    const stranger = await demo.rawAs()
    const people = {
      planner: 'Perle',
      gp: 'Olive',
      coordinator: 'Garance',
      specialist: 'Saturnin',
      administrator: 'Camélia',
    }
    const requests = Object.fromEntries(
      await Promise.all(Object.entries(people).map(async ([role, name]) => [role, await demo.rawAs(name)] as const)),
    )
    for (const { method, path, callers } of routes) {
      if (!callers || callers.includes('public')) continue
      const concrete = path.replace(/:\w+(\{[^}]*\})?/g, '00000000-0000-4000-8000-00000000ffff')
      const init = method === 'GET' ? {} : { method, body: '{}' }
      expect((await stranger(concrete, init)).status, `${method} ${path} to a stranger`).toBe(401)
      if (callers.includes('signed_in')) continue
      for (const [role, request] of Object.entries(requests)) {
        if (callers.includes(role)) continue
        expect((await request(concrete, init)).status, `${method} ${path} to a ${role}`).toBe(403)
      }
    }
  })
})
