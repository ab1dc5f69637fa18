// npm run restore — puts a backup into an empty database, or one that is stopped, and verifies what it put there.
import { createLog } from '../log.ts'
import { restore } from '../operations/restore.ts'
import { locationOf } from '../store/location.ts'
import { configOrStop, keyringOrStop, optionsOrStop, orStop, stop } from './command.ts'

const USAGE = `Usage : npm run restore -- --from FICHIER [--to FICHIER.db | --to postgres://…] [--key FICHIER] [--replace]
  --to        base de destination ; sans elle, celle de la configuration
  --key       le fichier de clés qui ouvre la sauvegarde et les données
  --replace   remplace les données de la destination (l’application doit être arrêtée)`

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  key: { type: 'string' },
  replace: { type: 'boolean', default: false },
} as const

const { values } = optionsOrStop({ options: OPTIONS }, USAGE)
if (!values.from) stop(USAGE)
process.umask(0o077)
const config = configOrStop()
const ring = keyringOrStop(config, values.key)
const location = values.to ? locationAt(values.to) : locationOf(config)
const restored = orStop(await restore({ ring, log: createLog('warn') }, values.from, location, values.replace))
const rows = Object.values(restored.counts).reduce((sum, { rows }) => sum + rows, 0)
console.log(`Restaurée depuis la sauvegarde du ${restored.createdAt} : ${rows} lignes, comptées et comparées.`)
if (restored.replaced)
  console.log(`Ce qui est remplacé reste dans ${restored.replaced} : à effacer une fois la restauration contrôlée.`)
const { sound, firstAltered } = restored.accessLog
if (firstAltered === null) console.log(`Journal d’accès : chaîne intacte, ${sound} lignes.`)
else {
  console.error(`Journal d’accès : la ligne ${firstAltered} a été modifiée ou supprimée.`)
  process.exitCode = 1
}

function locationAt(to: string) {
  return to.startsWith('postgres') ? { engine: 'postgres' as const, url: to } : { engine: 'sqlite' as const, file: to }
}
