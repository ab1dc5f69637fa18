// npm run verify-log — recomputes the access log's chain and says whether a line was altered or taken away.
import { verifyAccessLog } from '../access/verify-access-log.ts'
import { readWitnesses } from '../access/witnesses.ts'
import { createLog } from '../log.ts'
import { openDatabase } from '../store/database.ts'
import { configOrStop, locationOrStop, optionsOrStop, stop, textOrStop, vaultOrStop } from './command.ts'

const USAGE = `Usage : npm run verify-log -- [--witness FICHIER]
  --witness  journal de l’application (une ligne JSON par événement), gardé ailleurs : chaque fin de chaîne qu’il atteste
             est comparée. Sans lui, un journal remis tout entier à un jour passé ne se remarque pas.`

const OPTIONS = { witness: { type: 'string' } } as const

const { values } = optionsOrStop({ options: OPTIONS }, USAGE)
const config = configOrStop()
const witnesses = values.witness === undefined ? [] : readWitnesses(textOrStop(values.witness))
if (values.witness !== undefined && witnesses.length === 0)
  stop(`${values.witness} : aucune fin de chaîne n’y est attestée.`)
const db = openDatabase(locationOrStop(config))
const ports = { db, vault: await vaultOrStop(config, db), log: createLog('warn') }
const { sound, firstAltered } = await verifyAccessLog(ports, witnesses).finally(() => db.destroy())
const attested = witnesses.length > 0 ? `, ${witnesses.length} fins de chaîne attestées` : ''
if (firstAltered === null) console.log(`Chaîne intacte : ${sound} lignes vérifiées${attested}.`)
else stop(`La ligne ${firstAltered} a été modifiée ou supprimée (${sound} lignes intactes avant elle).`)
