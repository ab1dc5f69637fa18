import { randomBytes, randomUUID } from 'node:crypto'
import { isRefusal, type Refusal } from '../shared/problem.ts'
import { openKeyring } from './access/keyring.ts'
import { createVault } from './access/vault.ts'
import { createDemoClock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { readDemoClock } from './demo/clock-store.ts'
import { contentsOf } from './demo/demo-store.ts'
import { DEMO_START, refuseDemoAccounts, seedDemo } from './demo/seed.ts'
import { runJobs } from './jobs.ts'
import { createLog } from './log.ts'
import { createSmsGateway } from './messages/gateways/create-gateway.ts'
import { createAntivirus } from './operations/antivirus.ts'
import { refuseOtherKey } from './operations/check-key.ts'
import { openStore } from './operations/open-store.ts'
import { createPlanner } from './planning/planner.ts'
import type { Ports } from './ports.ts'
import { locationOf } from './store/location.ts'
import { loadCommunes } from './territory/communes.ts'
import { createTravel } from './travel/choose.ts'

/**
 * Makes every port once from the configuration: opens and migrates the database, loads the territory and its roads,
 * and in demo mode fills an empty database and lets everything due then happen. Refuses a gateway that lacks its credentials,
 * and keys that are not those of the database.
 */
export async function makePorts(config: Config): Promise<Ports | Refusal> {
  const sms = createSmsGateway(config)
  if (isRefusal(sms)) return sms
  const keyring = openKeyring(config)
  if (isRefusal(keyring)) return keyring
  const db = await openStore(locationOf(config))
  if (isRefusal(db)) return db
  const territory = loadCommunes()
  const log = createLog(config.logLevel)
  const ports: Ports = {
    config,
    db,
    territory,
    log,
    clock: config.demo ? createDemoClock((await readDemoClock(db)) ?? DEMO_START) : systemClock,
    vault: createVault(keyring),
    travel: createTravel(config, territory),
    planner: createPlanner(),
    sms,
    antivirus: createAntivirus(config, log),
    newId: () => randomUUID(),
    newToken: () => randomBytes(24).toString('base64url'),
  }
  const otherKey = await refuseOtherKey(db, ports.vault)
  if (otherKey) {
    await closePorts(ports)
    return otherKey
  }
  const isNewDemo = config.demo && (await contentsOf(db)) !== 'demo'
  const refused = config.demo ? await seedDemo(ports) : await refuseDemoAccounts(ports)
  if (refused) {
    await closePorts(ports)
    return refused
  }
  if (isNewDemo) await runJobs(ports)
  return ports
}

/** Lets go of what the ports hold open. */
export async function closePorts(ports: Ports): Promise<void> {
  await ports.planner.close()
  await ports.db.destroy()
}
