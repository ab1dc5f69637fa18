// npm run backup — writes an encrypted copy of every table while the application runs, and reads it back.
import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fileKeyring, keyringOf } from '../access/keyring.ts'
import { backUp } from '../operations/back-up.ts'
import { checkBackup } from '../operations/backup-file.ts'
import { openDatabase } from '../store/database.ts'
import { locationOf } from '../store/location.ts'
import { configOrStop, orStop, stop } from './command.ts'

const USAGE = `Usage : npm run backup -- --out FICHIER [--key FICHIER]     sauvegarde
        npm run backup -- --check FICHIER [--key FICHIER]   relit une sauvegarde et la compare à son compte
  --key   chiffre avec les clés de ce fichier plutôt qu’avec celles de l’application`

const { values } = parseArgs({
  options: { out: { type: 'string' }, check: { type: 'string' }, key: { type: 'string' } },
})
if (!values.out === !values.check) stop(USAGE)
const config = configOrStop()
const ring = values.key ? fileKeyring(values.key) : keyringOf(config)

if (values.check) say(`${values.check} : intacte`, orStop(await checkBackup(values.check, ring)))
else if (values.out) {
  const location = locationOf(config)
  if (location.engine === 'sqlite' && !existsSync(location.file)) stop(`Aucune base à ${location.file}.`)
  const db = openDatabase(location)
  const from = performance.now()
  const summary = await backUp(db, ring, values.out).finally(() => db.destroy())
  say(`${values.out} : écrite et relue`, orStop(summary))
  const megabytes = (statSync(values.out).size / 1e6).toFixed(1)
  console.log(`${megabytes} Mo en ${((performance.now() - from) / 1000).toFixed(1)} s`)
}

function say(
  what: string,
  { createdAt, keyId, counts }: Exclude<Awaited<ReturnType<typeof checkBackup>>, { refusal: string }>,
) {
  const rows = Object.values(counts).reduce((sum, { rows }) => sum + rows, 0)
  console.log(`${what} (${createdAt}, clé ${keyId}) : ${rows} lignes dans ${Object.keys(counts).length} tables`)
}
