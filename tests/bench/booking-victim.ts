import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { createVault } from '../../server/access/vault.ts'
import { createApp } from '../../server/app.ts'
import { createDemoClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { runJobs } from '../../server/jobs.ts'
import { createLog } from '../../server/log.ts'
import { createOvhcloudGateway } from '../../server/messages/gateways/ovhcloud.ts'
import { createAntivirus } from '../../server/operations/antivirus.ts'
import { createPlanner } from '../../server/planning/planner.ts'
import type { Ports } from '../../server/ports.ts'
import { openDatabase } from '../../server/store/database.ts'
import { loadCommunes } from '../../server/territory/communes.ts'
import { createTravel } from '../../server/travel/choose.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import { providerAccount } from '../support/taking-provider.ts'

// The whole application, with its jobs, that its parent kills at a random moment. Arguments: where the data live, key,
// provider's address, now, and `live`; `serve`
// to run its jobs as seldom as in use, or `finish` to run each once and end.
const [location, key, provider, now, mode] = process.argv.slice(2) as [string, string, string, Instant, string]
const config = readConfig({ LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '1000000' })
if (isRefusal(config)) throw new Error('bad configuration')
const territory = loadCommunes()
const db = openDatabase(
  location.startsWith('postgres') ? { engine: 'postgres', url: location } : { engine: 'sqlite', file: location },
)
const ports: Ports = {
  config,
  db,
  territory,
  travel: createTravel(config, territory),
  clock: createDemoClock(now),
  planner: createPlanner(),
  vault: createVault(Buffer.from(key, 'base64')),
  antivirus: createAntivirus(config, createLog('error')),
  log: createLog('error'),
  newId: () => crypto.randomUUID(),
  newToken: () => crypto.randomUUID(),
  sms: createOvhcloudGateway(providerAccount(provider)),
}

if (mode === 'finish') {
  await runJobs(ports)
  process.exit(0)
}
const { fetch } = createApp(ports)
const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
for (;;) {
  await runJobs(ports)
  await wait(mode === 'serve' ? 20_000 : 10)
}
