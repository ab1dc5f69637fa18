import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Env } from '../../server/access/env.ts'
import { clientAddress } from '../../server/operations/client-address.ts'
import { createCounter, forgetEndedWindows } from '../../server/operations/rate-limit-store.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

describe(`requests in a short time on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  beforeAll(async () => {
    demo = await testApp({ env: { RATE_LIMIT_PER_MINUTE: '12' } })
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })

  it('are counted for each person, and refused with words and the seconds to wait', async () => {
    const [one, other] = [await demo.rawAs('Olive'), await demo.rawAs('Garance')]
    for (let asked = 0; asked < 12; asked++) expect((await one('/api/centres')).status).toBe(200)
    const refused = await one('/api/centres')
    expect(refused.status).toBe(429)
    const seconds = Number(refused.headers.get('Retry-After'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(await refused.json()).toMatchObject({
      code: 'too_many_requests',
      message: expect.stringContaining('Attendez'),
    })
    expect((await other('/api/centres')).status).toBe(200)
  })

  it('are counted more strictly where an answer is costly', async () => {
    const administrator = await demo.rawAs('Camélia')
    const statuses: number[] = []
    for (let asked = 0; asked < 2; asked++) {
      statuses.push((await administrator('/api/admin/access-log/verification')).status)
    }
    expect(statuses).toEqual([200, 429])
  })

  it('of strangers are counted by address', async () => {
    const stranger = await demo.rawAs()
    const statuses = new Set<number>()
    for (let asked = 0; asked < 16; asked++) statuses.add((await stranger('/api/session')).status)
    expect(statuses).toEqual(new Set([200, 429]))
  })

  it('are counted together by two processes on one PostgreSQL, and forgotten afterwards', async () => {
    const allowance = { name: 'together', points: 3, seconds: 60 }
    const counters = [createCounter(demo.ports.db, allowance), createCounter(demo.ports.db, allowance)]
    let passed = 0
    for (let asked = 0; asked < 8; asked++) {
      passed += await counters[asked % 2]!.consume('somebody').then(
        () => 1,
        () => 0,
      )
    }
    expect(passed).toBe(ENGINE === 'postgres' ? 3 : 6)
    await forgetEndedWindows(demo.ports.db, Date.now() + 61_000)
    expect(await demo.ports.db.selectFrom('rate_limit').selectAll().execute()).toEqual([])
  })
})

describe('the address of a request', () => {
  const addressOf = async (forwarded: string, trustedProxies: number) => {
    const app = new Hono<Env>().get('/', (c) => c.text(clientAddress(c, trustedProxies)))
    return (await app.request('/', { headers: { 'X-Forwarded-For': forwarded } })).text()
  }

  it('is what the trusted proxies wrote, never what the caller typed before them', async () => {
    expect(await addressOf('203.0.113.9, 198.51.100.7', 0)).toBe('local')
    expect(await addressOf('203.0.113.9, 198.51.100.7', 1)).toBe('198.51.100.7')
    expect(await addressOf('1.1.1.1, 203.0.113.9, 198.51.100.7', 2)).toBe('203.0.113.9')
  })

  it('counts an IPv6 network as one', async () => {
    expect(await addressOf('2001:db8:1:2:aaaa::1', 1)).toBe('2001:db8:1:2')
    expect(await addressOf('2001:db8::1', 1)).toBe('2001:db8:0:0')
  })
})
