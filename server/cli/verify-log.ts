// npm run verify-log — recomputes the access log's chain and says whether a line was altered or taken away.
import { verifyAccessLog } from '../access/chain-access.ts'
import { keyringOf } from '../access/keyring.ts'
import { createVault } from '../access/vault.ts'
import { createLog } from '../log.ts'
import { openDatabase } from '../store/database.ts'
import { configOrStop, locationOrStop, stop } from './command.ts'

const config = configOrStop()
const db = openDatabase(locationOrStop(config))
const ports = { db, vault: createVault(keyringOf(config)), log: createLog('warn') }
const { sound, firstAltered } = await verifyAccessLog(ports).finally(() => db.destroy())
if (firstAltered === null) console.log(`Chaîne intacte : ${sound} lignes vérifiées.`)
else stop(`La ligne ${firstAltered} a été modifiée ou supprimée (${sound} lignes intactes avant elle).`)
