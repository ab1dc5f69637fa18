// npm run backup — writes an encrypted copy of every table while the application runs, and reads it back.
import { statSync } from 'node:fs'
import { backUp } from '../operations/back-up.ts'
import { checkBackup } from '../operations/backup-file.ts'
import { openDatabase } from '../store/database.ts'
import { configOrStop, keyringOrStop, locationOrStop, optionsOrStop, orStop, stop } from './command.ts'

const USAGE = `Usage : npm run backup -- --out FICHIER [--key FICHIER]     sauvegarde
        npm run backup -- --check FICHIER [--key FICHIER]   relit une sauvegarde et la compare à son compte
  --key   chiffre avec les clés de ce fichier plutôt qu’avec celles de l’application`

const OPTIONS = { out: { type: 'string' }, check: { type: 'string' }, key: { type: 'string' } } as const

const { values } = optionsOrStop({ options: OPTIONS }, USAGE)
if (!values.out === !values.check) stop(USAGE)
const config = configOrStop()
const ring = keyringOrStop(config, values.key)

if (values.check) say(`${values.check} : intacte`, orStop(await checkBackup(values.check, ring)))
else if (values.out) {
  const db = openDatabase(locationOrStop(config))
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
