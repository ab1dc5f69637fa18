// npm run retention — erases what has been kept long enough, or says how much that would be.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { keyringOf } from '../access/keyring.ts'
import { createVault } from '../access/vault.ts'
import { createDemoClock, systemClock } from '../clock.ts'
import { readDemoClock } from '../demo/clock-store.ts'
import { createLog } from '../log.ts'
import { runRetention } from '../operations/run-retention.ts'
import { openDatabase } from '../store/database.ts'
import { locationOf } from '../store/location.ts'
import { configOrStop, stop } from './command.ts'

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
const config = configOrStop()
const location = locationOf(config)
if (location.engine === 'sqlite' && !existsSync(location.file)) stop(`Aucune base à ${location.file}.`)
const db = openDatabase(location)
const demoNow = config.demo ? await readDemoClock(db) : null
const ports = {
  db,
  clock: demoNow ? createDemoClock(demoNow) : systemClock,
  vault: createVault(keyringOf(config)),
  log: createLog('warn'),
  newId: () => randomUUID(),
}
const { counts } = await runRetention(ports, values['dry-run']).finally(() => db.destroy())
console.log(values['dry-run'] ? 'Seraient effacés :' : 'Effacés :')
for (const [kind, count] of Object.entries(counts)) console.log(`  ${kind.padEnd(10)} ${count}`)
