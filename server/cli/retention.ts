// npm run retention — erases what has been kept long enough, or says how much that would be.

import { randomUUID } from 'node:crypto'
import { createDemoClock, systemClock } from '../clock.ts'
import { readDemoClock } from '../demo/clock-store.ts'
import { createLog } from '../log.ts'
import { runRetention } from '../operations/run-retention.ts'
import { openDatabase } from '../store/database.ts'
import { configOrStop, locationOrStop, optionsOrStop, vaultOrStop } from './command.ts'

const USAGE = `Usage : npm run retention -- [--dry-run]
  --dry-run   compte ce qui serait effacé, et n’efface rien`

const OPTIONS = { 'dry-run': { type: 'boolean', default: false } } as const

const { values } = optionsOrStop({ options: OPTIONS }, USAGE)
const config = configOrStop()
const db = openDatabase(locationOrStop(config))
const demoNow = config.demo ? await readDemoClock(db) : null
const ports = {
  db,
  clock: demoNow ? createDemoClock(demoNow) : systemClock,
  vault: await vaultOrStop(config, db),
  log: createLog('warn'),
  newId: () => randomUUID(),
}
const { counts } = await runRetention(ports, values['dry-run']).finally(() => db.destroy())
console.log(values['dry-run'] ? 'Seraient effacés :' : 'Effacés :')
for (const [kind, count] of Object.entries(counts)) console.log(`  ${kind.padEnd(10)} ${count}`)
