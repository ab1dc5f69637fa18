import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { isRefusal } from '../shared/problem.ts'
import { createVault, keyFromFile } from './access/vault.ts'
import { createApp } from './app.ts'
import { createDemoClock, systemClock } from './clock.ts'
import { type Config, readConfig } from './config.ts'
import { readDemoClock } from './demo/clock-store.ts'
import { DEMO_START, seedDemo } from './demo/seed.ts'
import { runJobs, startJobs } from './jobs.ts'
import { createLog } from './log.ts'
import { createSmsGateway } from './messages/gateways/choose.ts'
import { createPlanner } from './planning/planner.ts'
import type { Ports } from './ports.ts'
import { openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { loadCommunes } from './territory/communes.ts'
import { createTravel } from './travel/choose.ts'

const JOB_SECONDS = 20

const config = readConfig(process.env)
if (isRefusal(config)) {
  const faults = config.details?.faults as readonly string[]
  console.error(`Configuration refused:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nSee .env.example.`)
  process.exit(1)
}
await start(config)

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  const db = openDatabase(
    config.databaseUrl
      ? { engine: 'postgres', url: config.databaseUrl }
      : { engine: 'sqlite', file: join(config.dataFolder, config.demo ? 'demo.db' : 'escale.db') },
  )
  await migrate(db)
  const territory = loadCommunes()
  const ports: Ports = {
    config,
    db,
    log,
    territory,
    clock: config.demo ? createDemoClock((await readDemoClock(db)) ?? DEMO_START) : systemClock,
    vault: createVault(
      config.key ? Buffer.from(config.key, 'base64') : keyFromFile(join(config.dataFolder, 'demo.key')),
    ),
    travel: createTravel(config, territory),
    planner: createPlanner(),
    sms: createSmsGateway(config),
    newId: () => randomUUID(),
    newToken: () => randomBytes(24).toString('base64url'),
  }
  if (config.demo) {
    await seedDemo(ports)
    await runJobs(ports)
  }
  const stopJobs = startJobs(ports, JOB_SECONDS)
  const server = serve({ fetch: createApp(ports).fetch, port: config.port, hostname: config.host }, ({ port }) => {
    log.info({ port, mode: config.demo ? 'demo' : 'production' }, `Escale is ready on http://localhost:${port}`)
  })
  const stop = async () => {
    server.close()
    await stopJobs()
    await db.destroy()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
