import { randomBytes, randomUUID } from 'node:crypto'
import { hc } from 'hono/client'
import { createVault } from '../../server/access/vault.ts'
import { type Api, createApp } from '../../server/app.ts'
import { createDemoClock, type DemoClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { personNamed } from '../../server/demo/people.ts'
import { DEMO_START, seedPeopleAndPlaces } from '../../server/demo/seed.ts'
import { createLog, type Log } from '../../server/log.ts'
import { createConsoleGateway } from '../../server/messages/gateways/console.ts'
import { createAntivirus } from '../../server/operations/antivirus.ts'
import { createPlanner } from '../../server/planning/planner.ts'
import type { Ports } from '../../server/ports.ts'
import { loadCommunes, type Territory } from '../../server/territory/communes.ts'
import { createTravel } from '../../server/travel/choose.ts'
import type { PersonId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import { seedDemoCopy } from './demo-template.ts'
import { testDatabase } from './test-database.ts'

let territory: Territory | undefined
let travel: Ports['travel'] | undefined
/** One key a process, so that what one test's demo sealed another's copy opens. */
export const TEST_KEY = randomBytes(32)
const vault = createVault(TEST_KEY)

/** Real ports on a database of their own: the clock stands still at `now` until a test moves it. Nothing is mocked. */
export async function testPorts(
  options: { now?: Instant; env?: Record<string, string>; log?: Log } = {},
): Promise<Ports & { clock: DemoClock }> {
  const config = readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '1000000', ...options.env })
  if (isRefusal(config)) throw new Error(JSON.stringify(config.details))
  territory ??= loadCommunes()
  travel ??= createTravel(config, territory)
  const log = options.log ?? createLog('silent')
  return {
    config,
    db: await testDatabase(),
    clock: createDemoClock(options.now ?? DEMO_START),
    territory,
    travel,
    planner: createPlanner(),
    sms: createConsoleGateway(),
    vault,
    antivirus: createAntivirus(config, log),
    log,
    newId: () => randomUUID(),
    newToken: () => randomBytes(24).toString('base64url'),
  }
}

/** The application through its front door. `seed`: `people` (centres, unit, accounts) or `demo` (everything the demo shows). */
export async function testApp(
  options: { now?: Instant; env?: Record<string, string>; seed?: 'none' | 'people' | 'demo'; log?: Log } = {},
) {
  const ports = await testPorts(options)
  if (options.seed === 'demo') await seedDemoCopy(ports)
  else if (options.seed !== 'none') await seedPeopleAndPlaces(ports)
  const app = createApp(ports)
  return {
    ports,
    app,
    /** A typed client signed in as a fictitious person, by (part of) their name; no name: a stranger. */
    async as(name?: string) {
      const cookie = name ? await signIn(app, personNamed(name).id) : undefined
      return hc<Api>('http://localhost', {
        fetch: (input: RequestInfo | URL, init?: RequestInit) => {
          const request = new Request(input, init)
          request.headers.set('Origin', 'http://localhost')
          if (cookie) request.headers.set('Cookie', cookie)
          return Promise.resolve(app.request(request))
        },
      })
    },
    /** The same as `as`, for requests a typed client would not let one write. */
    async rawAs(name?: string) {
      const cookie = name ? await signIn(app, personNamed(name).id) : undefined
      return (path: string, init: RequestInit = {}) => {
        const headers = new Headers(init.headers)
        if (!headers.has('Origin')) headers.set('Origin', 'http://localhost')
        if (cookie) headers.set('Cookie', cookie)
        if (init.body && !headers.has('Content-Type')) headers.set('Content-Type', 'application/json')
        return Promise.resolve(app.request(path, { ...init, headers }))
      }
    },
  }
}

async function signIn(app: ReturnType<typeof createApp>, personId: PersonId): Promise<string> {
  const answer = await app.request('/api/session/demo', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ personId }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`sign-in answered ${answer.status}`)
  return cookie
}
