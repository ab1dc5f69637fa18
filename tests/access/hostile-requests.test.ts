import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { type DataRoute, dataRoutes } from './data-routes.ts'
import {
  HOSTILE_BODIES,
  HOSTILE_PIECES,
  HOSTILE_TYPES,
  HOSTILE_VALUES,
  placesIn,
  replacedAt,
  written,
} from './hostile-values.ts'
import { type CentreIds, fillCentre, type TestApp } from './one-centre.ts'
import { sampleOf } from './route-samples.ts'

/** How long the walk may last, and how many requests it sends at most. `HOSTILE=50000` walks on for the whole count. */
const MOST_REQUESTS = Number(process.env.HOSTILE ?? 4000)
const MOST_MILLISECONDS = process.env.HOSTILE ? 3_600_000 : 30_000
const NAMES: Readonly<Record<string, string>> = {
  gp: 'Olive',
  coordinator: 'Garance',
  specialist: 'Saturnin',
  planner: 'Perle',
  administrator: 'Camélia',
}
/** These would start a plan of several seconds, or move everybody's clock; the others are tried in full. */
const COSTLY = /^POST \/api\/(proposals|demo\/clock\/advance)$/

type Attempt = { readonly url: string; readonly init: RequestInit }

/** Mulberry32: the same walk on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe(`hostile requests on ${ENGINE}`, { timeout: MOST_MILLISECONDS + 60_000 }, () => {
  let demo: TestApp
  let ids: CentreIds
  let routes: DataRoute[]
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    ids = (await fillCentre(demo)).ids
    routes = dataRoutes(demo.app)
  })
  afterAll(() => demo.ports.planner.close())

  const random = seeded(20_261_121)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!

  /** One request to a route: right everywhere but for one piece of its path, its query, its body or its headers. */
  function attemptAt({ route, method, path }: DataRoute): Attempt {
    const { query = {}, body, form } = sampleOf(route, ids)
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
    const kinds = [
      ...(names.length > 0 ? ['path'] : []),
      ...(method === 'GET' ? ['query', 'header'] : ['raw']),
      ...(body && !COSTLY.test(route) ? Array.from({ length: 8 }, () => 'body') : []),
    ]
    const kind = pick(kinds)
    const broken = kind === 'path' ? pick(names) : ''
    const url = path.replace(/:(\w+)/g, (_, name: string) =>
      name === broken ? pick(HOSTILE_PIECES) : String(ids[name as keyof CentreIds]),
    )
    const search = new URLSearchParams(query).toString()
    const hostile = Object.keys({ ...query, before: '', q: '', version: '', etape: '', langue: '' })
    const added = kind === 'query' ? `&${pick(hostile)}=${pick(HOSTILE_PIECES)}`.repeat(pick([1, 1, 2])) : ''
    const headers: Record<string, string> = {}
    if (kind === 'header') headers[pick(['Cookie', 'Accept-Language', 'Origin', 'Authorization'])] = pick(HEADERS)
    const init: RequestInit = { method, headers }
    if (method === 'GET') return { url: `${url}?${search}${added}`, init }
    if (kind === 'raw') {
      init.body = pick(HOSTILE_BODIES)
      headers['Content-Type'] = pick(HOSTILE_TYPES)
    } else if (form) {
      init.body = new URLSearchParams(form).toString()
      headers['Content-Type'] = 'application/x-www-form-urlencoded'
    } else if (body) {
      const plain = JSON.parse(JSON.stringify(body)) as unknown
      init.body = written(kind === 'body' ? replacedAt(plain, pick(placesIn(plain)), pick(HOSTILE_VALUES)) : plain)
    }
    return { url: `${url}?${search}${added}`, init }
  }

  it('are refused in words: never a fault of the server, never what they sent quoted back', async () => {
    const faults = new Map<string, string>()
    const statuses = new Map<number, number>()
    const started = Date.now()
    let sent = 0
    const sessions = new Map<string, Awaited<ReturnType<TestApp['rawAs']>>>()
    while (sent < MOST_REQUESTS && Date.now() - started < MOST_MILLISECONDS) {
      for (const route of routes) {
        const role = pick(Object.keys(NAMES).filter((one) => callable(route, one)))
        const request = sessions.get(role) ?? (await demo.rawAs(NAMES[role]))
        const { url, init } = attemptAt(route)
        const answer = await request(url, init)
        if (answer.status === 401 || route.path === '/api/session') sessions.delete(role)
        else sessions.set(role, request)
        const text = await answer.text()
        sent += 1
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const known = faults.get(route.route)
        if (answer.status >= 500 && !known)
          faults.set(route.route, `${answer.status} ${url.slice(0, 200)} ${String(init.body ?? '').slice(0, 600)}`)
        if (text.startsWith('{') && text.includes('x'.repeat(1000)) && answer.status >= 400)
          faults.set(`${route.route} quotes`, url.slice(0, 100))
      }
    }
    console.info(`${sent} hostile requests in ${Date.now() - started} ms:`, Object.fromEntries(statuses))
    expect(Object.fromEntries(faults)).toEqual({})
    expect(sent).toBeGreaterThan(500)
  })

  const callable = ({ callers }: DataRoute, role: string) =>
    callers?.some((caller) => caller === role || caller === 'signed_in' || caller === 'public')
})

const HEADERS = [
  'x'.repeat(3000),
  'escale_session=%E0%A4%A',
  'escale_session=%00; langue=en',
  'langue=__proto__',
  'null',
]
