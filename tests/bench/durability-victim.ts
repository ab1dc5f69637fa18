import { createVault } from '../../server/access/vault.ts'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { startJobs } from '../../server/jobs.ts'
import { createLog } from '../../server/log.ts'
import { closePorts } from '../../server/make-ports.ts'
import { createOvhcloudGateway } from '../../server/messages/gateways/ovhcloud.ts'
import { createAntivirus } from '../../server/operations/antivirus.ts'
import { openStore } from '../../server/operations/open-store.ts'
import { serveRequests } from '../../server/operations/serve.ts'
import { createPlanner } from '../../server/planning/planner.ts'
import type { Ports } from '../../server/ports.ts'
import { loadCommunes } from '../../server/territory/communes.ts'
import { createTravel } from '../../server/travel/choose.ts'
import { isRefusal } from '../../shared/problem.ts'
import { toInstant } from '../../shared/time.ts'
import { providerAccount } from '../support/taking-provider.ts'

// The whole application as it is served, on a clock that starts at `from` and runs `speed` times as fast as the one on the
// wall, so that claims of the dead lapse within
// seconds, as their jobs do. Arguments: where the data live, key, provider, port, from, started, speed.
const [location, key, provider, port, from, started, speed] = process.argv.slice(2) as string[]
const config = readConfig({ LOG_LEVEL: 'fatal', RATE_LIMIT_PER_MINUTE: '1000000' })
if (isRefusal(config)) throw new Error('bad configuration')
const db = await openStore(
  location!.startsWith('postgres') ? { engine: 'postgres', url: location! } : { engine: 'sqlite', file: location! },
)
if (isRefusal(db)) throw new Error(JSON.stringify(db.details))
const territory = loadCommunes()
const now = () => toInstant(Date.parse(from!) + (Date.now() - Number(started)) * Number(speed))
const ports: Ports = {
  config,
  db,
  territory,
  travel: createTravel(config, territory),
  clock: { now },
  planner: createPlanner(),
  vault: createVault(Buffer.from(key!, 'base64')),
  antivirus: createAntivirus(config, createLog('fatal')),
  log: createLog('fatal'),
  newId: () => crypto.randomUUID(),
  newToken: () => crypto.randomUUID(),
  sms: createOvhcloudGateway(providerAccount(provider!)),
}
const serving = await serveRequests(createApp(ports).fetch, { port: Number(port), hostname: '127.0.0.1' })
const stopJobs = startJobs(ports, 1, 8)
process.stdout.write('ready\n')
process.once('SIGTERM', async () => {
  await serving.stop(0)
  await stopJobs()
  await closePorts(ports)
  process.exit(0)
})
