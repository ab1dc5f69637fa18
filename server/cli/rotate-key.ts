// npm run rotate-key — adds a key to the key file, waits until every process knows it, and seals everything again under it.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { addMinutes, toInstant } from '../../shared/time.ts'
import { fileKeyring, keyFileOf, readKeyFile, writeKeyFile } from '../access/keyring.ts'
import { createVault } from '../access/vault.ts'
import { createLog } from '../log.ts'
import { countToRotate, rotateKeys } from '../operations/rotate-keys.ts'
import { openDatabase } from '../store/database.ts'
import { configOrStop, locationOrStop, optionsOrStop, stop, vaultOrStop } from './command.ts'

const USAGE = `Usage : npm run rotate-key -- [--in MINUTES]
  --in   délai avant que la nouvelle clé serve, le temps que chaque machine reçoive le fichier de clés (1 par défaut)
  Interrompue, la commande reprend où elle en était : elle n’ajoute une clé que si tout est sous la dernière.`

const OPTIONS = { in: { type: 'string', default: '1' }, help: { type: 'boolean' } } as const

const { values } = optionsOrStop({ options: OPTIONS }, USAGE)
const minutes = Number(values.in)
if (values.help || !(minutes >= 0)) stop(USAGE)
const config = configOrStop()
if (config.key)
  stop('La clé vient de ESCALE_KEY : mettez-la dans un fichier (ESCALE_KEY_FILE) pour pouvoir en changer.')
const db = openDatabase(locationOrStop(config))
const log = createLog('warn')
const before = { db, log, vault: await vaultOrStop(config, db) }
const file = keyFileOf(config)

const newest = readKeyFile(file).at(-1)!
const isWaited = newest.activeFrom !== null && newest.activeFrom > toInstant(Date.now())
if (isWaited) console.log(`La clé ${newest.id}, déjà ajoutée, sert à partir de ${newest.activeFrom}.`)
else if ((await countToRotate(before)) > 0) console.log('Une rotation était commencée : elle reprend.')
else addKey()
await untilActive()
const { resealed, left, unreadable } = await rotateKeys({ db, log, vault: createVault(fileKeyring(file)) })
await db.destroy()
console.log(`${resealed} lignes scellées sous la clé ${readKeyFile(file).at(-1)!.id}.`)
if (unreadable > 0)
  stop(`${unreadable} lignes ne s’ouvrent avec aucune clé du fichier : remettez leur clé et recommencez.`)
if (left > 0) stop(`${left} lignes ont changé entre-temps : relancez la commande.`)
console.log('Gardez les anciennes clés tant qu’une sauvegarde ou une ligne du journal d’accès en dépend.')

function addKey(): void {
  const now = toInstant(Date.now())
  const id = now.replaceAll(/\D/g, '').slice(0, 14)
  writeKeyFile(file, [...readKeyFile(file), { id, key: randomBytes(32), activeFrom: addMinutes(now, minutes) }])
  console.log(`Clé ${id} ajoutée à ${file}. Copiez ce fichier sur chaque machine avant ${addMinutes(now, minutes)}.`)
}

/** Ten seconds more than the last process needs to have read the file, so that nobody seals with the old one any more. */
async function untilActive(): Promise<void> {
  const { activeFrom } = readKeyFile(file).at(-1)!
  const left = activeFrom === null ? 0 : Date.parse(activeFrom) + (minutes > 0 ? 10_000 : 0) - Date.now()
  if (left > 0) await wait(left)
}
