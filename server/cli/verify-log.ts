// npm run verify-log — recomputes the access log's chain and says whether a line was altered or taken away.
import { existsSync } from 'node:fs'
import { verifyAccessLog } from '../access/chain-access.ts'
import { keyringOf } from '../access/keyring.ts'
import { createVault } from '../access/vault.ts'
import { createLog } from '../log.ts'
import { openDatabase } from '../store/database.ts'
import { locationOf } from '../store/location.ts'
import { configOrStop, stop } from './command.ts'

const config = configOrStop()
const location = locationOf(config)
if (location.engine === 'sqlite' && !existsSync(location.file)) stop(`Aucune base à ${location.file}.`)
const db = openDatabase(location)
const ports = { db, vault: createVault(keyringOf(config)), log: createLog('warn') }
const { sound, firstAltered } = await verifyAccessLog(ports).finally(() => db.destroy())
if (firstAltered === null) console.log(`Chaîne intacte : ${sound} lignes vérifiées.`)
else stop(`La ligne ${firstAltered} a été modifiée ou supprimée (${sound} lignes intactes avant elle).`)
