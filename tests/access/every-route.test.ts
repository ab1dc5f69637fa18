import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../support/test-app.ts'
import { type DataRoute, dataRoutes } from './data-routes.ts'

type TestApp = Awaited<ReturnType<typeof testApp>>

describe('every route', () => {
  let demo: TestApp
  let routes: DataRoute[]
  beforeAll(async () => {
    demo = await testApp()
    routes = dataRoutes(demo.app)
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
